import type { EventFieldName } from '../../contract/event-fields';
import type { Partition } from '../../core/query/partition';
import type { RecordSieve } from '../../core/query/query-filter';
import type { EventKey } from '../../core/rows/event-keys';
import type { EventRow, ListedRow } from '../../core/rows/event-row';

/** Which rows of a partition to read. */
export interface PageRequest {
  readonly partition: Partition;
  /** Event times, inclusive and exclusive. Undefined leaves the end open. */
  readonly since: string | undefined;
  readonly until: string | undefined;
  readonly oldestFirst: boolean;
  /** The most rows to read. Undefined reads as much as one page holds. */
  readonly limit: number | undefined;
  /** Whether rows of the Events table include their record. */
  readonly withRecord: boolean;
  /** Whether rows of terms and of the index say which record theirs is, if the store has that at hand. */
  readonly withEvidence?: boolean;
  /**
   * With `withRecord`, whether a record may be of use, by its JSON as `JSON.stringify` writes it. A store that has it as
   * text may leave out rows with a record of no use, but for the last row of a page that is not the last.
   */
  readonly mayAnswer?: (json: string) => boolean;
  /** With `mayAnswer`: the same by the names of a record's fields, as `recordNames` gives them, for a store that has them. */
  readonly mayAnswerWith?: (names: string) => boolean;
  /** Where the previous page ended. */
  readonly after: unknown;
}

/** Which rows of several partitions of the Events table to read as if they were one. Records are left out. */
export interface JoinedRequest
  extends Omit<PageRequest, 'partition' | 'withRecord' | 'withEvidence' | keyof RecordSieve> {
  /** The names of the partitions: at most `MOST_JOINED`, and the same ones for each further page. */
  readonly partitions: readonly string[];
  /** What tells early that a row is of no use. A store may leave such rows out, but for the last of a page that is not the last. */
  readonly sieve?: RowSieve;
}

/** Tells of a row that it is of no use, by a part of it. */
export interface RowSieve {
  /** The fields that decide it. */
  readonly fields: readonly EventFieldName[];
  /** Whether a row may be of use that has these fields, and all marks. */
  readonly mayBeOfUse: (row: ListedRow) => boolean;
}

/** How many partitions are read as one at most. */
export const MOST_JOINED = 64;

/** Rows in the order of their time. */
export interface Page {
  readonly rows: readonly ListedRow[];
  /** Where to continue. Undefined at the end. */
  readonly after: unknown;
  /** How many rows the store looked at, where it left some out. */
  readonly read?: number;
  /** About how many bytes of rows the store read for it. Absent if the store does not say. */
  readonly bytes?: number;
}

/** How many rows a partition has that have not expired. */
export interface RowCount {
  readonly rows: number;
  /** Whether these are all: counting ends where it has reached what was asked for. */
  readonly isWhole: boolean;
}

/** Reads rows by partition and time, or by key. Never reads a whole table. */
export interface EventReader {
  page(request: PageRequest): Promise<Page>;
  /**
   * A page of several partitions together, in the order of their sort keys and then of their names. Absent where a store
   * reads each by itself.
   */
  readonly joinedPage?: ((request: JoinedRequest) => Promise<Page>) | undefined;
  /** Counts the rows of a partition of the Events table, which reads as much as they weigh, until there are `most`. */
  count(eventName: string, most: number, now: Date): Promise<RowCount>;
  /** The Events rows of keys, with their records. Rows that do not exist are not in the answer. */
  rows(keys: readonly EventKey[]): Promise<readonly EventRow[]>;
  /**
   * The names of the fields of the records of keys, as `recordNames` gives them, in their order: undefined for a record whose
   * names nobody kept. Absent where a store keeps none.
   */
  readonly recordNames?: ((keys: readonly EventKey[]) => Promise<readonly (string | undefined)[]>) | undefined;
  /**
   * What was found of the events of keys when they were written (`keptCatchText`), in their order: undefined for an event that
   * nobody judged. Absent where a store keeps none.
   */
  readonly catches?: ((keys: readonly EventKey[]) => Promise<readonly (string | undefined)[]>) | undefined;
  /** The partitions of the Events table whose name begins with `prefix`. */
  catalogue(prefix: string): Promise<readonly string[]>;
  /** The partitions that may contain rows of an older index version than this program writes. */
  olderPartitions(): Promise<readonly string[]>;
}
