import type { TermRow } from '../../core/rows/term-row';
import type { Deadline } from '../ports/deadline';

/** Writes single Terms rows without ever replacing what is as new. */
export interface TermWriter {
  /**
   * Puts a row if its key is free, or if what has the key is of an older index version. Gives whether it did. Retries
   * temporary faults itself until the deadline, then rejects with `OutOfTimeError`. Rejects with `RefusedItemError` if the
   * store will not take the row.
   */
  putOverOlder(row: TermRow, deadline: Deadline): Promise<boolean>;
}
