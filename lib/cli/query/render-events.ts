import type { FoundEvent } from '../../app/ask/find-events';
import { fieldsInCsv } from '../../contract/event-fields';
import type { JsonValue } from '../../core/record/json';
import { stringifyRecord } from '../../core/record/parse-record';
import type { StoredEvent } from '../../core/rows/stored-event';
import { who } from '../../core/rows/who';
import { safeJson, safeText } from '../../core/text/safe-text';
import { csvLine } from '../render/render-csv';
import { type Column, renderTable } from '../render/render-table';
import type { OutputFormat } from '../terminal/output';
import { ON_WHAT_WIDTH, onWhat } from './on-what';
import { renderRecord } from './render-record';

/** The fields of an event in CSV: fixed, so that a script can rely on the order. */
const CSV_FIELDS = ['ref', ...fieldsInCsv()] as const;

/** Widths of the table's columns that can grow. */
const COLUMNS: readonly Column[] = [
  { title: 'TIME' },
  { title: 'EVENT', maxWidth: 36 },
  { title: 'WHO', maxWidth: 32 },
  { title: 'OUTCOME', maxWidth: 24 },
  { title: 'FROM', maxWidth: 24 },
  { title: 'ON WHAT', maxWidth: ON_WHAT_WIDTH },
];

/** An event and, where it was asked for, its record, as one object. */
export function presented({ event, record, maskedPaths }: FoundEvent): object {
  return { ...event, ...(record && { record, ...(maskedPaths && maskedPaths.length > 0 && { maskedPaths }) }) };
}

/** Renders events one after the other, as they are found; a table is rendered at the end. */
export class EventRenderer {
  private readonly kept: FoundEvent[] = [];
  private count = 0;

  constructor(
    private readonly format: OutputFormat,
    private readonly withRecord: boolean,
  ) {}

  /** What precedes the first event. */
  begin(): string {
    if (this.format === 'json') return '[';
    return this.format === 'csv' ? csvLine([...CSV_FIELDS, ...(this.withRecord ? ['record'] : [])]) : '';
  }

  /** One event. */
  event(found: FoundEvent): string {
    this.count += 1;
    switch (this.format) {
      case 'json':
        return `${this.count > 1 ? ',' : ''}\n${json(presented(found))}`;
      case 'ndjson':
        return `${json(presented(found))}\n`;
      case 'csv':
        return csvLine(csvCells(found, this.withRecord));
      case 'table':
        this.kept.push(found);
        return '';
    }
  }

  /** What follows the last event. */
  end(): string {
    if (this.format === 'json') return this.count > 0 ? '\n]\n' : ']\n';
    return this.format === 'table' && this.count > 0 ? table(this.kept, this.withRecord) : '';
  }
}

/** Events as a table, each with the reference that `show` takes. */
function table(found: readonly FoundEvent[], withRecord: boolean): string {
  const text = renderTable(
    [...COLUMNS, { title: 'REF' }],
    found.map(({ event }) => tableCells(event)),
  );
  if (!withRecord) return text;
  const [titles = '', ...rows] = text.trimEnd().split('\n');
  return [titles, ...rows.flatMap((row, index) => [row, ...recordBelow(found[index])])].join('\n').concat('\n');
}

/** The record of a row, set in below it. */
function recordBelow(found: FoundEvent | undefined): readonly string[] {
  const { record, maskedPaths = [] } = found ?? {};
  const masked = maskedPaths.length > 0 ? [`masked: ${safeText(maskedPaths.join(', '))}`] : [];
  return [...renderRecord(record), ...masked].map((line) => `  ${line}`);
}

function tableCells(event: StoredEvent): readonly string[] {
  const outcome = event.errorCode ? `${event.outcome} (${event.errorCode})` : event.outcome;
  return [
    event.eventTime ?? '-',
    event.eventName ?? event.quarantineReason ?? '-',
    who(event),
    outcome ?? event.quarantineReason ?? '-',
    event.sourceIPAddress ?? '-',
    onWhat(event.resources ?? []),
    event.ref,
  ];
}

function csvCells({ event, record }: FoundEvent, withRecord: boolean): readonly string[] {
  const cells = CSV_FIELDS.map((name) => csvText(event[name]));
  return withRecord ? [...cells, record ? json(record) : ''] : cells;
}

function csvText(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'object' ? json(value as object) : String(value);
}

/** A value as JSON on one line. */
export function json(value: object): string {
  return safeJson(stringifyRecord(value as JsonValue));
}
