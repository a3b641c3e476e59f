import type { CaughtBy } from '../../app/alert/severest-first';
import type { FoundEvent } from '../../app/ask/find-events';
import { shortRef } from '../../core/rows/event-ref';
import type { GivenNames } from '../names/given-names';
import type { Clock } from '../render/clock';
import { displayWidth } from '../render/display-width';
import { painted } from '../terminal/colour';
import type { Screen } from '../terminal/screen';
import { CATCH_WIDTH, catchMark } from './catch-mark';
import { type EventCells, eventCells, type Wording } from './event-cells';
import { recordBelow } from './record-below';
import { type RefsBy, refCells } from './ref-cells';
import { ResourcesTexts } from './resources-text';
import { rowLine, titleLine } from './row-line';
import { type SharedValues, sharedValues } from './shared-values';
import { dayText, headLines, type TableHead } from './table-head';
import {
  type ColumnWidths,
  columnWidths,
  GAP,
  isReference,
  leftOut,
  type Needs,
  NO_NEEDS,
  needsOf,
} from './table-layout';

/** What a table of events is made for. */
export interface EventTableOptions {
  readonly screen: Screen;
  readonly clock: Clock;
  /** Resources that somebody asks for: they stand first in their rows, and whole. */
  readonly asked: readonly string[];
  readonly refsBy: RefsBy;
  /** Whether the record of each event stands below its row. */
  readonly withRecord: boolean;
  /** What names are looked up in, to stand behind IDs. */
  readonly names?: GivenNames | undefined;
}

/** Of whose event it is, so much must stand beside a reference: the ID of an instance. */
const MOST_OF_WHO = 'mi-0123456789abcdef0'.length;

/** From where a call came, and where it went: what a reference does not say. */
const WHERE = ['from', 'region', 'account'] as const;

/** A table that comes page by page. */
export interface EventPages {
  /**
   * The lines of further events, with what has to be said before them.
   *
   * @param caught the rules that catch some of them, by their refs
   * @default nobody asked the rules
   */
  page(found: readonly FoundEvent[], caught?: ReadonlyMap<string, CaughtBy>): string;
}

/**
 * A table of events that comes page by page. What rows share is said above them. The first page decides about the
 * columns; a later one for which they do not do gets new titles.
 */
export class EventTable implements EventPages {
  private readonly wording: Wording;
  private needs: Needs = NO_NEEDS;
  private head: TableHead | undefined;
  private widths: ColumnWidths | undefined;
  private heading: string | undefined;
  /** Whether rows have an edge for marks of rules: from the first page on that needs it. */
  private hasEdge = false;
  /** Whether rows have names: from the first page on that has any. */
  private hasNames = false;

  constructor(private readonly options: EventTableOptions) {
    this.wording = {
      clock: options.clock,
      resources: new ResourcesTexts(options.asked),
      names: options.names?.names,
    };
  }

  page(found: readonly FoundEvent[], caught: ReadonlyMap<string, CaughtBy> = new Map()): string {
    this.hasEdge ||= caught.size > 0;
    const cells = this.cellsOf(found);
    this.hasNames ||= cells.some(({ names }) => Object.keys(names).length > 0);
    const shared = sharedValues(cells, this.head?.shared);
    const rows = cells.map((each) => this.withFittingRef(each, shared));
    const lines = [...this.above(rows, shared)];
    for (const [index, row] of rows.entries()) {
      const edge = this.edge(caught.get(found[index]?.event.ref ?? ''));
      lines.push(...this.dayHeading(row), `${edge}${rowLine(row, this.widths ?? {}, this.beside())}`);
      if (this.options.withRecord) lines.push(...recordBelow(found[index]));
    }
    return lines.map((line) => `${line}\n`).join('');
  }

  /** The screen beside the edge. */
  private beside(): Screen {
    const { screen } = this.options;
    return this.hasEdge ? { ...screen, width: screen.width - CATCH_WIDTH } : screen;
  }

  private edge(caught?: CaughtBy): string {
    if (!this.hasEdge) return '';
    const { mark, style } = catchMark(caught) ?? { mark: '' };
    const blanks = ' '.repeat(CATCH_WIDTH - mark.length);
    return (style && this.options.screen.colour ? painted(style, mark) : mark) + blanks;
  }

