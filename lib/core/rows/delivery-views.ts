import { shortened } from '../text/shortened-text';
import { parseLogFile, type Receipt, receiptKey } from './delivery-row';
import { MAX_SORT_KEY_BYTES } from './dynamodb-limits';
import { UNKNOWN_TIME } from './event-keys';
import { expiryOf } from './retention';

/**
 * The partition of the Deliveries table that lists the newest indexed log file of each bucket, account and region. In a
 * deployed stack it may be any of the same hour, because a write for each log file would make the partition hot.
 */
export const NEWEST_FOLDER = '#newest';

/** The partition that lists files that failed, are unfinished or changed, and what is left of resolved ones. */
const TROUBLE_FOLDER = '#trouble';

/**
 * The key of the file that a process without a queue works on. It is among those of unknown time, which every reader
 * looks at.
 */
export const IN_HAND_KEY = { folder: TROUBLE_FOLDER, fileName: `${UNKNOWN_TIME}#in-hand` } as const;

/**
 * How many days resolved trouble stays in the list, so that a late worker at the same content does not list it again.
 */
const RESOLVED_DAYS = 1;

/** A row of the list of trouble: a receipt, or what is left of one after its trouble is resolved. */
export type TroubleRow = Receipt | Pick<Receipt, 'folder' | 'fileName' | 'state' | 'eTag' | 'expiresAt'>;

/** How far the clock of a machine may be behind CloudTrail's, in milliseconds. */
const CLOCK_SKEW_MS = 24 * 60 * 60 * 1_000;

/**
 * The latest possible time of delivery for something that was finished at a time. Whoever can put a file chooses its
 * name.
 */
export function latestDelivery(finishedAt: string): string {
  return new Date(Date.parse(finishedAt) + CLOCK_SKEW_MS).toISOString();
}

/** A row of the list of the newest. */
export type NewestRow = Receipt & { readonly deliveredAt: string };

/**
 * The row of a log file in the list of the newest. Undefined if the name of the file has no account, region or time, or
 * has a time in the future, which would stay the newest for good.
 */
export function newestRow(receipt: Receipt): NewestRow | undefined {
  const { accountId, region, deliveredAt, state, folder } = receipt;
  if (state !== 'done' || !accountId || !region || !deliveredAt) return undefined;
  if (deliveredAt > latestDelivery(receipt.finishedAt)) return undefined;
  const bucket = receipt.logFile.startsWith('s3://') ? (folder.split('/')[0] ?? '') : '';
  return { ...receipt, deliveredAt, folder: NEWEST_FOLDER, fileName: `${newestPrefix(bucket, accountId)}${region}` };
}

/** How much of a time of delivery tells the hour: `2024-03-01T10`. */
const HOUR_LENGTH = 'YYYY-MM-DDTHH'.length;

/**
 * Whether a row is to be put into the list of the newest although a process has put one that was delivered at `noted`: not
 * for another of the same hour. One from the future, which the clock of a machine may have let in, counts for nothing.
 */
export function isNewsAfter({ deliveredAt, finishedAt }: NewestRow, noted: string | undefined): boolean {
  if (noted === undefined || noted > latestDelivery(finishedAt)) return true;
  return hourOf(deliveredAt) > hourOf(noted);
}

/** The newer of a row of the list and of a receipt of its account, region and hour, as a row of the list. */
export function newerOfHour(listed: Receipt, receipt: Receipt): Receipt {
  const row = newestRow(receipt);
  const isOfSameHour =
    row?.fileName === listed.fileName && hourOf(row.deliveredAt) === hourOf(listed.deliveredAt ?? '');
  return isOfSameHour && row.deliveredAt > (listed.deliveredAt ?? '') ? row : listed;
}

function hourOf(deliveredAt: string): string {
  return deliveredAt.slice(0, HOUR_LENGTH);
}

/**
 * The receipts of the hour of a log file, from its own on, as CloudTrail names files: by time. Undefined if the name is
 * of another form.
 */
export function restOfHour(
  receipt: Receipt,
): { readonly folder: string; readonly from: string; readonly to: string } | undefined {
  const { folder, fileName } = receiptKey(parseLogFile(receipt.logFile));
  const [, hour] = /^(.+_\d{8}T\d{2})\d{2}Z_[^_]+$/.exec(fileName) ?? [];
  return hour === undefined ? undefined : { folder, from: fileName, to: `${hour}~` };
}

/** How the names of the rows of a bucket begin in the list of the newest, or of one account in it. */
export function newestPrefix(bucket: string, accountId?: string): string {
  return accountId === undefined ? `${bucket}#` : `${bucket}#${accountId}#`;
}

/**
 * The row of a log file in the list of trouble, by time of delivery. It is put while there is trouble, and for good for
 * a file that changed or has records without an event source. Resolved trouble leaves a small row that soon expires,
 * because ingestion may put but not delete, and every question reads the list. Undefined if there never was any trouble.
 */
export function troubleRow(receipt: Receipt): TroubleRow | undefined {
  const isOver = receipt.state === 'done' && !receipt.changed && receipt.sourcelessRecords === 0;
  if (isOver && !receipt.hadTrouble) return undefined;
  const name = `${receipt.deliveredAt ?? UNKNOWN_TIME}#${receipt.logFile}`;
  const key = { folder: TROUBLE_FOLDER, fileName: shortened(name, MAX_SORT_KEY_BYTES) };
  return isOver ? { ...key, ...resolved(receipt) } : { ...receipt, ...key };
}

/** The ranges of the list of trouble with what was delivered at or after `since`, and with what has an unknown time. */
export function troubleRanges(
  since: string | undefined,
  until: string | undefined,
): readonly { readonly folder: string; readonly from: string; readonly to: string }[] {
  const range = (from: string, to: string) => ({ folder: TROUBLE_FOLDER, from, to });
  const unknown = range(`${UNKNOWN_TIME}#`, `${UNKNOWN_TIME}~`);
  const to = until ?? '~';
  if (since === undefined || since <= UNKNOWN_TIME) {
    return to <= UNKNOWN_TIME ? [unknown] : [range('0', to)];
  }
  return [...(since < to ? [range(since, to)] : []), unknown];
}

/** Resolved trouble. The entity tag identifies the content, so that an attempt at other content can be listed again. */
function resolved({ eTag, finishedAt }: Receipt) {
  const expiresAt = expiryOf(finishedAt, undefined, RESOLVED_DAYS);
  return { state: 'done' as const, ...(eTag !== undefined && { eTag }), ...(expiresAt !== undefined && { expiresAt }) };
}
