import type { CaughtBy } from '../../app/alert/severest-first';
import type { FoundEvent } from '../../app/ask/find-events';
import { type EventNames, eventNames } from '../../core/names/event-names';
import { namedText } from '../../core/names/named-text';
import type { StoredEvent } from '../../core/rows/stored-event';
import { who } from '../../core/rows/who';
import { safeText } from '../../core/text/safe-text';
import { timeText } from '../render/clock';
import { cut, padded } from '../render/cut-text';
import { displayWidth } from '../render/display-width';
import { excessOf, fittedWidths } from '../render/fitted-widths';
import { UsageError } from '../terminal/cli-error';
import { painted } from '../terminal/colour';
import type { Screen } from '../terminal/screen';
import type { EventPages, EventTableOptions } from './event-table';
import { recordBelow } from './record-below';
import { refCells } from './ref-cells';
import { ResourcesTexts } from './resources-text';
import type { ChosenColumn } from './table-flags';

const GAP = '  ';

/** Terminal cells of a column below which it says nothing. */
const LEAST = 6;

/** What stands whole in each row. */
const WHOLE: ReadonlySet<ChosenColumn> = new Set(['ref', 'eventTime']);

/** The columns of IDs that may have a name. */
const NAMED = {
  actor: 'actor',
  sourceIPAddress: 'sourceNetwork',
  recipientAccountId: 'recipientAccount',
} as const satisfies Partial<Record<ChosenColumn, keyof EventNames>>;

/** What a table with chosen columns is made for. */
export interface ChosenTableOptions extends EventTableOptions {
  readonly columns: readonly ChosenColumn[];
  /** Whether columns are as wide as what they contain, however wide the screen is. */
  readonly isWide: boolean;
}

/** A table of events with the columns that somebody chose, page by page. A later page may get other widths, and its titles again. */
export class ChosenTable implements EventPages {
  private readonly resources: ResourcesTexts;
  private needed: readonly number[];
  private widths: readonly number[] | undefined;

  constructor(private readonly options: ChosenTableOptions) {
    this.resources = new ResourcesTexts(options.asked);
    this.needed = options.columns.map((name) => name.length);
  }

  page(found: readonly FoundEvent[], caught?: ReadonlyMap<string, CaughtBy>): string {
    const rows = this.rowsOf(found, caught);
    const lines = [...this.titles(rows)];
    for (const [index, row] of rows.entries()) {
      lines.push(lineOf(row, this.widths ?? []));
      if (this.options.withRecord) lines.push(...recordBelow(found[index]));
    }
    return lines.map((line) => `${line}\n`).join('');
  }

  private rowsOf(
    found: readonly FoundEvent[],
    caught: ReadonlyMap<string, CaughtBy> | undefined,
  ): readonly (readonly string[])[] {
    const refs = refCells(
      found.map(({ event }) => event),
      this.options.refsBy,
    );
    return found.map(({ event }, index) =>
      this.options.columns.map((name) =>
        safeText(
          name === 'rules'
            ? caught
              ? titlesOf(caught.get(event.ref))
              : 'not asked'
            : this.textOf(event, name, refs[index] ?? event.ref),
        ),
      ),
    );
  }

  private textOf(event: StoredEvent, name: Exclude<ChosenColumn, 'rules'>, ref: string): string {
    if (name === 'ref') return ref;
    if (name === 'who') return this.named(who(event), event, 'actor');
    const looked = NAMED[name as keyof typeof NAMED];
    if (looked !== undefined) return this.named(String(event[name] ?? '-'), event, looked);
    if (name === 'eventTime')
      return event.eventTime === undefined ? '-' : timeText(event.eventTime, this.options.clock);
    if (name === 'resources') {
      const { asked, rest } = this.resources.of(event);
      return [asked, rest].filter((text) => text !== '').join(' ');
    }
    const value = event[name];
    return Array.isArray(value) ? value.join(' ') : String(value ?? '-');
  }

  private named(id: string, event: StoredEvent, name: keyof EventNames): string {
    const { names } = this.options;
    return names ? namedText(id, eventNames(event, names.names)[name]) : id;
  }

  private titles(rows: readonly (readonly string[])[]): readonly string[] {
    const { columns, isWide, screen, asked } = this.options;
    this.needed = this.needed.map((before, at) =>
      rows.reduce((most, row) => Math.max(most, displayWidth(row[at] ?? '')), before),
    );
    const least = columns.map((name, at) => leastOf(name, this.needed[at] ?? 0, asked));
    const widths = isWide ? this.needed : chosenWidths(this.needed, least, screen);
    if (JSON.stringify(widths) === JSON.stringify(this.widths)) return [];
    const isFirst = this.widths === undefined;
    this.widths = widths;
    const titles = lineOf(columns, widths);
    return [...(isFirst ? [] : ['']), screen.colour ? painted('bold', titles) : titles];
  }
}

/** The rules that catch an event, the severest first. */
function titlesOf(caught: CaughtBy = []): string {
  return caught.map(({ level, title }) => `${level}: ${title}`).join('; ') || '-';
}

function leastOf(name: ChosenColumn, needed: number, asked: readonly string[]): number {
  if (WHOLE.has(name)) return needed;
  const whole = name === 'resources' ? Math.max(0, ...asked.map((text) => displayWidth(safeText(text)))) : 0;
  return Math.min(needed, Math.max(LEAST, whole));
}

/** Widths that fit together. Throws `UsageError` if there are too many columns. */
function chosenWidths(needed: readonly number[], least: readonly number[], { width }: Screen): readonly number[] {
  if (excessOf(least, width, GAP.length) > 0) throw tooMany(needed.length, width);
  return fittedWidths(needed, least, width, GAP.length);
}

function tooMany(columns: number, width: number): UsageError {
  return new UsageError(
    `--columns: ${columns} columns do not fit into ${width} terminal cells: expected fewer, or --wide with them, which makes rows as wide as they are`,
  );
}

function lineOf(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((text, at) => padded(cut(text, widths[at] ?? 0), widths[at] ?? 0))
    .join(GAP)
    .trimEnd();
}
