import { closeSync, constants, fchmodSync, lstatSync, openSync, readFileSync, type Stats, writeSync } from 'node:fs';

/** Others than the user. */
const OTHERS = 0o077;
const FILE_OF_USER = 0o600;

/** The most bytes of a small file: what this program writes there is a line. */
const MOST_BYTES = 4_096;

/** A pipe without a reader would hold whoever opens it for good. Windows has neither of these. */
const { O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY, O_TRUNC, O_WRONLY } = constants;
const CAREFULLY = O_NOFOLLOW | O_NONBLOCK;

/** What SQLite keeps beside a database with a write-ahead log. */
const LOG_FILES = ['-wal', '-shm'];

/** A file of a local store is none that this program makes: somebody else put it there. */
export class ForeignFileError extends Error {
  constructor(
    readonly path: string,
    difference: string,
  ) {
    super(`${path} ${difference}; find out who can write its folder`);
    this.name = 'ForeignFileError';
  }
}

/**
 * Refuses a database where it, or what SQLite would open beside it, is a link or no file. A rollback journal is never
 * beside a store: SQLite would play it back, and remove a file that it names. Whether the database is there.
 */
export function requireStoreFiles(database: string): boolean {
  const [found] = ['', ...LOG_FILES].map((end) => standing(`${database}${end}`));
  if (isNothing(lstatSync(`${database}-journal`, { throwIfNoEntry: false }))) return found !== undefined;
  throw new ForeignFileError(`${database}-journal`, 'is no file of a local store: expected none of this name');
}

/**
 * Makes the file of a database if it is not there. Makes sure that it, and what stands beside it, are files for the user
 * alone. Whether others could use one of them until now.
 */
export function makePrivateDatabase(database: string): boolean {
  const isThere = requireStoreFiles(database);
  const wereOpen = ['', ...LOG_FILES].map((end) => takenFromOthers(`${database}${end}`));
  // Who closes a file lets go of all locks that the process has on it: one that stands is not opened.
  if (!isThere) closeSync(forUserAlone(() => openSync(database, O_WRONLY | O_CREAT | CAREFULLY, FILE_OF_USER)));
  return wereOpen.includes(true);
}

/** Makes something whose mode is the user's whole right to it: a mask of the user's own could close it to the user too. */
export function forUserAlone<Made>(make: () => Made): Made {
  const mask = process.umask(OTHERS);
  try {
    return make();
  } finally {
    process.umask(mask);
  }
}

/** Writes a line into a small file of a store. */
export function writeSmallFile(path: string, text: string): void {
  takenFromOthers(path);
  const file = forUserAlone(() => openSync(path, O_WRONLY | O_CREAT | O_TRUNC | CAREFULLY, FILE_OF_USER));
  try {
    writeSync(file, text);
  } finally {
    closeSync(file);
  }
}

/** What stands in a small file of a store; undefined where there is none, or another than this program makes. */
export function readSmallFile(path: string): string | undefined {
  let file: number | undefined;
  try {
    const found = standing(path);
    if (found === undefined || found.size > MOST_BYTES) return undefined;
    file = openSync(path, O_RDONLY | CAREFULLY);
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Whether nothing is in the place of a file. A pipe has no bytes either, and holds whoever opens it. */
function isNothing(found: Stats | undefined): boolean {
  return found === undefined || (found.isFile() && found.size === 0);
}

/** Whether others could use a file until now. */
function takenFromOthers(path: string): boolean {
  const found = standing(path);
  if (found === undefined) return false;
  if (found.nlink > 1) throw new ForeignFileError(path, 'is a file with other names (hard links): expected one name');
  if (process.platform === 'win32' || (found.mode & OTHERS) === 0) return false;
  const file = openSync(path, O_RDONLY | CAREFULLY);
  try {
    fchmodSync(file, FILE_OF_USER);
  } finally {
    closeSync(file);
  }
  return true;
}

function standing(path: string): Stats | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) throw new ForeignFileError(path, 'is a link: expected a file or an unused name');
  if (found && !found.isFile()) throw new ForeignFileError(path, 'is not a file: expected a file or an unused name');
  return found;
}
