import type { EventKey } from '../../core/rows/event-keys';
import { INDEX_VERSION, type RowMarks } from '../../core/rows/event-row';
import type { TermRow } from '../../core/rows/term-row';
import type { Bound, SqliteConnection } from './sqlite-connection';
import type { Texts } from './texts';
import { sortKeyOf } from './values/sort-key';
import { storedTermRow } from './values/stored-term-row';

/** What matters of an event to the rows of its terms. */
export interface KnownEvent {
  readonly id: number;
  /** The time in its key, in seconds of the epoch. */
  readonly at: number;
  /** The version of the index that its row is of. */
  readonly version: number;
  /** Whether its row lists everything that it touched, so that the rows of its terms follow from it. */
  readonly isWhole: boolean;
}

/** How many events are remembered: as many as a batch of records makes, several times over. */
const MOST_KNOWN = 2_000;

/** How many rows one statement puts. */
const ROWS_AT_ONCE = 8;

const COLUMNS = 'INTO terms (term, at, event, sort, version, lean, row) VALUES';
const ROW = '(?, ?, ?, ?, ?, ?, ?)';
const put = (rows: number) => `INSERT OR REPLACE ${COLUMNS} ${Array.from({ length: rows }, () => ROW).join(', ')}`;
const PUT_ONE = put(1);
const PUT_MANY = put(ROWS_AT_ONCE);

/** Writes what terms lead to. */
export class SqliteTerms {
  private readonly events = new Map<string, KnownEvent>();

  /** `find` looks an event up that was not written lately. */
  constructor(
    private readonly connection: SqliteConnection,
    private readonly texts: Texts,
    private readonly find: (key: EventKey) => KnownEvent | undefined,
  ) {}

  /** Remembers an event whose terms follow. */
  note({ eventName, eventTimeId }: EventKey, event: KnownEvent): void {
    if (this.events.size >= MOST_KNOWN) this.events.clear();
    this.events.set(textOf(eventName, eventTimeId), event);
  }

  /** Puts rows, and overwrites those with the same keys. */
  put(rows: readonly TermRow[]): void {
    const cells = rows.map((row) => this.cellsOf(row));
    const whole = cells.length - (cells.length % ROWS_AT_ONCE);
    for (let start = 0; start < whole; start += ROWS_AT_ONCE) {
      this.connection.run(PUT_MANY, cells.slice(start, start + ROWS_AT_ONCE).flat());
    }
    for (const each of cells.slice(whole)) this.connection.run(PUT_ONE, each);
  }

  private cellsOf(row: TermRow): readonly Bound[] {
    const term = this.texts.idOf(row.term);
    const key = eventKeyOf(row);
    const event = key && this.event(key);
    const version = typeof row['indexVersion'] === 'number' ? row['indexVersion'] : null;
    if (event === undefined) {
      const { at, key: sort } = sortKeyOf(key?.eventTimeId ?? row.eventTimeIdName);
      const name = key === undefined ? '' : `#${key.eventName}`;
      return [term, at, 0, `${sort}${name}`, version, 0, storedTermRow(row)];
    }
    const follows = version === INDEX_VERSION && event.version === version && event.isWhole;
    return [term, event.at, event.id, '', version, Number(isLean(row)), follows ? null : storedTermRow(row)];
  }

  private event(key: EventKey): KnownEvent | undefined {
    const text = textOf(key.eventName, key.eventTimeId);
    const known = this.events.get(text) ?? this.find(key);
    if (known) this.note(key, known);
    return known;
  }
}

/** Whether a row leaves out what the event has. */
function isLean({ fieldsOmitted, marks }: TermRow): boolean {
  return fieldsOmitted !== undefined || omitsResources(marks);
}

/** Whether the marks of a row say that it does not list all resources. */
export function omitsResources(marks: unknown): boolean {
  return (marks as RowMarks | undefined)?.resourcesOmitted !== undefined;
}

function textOf(eventName: string, eventTimeId: string): string {
  return `${eventTimeId}\n${eventName}`;
}

/** The key of the event that a row of a term leads to: `<eventTime>#<eventID>#<eventName>`. Undefined if it names none. */
function eventKeyOf({ eventTimeIdName, eventName }: TermRow): EventKey | undefined {
  const end = `#${eventName}`;
  if (typeof eventName !== 'string' || !eventTimeIdName.endsWith(end)) return undefined;
  return { eventName, eventTimeId: eventTimeIdName.slice(0, -end.length) };
}
