import type { Receipt } from '../../core/rows/delivery-row';
import type { Deadline } from './deadline';

/**
 * Remembers the one log file that a process is at, so that one which is killed does not leave a file half indexed and
 * nobody the wiser. For the command line, which takes one file after the other: the deployed function does without, as
 * the message that it was given stays in its queue until it is done, is counted there (`status`), and is a dead letter
 * with an alarm at last; a write for each file more would tell nothing new.
 */
export interface WorkInHand {
  /** Says that a file is begun; it takes the place of the one before. */
  begin(receipt: Receipt, deadline: Deadline): Promise<void>;
  /** Says that nothing is in hand. */
  end(): Promise<void>;
  /** Gives a file that a killed process left half done its place among the receipts, as unfinished. */
  recover(): Promise<void>;
}
