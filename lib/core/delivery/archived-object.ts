import { shellWord } from '../text/shell-word';

/**
 * Storage classes whose objects have to be restored before they can be read (S3 user guide: working with archived
 * objects). Objects in GLACIER_IR can be read at once. For INTELLIGENT_TIERING, a listing does not say which tier an
 * object is in.
 */
const ARCHIVES: readonly (string | undefined)[] = ['GLACIER', 'DEEP_ARCHIVE'];

/** How a listing says that an archived object is restored. A restore does not change the storage class. */
export interface RestoreStatus {
  readonly IsRestoreInProgress?: boolean | undefined;
  readonly RestoreExpiryDate?: Date | undefined;
}

/** Whether an object in a listing cannot be read before it is restored. */
export function isArchived(storageClass: string | undefined, restore: RestoreStatus = {}): boolean {
  const isRestored = restore.RestoreExpiryDate !== undefined && restore.IsRestoreInProgress !== true;
  return ARCHIVES.includes(storageClass) && !isRestored;
}

/** A week, which is long enough for a backfill. A backfill leaves out objects that are archived again. */
const RESTORED_DAYS = 7;

/** The command, one line, that restores for a week the objects of a bucket with these keys, and no others. */
export function restoreKeysCommand(bucket: string, keys: readonly string[]): string {
  const request = `Days=${RESTORED_DAYS},GlacierJobParameters={Tier=Bulk}`;
  const restore = `aws s3api restore-object --bucket ${shellWord(bucket)} --key "$key" --restore-request '${request}'`;
  return `for key in ${keys.map(shellWord).join(' ')}; do ${restore}; done`;
}
