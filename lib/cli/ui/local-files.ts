import { type Stats, statSync } from 'node:fs';
import { databaseFile } from '../../local/local-store-folder';

/** The files of a local store are no longer those that were opened. Rows that were read before are true of those. */
export class LocalStoreGoneError extends Error {
  constructor(folder: string, isReplaced: boolean) {
    super(
      isReplaced
        ? `the local store ${folder} is another one than when the explorer was started: end ssm-audit ui with Ctrl-C, and start it again`
        : `the local store ${folder} is gone: somebody has moved or removed it since the explorer was started; put it back, or end ssm-audit ui with Ctrl-C`,
    );
    this.name = 'LocalStoreGoneError';
  }
}

/** The files of a local store as they were when it was opened. */
export class OpenedFiles {
  private readonly opened: Stats | undefined;

  constructor(private readonly folder: string) {
    this.opened = statOf(databaseFile(folder));
  }

  /** Throws `LocalStoreGoneError` if they are gone, or others are in their place: SQLite would go on reading what was there. */
  require(): void {
    const { opened } = this;
    const found = statOf(databaseFile(this.folder));
    if (found === undefined) throw new LocalStoreGoneError(this.folder, false);
    if (found.ino !== opened?.ino || found.dev !== opened.dev) throw new LocalStoreGoneError(this.folder, true);
  }
}

/** A text that changes with whatever is written to a local store: its log is written to before its database. */
export function filesMark(folder: string): string {
  const files = [databaseFile(folder), `${databaseFile(folder)}-wal`].map(statOf);
  return files.map((file) => `-${file?.mtimeMs ?? 0}-${file?.size ?? 0}`).join('');
}

function statOf(file: string): Stats | undefined {
  return statSync(file, { throwIfNoEntry: false });
}
