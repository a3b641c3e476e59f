import type { EventRow, StandingRow } from '../../core/rows/event-row';
import type { Deadline } from './deadline';

/** A row in another partition of its event name. */
export interface RowElsewhere {
  readonly eventName: string;
  readonly standing: StandingRow;
}

/** Finds rows that were put while their event name was spread over another number of partitions. */
export interface SpreadRows {
  /**
   * The row of the same record, with the same time and ID, in another partition of its name. Undefined if there is
   * none.
   */
  elsewhere(row: EventRow, deadline: Deadline): Promise<RowElsewhere | undefined>;
}
