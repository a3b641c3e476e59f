import type { FoundEvent } from '../../app/ask/find-events';
import { fieldsInCsv } from '../../contract/event-fields';
import type { JsonValue } from '../../core/record/json';
import { stringifyRecord } from '../../core/record/parse-record';
import type { StoredEvent } from '../../core/rows/stored-event';
import { who } from '../../core/rows/who';
import { safeText } from '../../core/text/safe-text';
import type { Answer } from '../render/answer';
import { type Column, renderTable } from '../render/render-table';
import { refCells } from './ref-cells';
import { renderRecord } from './render-record';
import { RESOURCES_WIDTH, resourcesCell } from './resources-cell';

/** The fields of an event in CSV: fixed, so that a script can rely on the order. */
const CSV_FIELDS = ['ref', ...fieldsInCsv(), 'recordIndex', 'recordSha256'] as const;

/** Widths of the table's columns that can grow. */
const COLUMNS: readonly Column[] = [
  { title: 'TIME' },
  { title: 'EVENT', maxWidth: 36 },
  { title: 'WHO', maxWidth: 32 },
  { title: 'OUTCOME', maxWidth: 24 },
  { title: 'FROM', maxWidth: 24 },
  { title: 'ON WHAT', maxWidth: RESOURCES_WIDTH },
];

/**
 * Events as an answer, each with its record if the question asks for it. A table has handles instead of references if
 * `hasHandles` says that the handle finds each event that has one.
 */
export function eventsAnswer(
  found: Answer<FoundEvent>['rows'],
  withRecord: boolean,
  hasHandles = false,
): Answer<FoundEvent> {
  return {
    rows: found,
    fields: withRecord ? [...CSV_FIELDS, 'record'] : CSV_FIELDS,
    object: presented,
    stringify: stringified,
    table: (events) => eventsTable(events, withRecord, hasHandles),
  };
}

/**
 * Events as CSV with a line for each resource that the index lists, and one line for an event without any. A pivot
 * table can then count and filter resources.
 */
export function resourcesAnswer(found: AsyncIterable<FoundEvent>, withRecord: boolean): Answer<EventOnResource> {
  const { fields, stringify } = eventsAnswer([], withRecord);
  return {
    rows: byResource(found),
    fields: fields.flatMap((field) => (field === 'resources' ? RESOURCE_FIELDS : [field])),
    object: ({ resource, ...event }) => ({ ...presented(event), ...resource }),
    ...(stringify && { stringify }),
    table: () => '',
  };
}

const RESOURCE_FIELDS = ['resource', 'resourceKind', 'resourceRelation'] as const;

/** An event, and one of the things that it touched. */
interface EventOnResource extends FoundEvent {
  readonly resource?: Readonly<Record<(typeof RESOURCE_FIELDS)[number], string>>;
}

async function* byResource(found: AsyncIterable<FoundEvent>): AsyncGenerator<EventOnResource> {
  for await (const each of found) {
    const { resources = [] } = each.event;
    if (resources.length === 0) yield each;
    for (const { id, kind, relation } of resources) {
      yield { ...each, resource: { resource: id, resourceKind: kind, resourceRelation: relation } };
    }
  }
}

/** One event as an answer, with its record and everything else that is known about it. */
export function eventAnswer(found: FoundEvent, more: object, table: () => string): Answer<FoundEvent> {
  return { ...eventsAnswer([found], true), document: { ...presented(found), ...more }, table };
}

function presented({ event, evidence, record, maskedPaths }: FoundEvent): object {
  const shown = { ...event, ...evidence };
  return { ...shown, ...(record && { record, ...(maskedPaths && maskedPaths.length > 0 && { maskedPaths }) }) };
}

/** JSON that keeps the digits of the record's numbers. */
function stringified(value: object): string {
  return stringifyRecord(value as JsonValue);
}

/** Events as a table, each with the handle or reference that `show` takes. Empty if there are none. */
export function eventsTable(found: readonly FoundEvent[], withRecord: boolean, hasHandles = false): string {
  if (found.length === 0) return '';
  const events = found.map(({ event }) => event);
  const refs = hasHandles ? refCells(events) : events.map(({ ref }) => ref);
  const text = renderTable(
    [...COLUMNS, { title: 'REF' }],
    events.map((event, index) => [...tableCells(event), refs[index] ?? event.ref]),
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
    event.eventName ?? (event.quarantineReason === undefined ? '-' : 'in quarantine'),
    who(event),
    outcome ?? event.quarantineReason ?? '-',
    event.sourceIPAddress ?? '-',
    resourcesCell(event.resources ?? []),
  ];
}
