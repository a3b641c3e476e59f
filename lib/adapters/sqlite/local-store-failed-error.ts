/** What to do about a failure, by SQLite's code for it without what follows its first two words. */
const ADVICE: Readonly<Record<string, string>> = {
  SQLITE_FULL: 'the disk is full; free space and run the same command again, which goes on where the last batch ended',
  SQLITE_READONLY: 'its files may not be written; check their permissions',
  SQLITE_CANTOPEN: 'its files cannot be opened; check the permissions of the folder and of the files in it',
  SQLITE_PERM: 'its files may not be used; check their permissions',
  SQLITE_IOERR: 'its files cannot be read or written; check the disk',
  SQLITE_BUSY: 'another process has been writing to it for too long; wait for that process or end it',
  SQLITE_NOTADB: 'it is not a database; remove the folder and ingest the log files again',
  SQLITE_CORRUPT: 'the database is damaged; remove the folder and ingest the log files again',
};

/** SQLite's codes for opening a file are in the text where the library has no error of its own for it. */
const OPENING = /ConnectionFailed\(.*: (\d+)"\)$/;
const CANNOT_OPEN = 14;

/** The local store cannot be read or written. What was committed before stands. */
export class LocalStoreFailedError extends Error {
  constructor(
    readonly path: string,
    readonly code: string,
    cause: Error,
  ) {
    super(`cannot use the local store ${path}: ${ADVICE[basic(code)] ?? cause.message}`, { cause });
    this.name = 'LocalStoreFailedError';
  }

  /** The error of the library as one of a local store; undefined if it is none of the library's. */
  static of(error: unknown, path: string): LocalStoreFailedError | undefined {
    if (error instanceof LocalStoreFailedError) return error;
    if (!(error instanceof Error)) return undefined;
    const [, opening] = OPENING.exec(error.message) ?? [];
    if (opening !== undefined) {
      return new LocalStoreFailedError(
        path,
        Number(opening) === CANNOT_OPEN ? 'SQLITE_CANTOPEN' : 'SQLITE_ERROR',
        error,
      );
    }
    if (!('code' in error) || typeof error.code !== 'string' || !error.code.startsWith('SQLITE_')) return undefined;
    return new LocalStoreFailedError(path, error.code, error);
  }
}

/** `SQLITE_IOERR_WRITE` is an `SQLITE_IOERR`. */
function basic(code: string): string {
  return code.split('_').slice(0, 2).join('_');
}
