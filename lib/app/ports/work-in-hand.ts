import type { Receipt } from '../../core/rows/delivery-row';
import type { Deadline } from './deadline';

/**
 * Remembers the log file that a process works on, so that a killed process does not leave a file half indexed without
 * anybody knowing. This is for the command line, which takes one file after the other. The deployed function does not
 * need it: its message stays in the queue until it is done, `status` counts it there, and at last it is a dead letter
 * with an alarm. One more write for each file would tell nothing new.
 */
export interface WorkInHand {
  /** Notes that a file is started, with its receipt so far, which is asked for where it is stored. It replaces the file before. */
  begin(receipt: () => Receipt, deadline: Deadline): Promise<void>;
  /** Notes that the process works on no file. */
  end(): Promise<void>;
  /** Puts a file that a killed process left half done among the receipts, as unfinished. */
  recover(): Promise<void>;
}
