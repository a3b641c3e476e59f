import { existsSync } from 'node:fs';
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

/** Whether a folder is a local store: one that is held for the first time has a lock, and no database yet. */
export function isLocalStore(folder: string): boolean {
  return existsSync(databaseFolder(folder)) && existsSync(lockFolder(folder));
}
