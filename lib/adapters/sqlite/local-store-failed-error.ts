/** What can fail, by SQLite's primary result code ("Result and Error Codes"), and what to do about it. */
const FAILURES = {
  perm: { code: 3, advice: 'its files may not be used; check their permissions' },
  busy: { code: 5, advice: 'another process has been writing to it for too long; wait for that process or end it' },
  'read only': { code: 8, advice: 'its files may not be written; check their permissions' },
  input: { code: 10, advice: 'its files cannot be read or written; check the disk, and the space that is left on it' },
  corrupt: { code: 11, advice: 'the database is damaged; remove the folder and ingest the log files again' },
  full: {
    code: 13,
    advice: 'the disk is full; free space and run the same command again, which goes on where the last batch ended',
  },
  closed: {
    code: 14,
    advice: 'its files cannot be opened; check the permissions of the folder and of the files in it',
  },
  'no database': { code: 26, advice: 'it is not a database; remove the folder and ingest the log files again' },
} as const;

/** What failed. */
export type StoreFailure = keyof typeof FAILURES | 'other';

/** The code of a failure to open a file is in the text alone. */
const OPENING = /ConnectionFailed\(.*: (\d+)"\)$/;

/** A file is shorter than it says (`SQLITE_IOERR_SHORT_READ`): a part of it is lost. */
const SHORT_READ = 522;

/** Codes have more detail above the lowest byte, which the library does not know by name. */
const PRIMARY = 0xff;

/** The local store cannot be read or written. What was committed before stands. */
export class LocalStoreFailedError extends Error {
  constructor(
    readonly path: string,
    readonly failure: StoreFailure,
    cause: Error,
  ) {
    const advice = failure === 'other' ? cause.message : FAILURES[failure].advice;
    super(`cannot use the local store ${path}: ${advice}`, { cause });
    this.name = 'LocalStoreFailedError';
  }

  /** A database whose pages are in order, and whose content is not. */
  static damaged(path: string): LocalStoreFailedError {
    return new LocalStoreFailedError(path, 'corrupt', new Error('a text in it is not what this program writes'));
  }

  /** The error of the library as one of a local store; undefined if it is none of the library's. */
  static of(error: unknown, path: string): LocalStoreFailedError | undefined {
    if (error instanceof LocalStoreFailedError) return error;
    if (!(error instanceof Error)) return undefined;
    const code = codeOf(error);
    return code === undefined ? undefined : new LocalStoreFailedError(path, failureOf(code), error);
  }
}

function codeOf(error: Error): number | undefined {
  const [, opening] = OPENING.exec(error.message) ?? [];
  if (opening !== undefined) return Number(opening);
  if (error.name !== 'SqliteError') return undefined;
  return 'rawCode' in error && typeof error.rawCode === 'number' ? error.rawCode : 0;
}

function failureOf(code: number): StoreFailure {
  if (code === SHORT_READ) return 'corrupt';
  const names = Object.keys(FAILURES) as (keyof typeof FAILURES)[];
  return names.find((name) => FAILURES[name].code === (code & PRIMARY)) ?? 'other';
}
