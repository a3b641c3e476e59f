import type { EventKey } from '../../core/rows/event-keys';
import type { ListedRow } from '../../core/rows/event-row';
import type { Deadline } from './deadline';

/** Reads single rows of the Events table as they are stored now. */
export interface StoredRows {
  /**
   * The row under a key, with its record, or undefined if there is none. A row that somebody has damaged is its key
   * alone. Rejects if the table cannot be read.
   */
  find(key: EventKey, deadline: Deadline): Promise<ListedRow | undefined>;
}
