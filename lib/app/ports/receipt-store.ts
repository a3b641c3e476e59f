import type { LogFileLocation, Receipt } from '../../core/rows/delivery-row';
import type { Deadline } from './deadline';

/** Reads and writes the receipts of log files. */
export interface ReceiptStore {
  /** The receipt of a log file, or undefined where it has none. */
  find(location: LogFileLocation, deadline: Deadline): Promise<Receipt | undefined>;
  /**
   * Writes a receipt, with what `status` asks for: the newest of its account and region, and the list of files that
   * are not done or changed. One that is not `done` replaces one that is only where it is about other content (by entity
   * tag) or forced: two workers may have had the same message.
   */
  put(receipt: Receipt, deadline: Deadline): Promise<void>;
}
