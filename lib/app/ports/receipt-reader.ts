import type { Receipt } from '../../core/rows/delivery-row';

/** Which part of the list of trouble to read. */
export interface TroubleRequest {
  /** Log files delivered at or after this time, and those with unknown delivery time. Undefined for all. */
  readonly since: string | undefined;
  /** Log files delivered before it; undefined for all. */
  readonly until?: string | undefined;
  /** The most pages to read, newest first. Undefined reads all. */
  readonly maxPages?: number;
}

/** Log files that failed, are unfinished or changed. */
export interface Trouble {
  readonly receipts: readonly Receipt[];
  /** Whether pages were left unread. */
  readonly isMore: boolean;
}

/** Receipts of a folder by the names of their files, both ends inclusive. */
export interface ReceiptRange {
  readonly folder: string;
  readonly from: string;
  readonly to: string;
}

/** Reads the lists that receipts keep, and whether there are any. */
export interface ReceiptReader {
  /** The newest receipt of each bucket, account and region, or `toTheHour` one that is less than an hour older, for less. */
  newest(request?: { readonly toTheHour?: true }): Promise<readonly Receipt[]>;
  /** The list of trouble, with each log file once and without resolved entries. */
  trouble(request: TroubleRequest): Promise<Trouble>;
  /** Whether there is a receipt in a range: reads one at most. */
  hasReceipts(range: ReceiptRange): Promise<boolean>;
}

/** Reads the list of the newest receipts of the log bucket, account by account. */
export interface NewestReceipts {
  /** The newest receipt of each region of an account, or one of the same hour. */
  ofAccount(accountId: string): Promise<readonly Receipt[]>;
  /** Such receipts of all accounts and regions, as you ask for them. */
  all(): AsyncIterable<Receipt>;
}
