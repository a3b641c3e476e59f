import type { ReceiptRange } from './receipt-reader';

/** Reads when log files were delivered, as their receipts say. */
export interface DeliveryTimes {
  /** The times of the last receipts of a range, at most `limit`, the latest name first. */
  deliveryTimes(range: ReceiptRange, limit: number): Promise<readonly string[]>;
}
