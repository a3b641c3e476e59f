import type { Partition } from '../../core/query/partition';
import type { EventKey } from '../../core/rows/event-keys';
import type { EventRow, ListedRow } from '../../core/rows/event-row';

/** Which rows of a partition to read. */
export interface PageRequest {
  readonly partition: Partition;
  /** Inclusive and exclusive event times; undefined leaves the end open. */
  readonly since: string | undefined;
  readonly until: string | undefined;
  readonly oldestFirst: boolean;
  /** How many rows at most; undefined reads as much as one page holds. */
  readonly limit: number | undefined;
  /** Whether rows of the Events table come with their record. */
  readonly withRecord: boolean;
  /** Where the page before ended. */
  readonly after: unknown;
}

/** Rows in the order of their time. */
export interface Page {
  readonly rows: readonly ListedRow[];
  /** Where to go on; undefined at the end. */
  readonly after: unknown;
}

/** How many rows a partition has that have not expired. */
export interface RowCount {
  readonly rows: number;
  /** Whether these are all: counting ends where it has reached what was asked for. */
  readonly isWhole: boolean;
}

/** Reads rows: by partition and time, or by key. Never reads a table from end to end. */
export interface EventReader {
  page(request: PageRequest): Promise<Page>;
  /** Counts the rows of a partition of the Events table, which reads as much as they weigh, until there are `most`. */
  count(eventName: string, most: number, now: Date): Promise<RowCount>;
  /** The Events rows of keys, with their records; what is not there is not in the answer. */
  rows(keys: readonly EventKey[]): Promise<readonly EventRow[]>;
  /** The partitions of the Events table, those whose name begins with `prefix`. */
  catalogue(prefix: string): Promise<readonly string[]>;
  /** Those among them that may hold rows of an older index version than this program writes. */
  olderPartitions(): Promise<readonly string[]>;
}
