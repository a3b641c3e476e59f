import type { LogFileLocation, Receipt } from '../../core/rows/delivery-row';
import type { Deadline } from './deadline';

/** Reads and writes the receipts of log files. */
export interface ReceiptStore {
  /** The receipt of a log file, or undefined if it has none. A corrupt one is that of a failed file, and says so. */
  find(location: LogFileLocation, deadline: Deadline): Promise<Receipt | undefined>;
  /**
   * Writes a receipt, and what `status` reads: the newest receipt of its account and region, and the list of files that
   * are unfinished, failed or changed. An unfinished receipt replaces one that is `done` only if it is about other
   * content (by entity tag) or forced, because two workers may have had the same message.
   */
  put(receipt: Receipt, deadline: Deadline): Promise<void>;
}
