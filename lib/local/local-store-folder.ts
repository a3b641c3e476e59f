import { existsSync } from 'node:fs';
import { lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of the database, below the folder of the local store. */
export function databaseFolder(store: string): string {
  return join(store, 'dynamodb');
}

/** The folder whose file lock shows that a process uses the store. */
export function lockFolder(store: string): string {
  return join(store, 'lock');
}

/**
 * The file that says who holds the store, or held it last. It is not named like a log file, because stores may be among
 * log files.
 */
export function holderFile(store: string): string {
  return join(store, 'holder');
}

/** The mode of a new folder: only the user may read and write it. */
const USER_ALONE = 0o700;

/**
 * Makes a folder for the user alone. An existing folder stays as it is. A link in its place is an error, because
 * whoever put it there would choose where the events of an audit trail are written.
 */
export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: USER_ALONE });
  const isLink = (await lstat(folder)).isSymbolicLink();
  if (isLink) throw new Error(`${folder} is a link: expected a folder or an unused name`);
}

/** Whether a folder is a local store. A store that is in use for the first time has a lock, but no database yet. */
export function isLocalStore(folder: string): boolean {
  return existsSync(databaseFolder(folder)) && existsSync(lockFolder(folder));
}
