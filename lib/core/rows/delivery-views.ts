import type { Receipt } from './delivery-row';
import { MAX_SORT_KEY_BYTES } from './dynamodb-limits';
import { UNKNOWN_TIME } from './event-keys';
import { shortened } from './shortened-text';

/** The partition of the Deliveries table that lists, per bucket, account and region, the newest log file indexed. */
export const NEWEST_FOLDER = '#newest';

/** The partition that lists files that failed or are unfinished, and those that were and have come through since. */
export const TROUBLE_FOLDER = '#trouble';

/** The row of a log file in the list of the newest; undefined where the file does not tell whose it is or when. */
export function newestRow(receipt: Receipt): (Receipt & { readonly deliveredAt: string }) | undefined {
  const { accountId, region, deliveredAt, state, folder } = receipt;
  if (state !== 'done' || !accountId || !region || !deliveredAt) return undefined;
  const bucket = receipt.logFile.startsWith('s3://') ? (folder.split('/')[0] ?? '') : '';
  return { ...receipt, deliveredAt, folder: NEWEST_FOLDER, fileName: `${bucket}#${accountId}#${region}` };
}

/**
 * The row of a log file in the list of trouble, by time of delivery: put while there is trouble, and once more when it
 * is over (`state: done`), for nothing is ever deleted. Undefined where there never was any.
 */
export function troubleRow(receipt: Receipt): Receipt | undefined {
  if (receipt.state === 'done' && !receipt.hadTrouble) return undefined;
  const name = `${receipt.deliveredAt ?? UNKNOWN_TIME}#${receipt.logFile}`;
  return { ...receipt, folder: TROUBLE_FOLDER, fileName: shortened(name, MAX_SORT_KEY_BYTES) };
}
