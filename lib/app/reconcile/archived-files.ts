import { restoreCommand } from '../../core/delivery/archived-object';
import type { ListedLogFile } from '../ports/log-file-listing';

/**
 * The archived log files of a comparison: how many, and what restores them. Keeps only the common beginning of their
 * keys.
 */
export class ArchivedFiles {
  count = 0;
  private common: Pick<ListedLogFile, 'bucket' | 'key'> | undefined;

  add({ bucket, key }: ListedLogFile): void {
    this.count += 1;
    this.common = { bucket, key: this.common === undefined ? key : commonStart(this.common.key, key) };
  }

  /** The command that restores them. Undefined if there are none. */
  restoreCommand(): string | undefined {
    return this.common && restoreCommand(this.common.bucket, this.common.key);
  }
}

function commonStart(one: string, other: string): string {
  const length = Math.min(one.length, other.length);
  let end = 0;
  while (end < length && one[end] === other[end]) end += 1;
  return one.slice(0, end);
}
