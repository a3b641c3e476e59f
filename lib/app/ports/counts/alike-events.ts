import type { EventFieldName } from '../../../contract/event-fields';
import type { Partition } from '../../../core/query/partition';
import type { ListedRow } from '../../../core/rows/event-row';

/** Which events to count together. */
export interface AlikeRequest {
  readonly partitions: readonly Partition[];
  /** Event times, inclusive and exclusive. Undefined leaves the end open. */
  readonly since: string | undefined;
  readonly until: string | undefined;
  /** Events are alike if they are equal in these fields. */
  readonly fields: readonly EventFieldName[];
  /** Whether they are of one hour as well. */
  readonly isHourly: boolean;
  /** Rows that have expired by then are left out. */
  readonly now: Date;
  /** Whether a row tells all that matters of its event. Other rows come one by one. */
  readonly isWhole: (row: ListedRow) => boolean;
}

/** Events that are alike. `row` has what they share, and the time of the first of them in its key. */
export interface AlikeEvents {
  readonly row: ListedRow;
  readonly times: number;
  /** The time of the last of them. */
  readonly last: string;
}

/** All events of a request. */
export interface CountedEvents {
  readonly together: Iterable<AlikeEvents>;
  /** Those that have to be looked at one by one, once all others have been read. */
  readonly apart: Iterable<ListedRow>;
}

/** Counts events without reading each of them. */
export interface AlikeEventsReader {
  /** Undefined if this store cannot do so for these partitions and fields. */
  alike(request: AlikeRequest): CountedEvents | undefined;
}
