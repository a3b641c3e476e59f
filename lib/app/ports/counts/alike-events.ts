import type { EventFieldName } from '../../../contract/event-fields';
import type { Partition } from '../../../core/query/partition';
import type { ListedRow } from '../../../core/rows/event-row';

/** Which events to count, and by what. */
export interface AlikeRequest {
  readonly partitions: readonly Partition[];
  /** Event times, inclusive and exclusive. Undefined leaves the end open. */
  readonly since: string | undefined;
  readonly until: string | undefined;
  /** Rows that have expired by then are left out. */
  readonly now: Date;
  /** The fields that decide whether an event counts. */
  readonly tested: readonly EventFieldName[];
  /** What becomes of the events that are alike in `tested`: `row` has these fields, and all marks. */
  readonly judge: (row: ListedRow) => Judgement;
  /** What events are counted by: for each list, those that are equal in its fields are counted together. */
  readonly lists: readonly (readonly EventFieldName[])[];
}

/** Whether events count, or have to be looked at one by one, because what they share does not tell all that matters. */
export type Judgement = 'counts' | 'fails' | 'apart';

/** Events that are alike. `row` has what they share, and the time of the first of them in its key. */
export interface AlikeEvents {
  readonly row: ListedRow;
  readonly times: number;
  /** The time of the last of them. */
  readonly last: string;
}

/** How many events were in one hour, by the time of one of them. */
export interface EventsOfHour {
  readonly time: string;
  readonly times: number;
}

/** All events of a request that count. */
export interface CountedEvents {
  /** One for each of `lists`. */
  readonly together: readonly Iterable<AlikeEvents>[];
  readonly hours: Iterable<EventsOfHour>;
  /** Those that have to be looked at one by one. */
  readonly apart: Iterable<ListedRow>;
}

/** Counts events without reading each of them. */
export interface AlikeEventsReader {
  /** Undefined if this store cannot do so for these partitions and fields. */
  alike(request: AlikeRequest): CountedEvents | undefined;
}
