import { restoreCommand, restoreKeysCommand } from '../../core/delivery/archived-object';
import type { ListedLogFile } from '../ports/log-file-listing';

/** The most keys that a command names. If there are more, it names their common beginning instead. */
const MOST_KEYS = 1_000;

/** The archived log files of a comparison: how many, and what restores them. Keeps a bounded number of keys. */
export class ArchivedFiles {
  count = 0;
  private readonly keys: string[] = [];
  private common: Pick<ListedLogFile, 'bucket' | 'key'> | undefined;

  add({ bucket, key }: ListedLogFile): void {
    this.count += 1;
    if (this.keys.length < MOST_KEYS) this.keys.push(key);
    this.common = { bucket, key: this.common === undefined ? key : commonStart(this.common.key, key) };
  }

  /**
   * The command that restores them and nothing else. Undefined if there are none. If there are too many to name, it
   * restores every archived object below their common beginning.
   */
  restoreCommand(): string | undefined {
    if (this.common === undefined) return undefined;
    const { bucket, key } = this.common;
    return this.count > this.keys.length ? restoreCommand(bucket, key) : restoreKeysCommand(bucket, this.keys);
  }
}

function commonStart(one: string, other: string): string {
  const length = Math.min(one.length, other.length);
  let end = 0;
  while (end < length && one[end] === other[end]) end += 1;
  return one.slice(0, end);
}
