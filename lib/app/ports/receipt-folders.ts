import type { Receipt } from '../../core/rows/delivery-row';

/** What a receipt tells about whether its file is indexed, whose it is and what it held. */
export type ReceiptSummary = Pick<
  Receipt,
  'fileName' | 'state' | 'eTag' | 'reason' | 'firstEventTime' | 'lastEventTime' | 'accountId' | 'region' | 'deliveredAt'
> &
  Partial<Pick<Receipt, 'records' | 'ssmRecords' | 'quarantined'>>;

/** Reads the receipts of one folder of log files after the other. */
export interface ReceiptFolders {
  /** The receipts of a folder from a file name on, in the order of the names' UTF-8 bytes, read as they are asked for. */
  receipts(folder: string, from: string): AsyncIterable<ReceiptSummary>;
}
