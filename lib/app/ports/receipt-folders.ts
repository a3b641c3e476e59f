import type { Receipt } from '../../core/rows/delivery-row';

/**
 * What a receipt says about its file: whether it is indexed, which account and region it is from, and what it
 * contained.
 */
export type ReceiptSummary = Pick<
  Receipt,
  'fileName' | 'state' | 'eTag' | 'reason' | 'firstEventTime' | 'lastEventTime' | 'accountId' | 'region' | 'deliveredAt'
> &
  Partial<
    Pick<
      Receipt,
      'records' | 'ssmRecords' | 'relatedRecords' | 'guardRecords' | 'quarantined' | 'indexVersion' | 'neighbours'
    >
  >;

/** Reads the receipts of one folder of log files after the other. */
export interface ReceiptFolders {
  /**
   * The receipts of a folder from a file name on, in the order of the names' UTF-8 bytes. Reads them as you ask for
   * them. A corrupt one is that of a failed file, and says so.
   */
  receipts(folder: string, from: string): AsyncIterable<ReceiptSummary>;
}
