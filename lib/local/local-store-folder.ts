import { constants, existsSync } from 'node:fs';
import { lstat, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';

/** The database, in the folder of the local store. None of these names are those of log files, among which stores may be. */
export function databaseFile(store: string): string {
  return join(store, 'store.sqlite');
}

/** The file whose lock shows that a process writes to the store. */
export function lockFile(store: string): string {
  return join(store, 'writer.lock');
}

/** The file that says who writes to the store, or wrote to it last. */
export function holderFile(store: string): string {
  return join(store, 'holder');
}

/** What the first version of the program made in its stores: an emulated DynamoDB. */
const FORMER_DATABASE = 'dynamodb';

/** The mode of what is made: only the user may read and write it. Windows ignores modes: there, the folder's own rights decide. */
const USER_ALONE = 0o700;
const FILE_OF_USER = 0o600;

const { O_CREAT, O_WRONLY } = constants;

/** Opens no link in place of a file. Windows has no such flag (`undefined` there); only administrators make links on it. */
export const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;

/** What SQLite makes beside a database, with its mode. */
const BESIDE = ['', '-wal', '-shm', '-journal'];

/**
 * Makes a folder for the user alone. An existing folder stays as it is. A link in its place is an error, because
 * whoever put it there would choose where the events of an audit trail are written.
 */
export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: USER_ALONE });
  await refuseLink(folder, 'a folder');
}

/**
 * Makes the file of a database for the user alone if it is not there, and makes sure that neither it nor what SQLite
 * writes beside it is a link.
 */
export async function makePrivateDatabase(file: string): Promise<void> {
  for (const end of BESIDE) await refuseLink(`${file}${end}`, 'a file');
  const opened = await open(file, O_WRONLY | O_CREAT | NO_FOLLOW, FILE_OF_USER);
  await opened.close();
}

/** Whether a folder is a local store, of this version or of the first one. */
export function isLocalStore(folder: string): boolean {
  return existsSync(databaseFile(folder)) || isFormerStore(folder);
}

/** Whether the first version of the program filled a store here. This one does not read it. */
export function isFormerStore(folder: string): boolean {
  return existsSync(join(folder, FORMER_DATABASE)) && existsSync(holderFile(folder));
}

async function refuseLink(path: string, expected: string): Promise<void> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found?.isSymbolicLink()) throw new Error(`${path} is a link: expected ${expected} or an unused name`);
}
