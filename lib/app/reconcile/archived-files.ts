import { restoreKeysCommand } from '../../core/delivery/archived-object';
import type { ListedLogFile } from '../ports/log-file-listing';

/** The most keys that a command names: a shell takes no more of them than some hundred kilobytes. */
export const MOST_RESTORED = 1_000;

/** The archived log files of a comparison: how many, and what restores them. Keeps a bounded number of keys. */
export class ArchivedFiles {
  count = 0;
  private readonly keys: string[] = [];
  private bucket = '';

  add({ bucket, key }: ListedLogFile): void {
    this.count += 1;
    this.bucket = bucket;
    if (this.keys.length < MOST_RESTORED) this.keys.push(key);
  }

  /** The command that restores them and nothing else, the first `MOST_RESTORED` of more. Undefined if there are none. */
  restoreCommand(): string | undefined {
    return this.count === 0 ? undefined : restoreKeysCommand(this.bucket, this.keys);
  }
}
