import { existsSync } from 'node:fs';
import { lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of a local store's database, below the store's own. */
export function databaseFolder(store: string): string {
  return join(store, 'dynamodb');
}

/** The folder whose file lock says that a process uses the store. */
export function lockFolder(store: string): string {
  return join(store, 'lock');
}

/** Who holds the store, or held it last. Its name is not one of a log file: stores stand among log files. */
export function holderFile(store: string): string {
  return join(store, 'holder');
}

/** Who may read and write a folder that is made: the user alone. */
const USER_ALONE = 0o700;

/**
 * Makes a folder for the user alone. One that is there stays as it is; a link in its place is an error: whoever put it
 * there would choose where the events of an audit trail are written.
 */
export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: USER_ALONE });
  const isLink = (await lstat(folder)).isSymbolicLink();
  if (isLink) throw new Error(`${folder} is a link: expected a folder, or a name that is free`);
}

/** Whether a folder is a local store: one that is held for the first time has a lock, and no database yet. */
export function isLocalStore(folder: string): boolean {
  return existsSync(databaseFolder(folder)) && existsSync(lockFolder(folder));
}