  private cellsOf(found: readonly FoundEvent[]): readonly EventCells[] {
    const events = found.map(({ event }) => event);
    const refs = refCells(events, this.options.refsBy);
    return events.map((event, index) => eventCells(event, refs[index] ?? event.ref, this.wording));
  }

  /** A reference that leaves no room for what should stand beside it is shortened to what still leads to its event. */
  private withFittingRef(cells: EventCells, shared: SharedValues): EventCells {
    if (!isReference(cells.ref)) return cells;
    const whose = cells.asked === '' ? Math.min(displayWidth(cells.who), MOST_OF_WHO) : displayWidth(cells.asked);
    const outcome = cells.isFailure ? displayWidth(cells.shortOutcome) + GAP : 0;
    const where = WHERE.filter((name) => !(name in shared)).map((name) => displayWidth(cells[name]) + GAP);
    const beside = displayWidth(cells.time) + GAP + whose + GAP + outcome;
    const least = where.reduce((sum, each) => sum + each, beside) + displayWidth(cells.ref);
    return least > this.beside().width ? { ...cells, ref: shortRef(cells.ref) } : cells;
  }

  /** The head and the titles, where rows need others than those that stand above them. */
  private above(rows: readonly EventCells[], shared: SharedValues): readonly string[] {
    const before = this.head;
    this.needs = needsOf(rows, this.needs);
    const widths = columnWidths(this.needs, shared, this.beside().width);
    const marks = marksOf(rows, before);
    const head = {
      zone: this.zoneOf(rows),
      shared,
      leftOut: leftOut(widths, shared),
      marks,
      hasEdge: this.hasEdge,
      namesFile: this.hasNames ? this.options.names?.file : undefined,
    };
    const isSame = JSON.stringify(widths) === JSON.stringify(this.widths);
    const isSaid = before !== undefined && saidWith(head) === saidWith(before);
    this.head = head;
    this.widths = widths;
    if (isSame && isSaid) return [];
    return [
      ...(before ? [''] : []),
      ...(isSaid ? [] : this.saidOnce(head, rows)),
      `${this.edge()}${titleLine(widths, this.beside())}`,
    ];
  }

  /** The head; it also has the day of the rows if they have one day, which then has no heading of its own. */
  private saidOnce(head: TableHead, rows: readonly EventCells[]): readonly string[] {
    const [first] = rows;
    const isOneDay = headingOf(first) !== this.heading && rows.every((row) => headingOf(row) === headingOf(first));
    const day = isOneDay ? first?.day : undefined;
    if (day !== undefined) this.heading = headingOf(first);
    return headLines({ ...head, day }, this.options.screen.width);
  }

  /** The zone, with its offset where all rows have the same. */
  private zoneOf(rows: readonly EventCells[]): string {
    const { zone } = this.options.clock;
    const offset = rows[0]?.offset;
    return offset !== undefined && rows.every((row) => row.offset === offset) ? `${zone} (UTC${offset})` : zone;
  }

  /** A line for the day, where the one before is of another. In a zone whose offset changes, each offset has one. */
  private dayHeading(row: EventCells): readonly string[] {
    const heading = headingOf(row);
    if (heading === this.heading || row.day === undefined) return [];
    this.heading = heading;
    const text = `${dayText(row.day)}${row.offset === undefined ? '' : ` (UTC${row.offset})`}`;
    return [this.options.screen.colour ? painted('bold', text) : text];
  }
}

/** What a head says that a later page may have to say anew: what rows have in common, and what their marks mean. */
function saidWith({ shared, marks, hasEdge, namesFile }: TableHead): string {
  return JSON.stringify([shared, [...marks].sort(), hasEdge, namesFile]);
}

function headingOf(row: EventCells | undefined): string {
  return `${row?.day} ${row?.offset}`;
}

function marksOf(rows: readonly EventCells[], before: TableHead | undefined): TableHead['marks'] {
  return new Set([...(before?.marks ?? []), ...rows.filter(({ ref }) => !isReference(ref)).map(({ mark }) => mark)]);
}
