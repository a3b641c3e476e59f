import type { Receipt } from '../../core/rows/delivery-row';

/** Reads the lists that receipts keep. */
export interface ReceiptReader {
  /** The newest receipt of each bucket, account and region. */
  newest(): Promise<readonly Receipt[]>;
  /**
   * Log files that failed or are unfinished, delivered at or after `since`; those whose time of delivery is not known
   * are always among them.
   */
  trouble(since: string | undefined): Promise<readonly Receipt[]>;
}
