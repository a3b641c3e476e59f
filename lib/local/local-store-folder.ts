import { existsSync, lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../adapters/folder/make-folder';
import { forUserAlone } from './local-store-files';

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
const FORMER_LOCK = 'lock';

/** What the emulator's database always has. Others may have a folder of that name, for anything else. */
const LEVELDB_FILE = 'CURRENT';

/** The mode of what is made: only the user may read and write it. Windows ignores modes: there, the folder's own rights decide. */
const USER_ALONE = 0o700;
const OTHERS = 0o077;
const OTHERS_WRITE = 0o022;
const ROOT = 0;

/**
 * Makes a folder for the user alone. An existing folder stays as it is. A link in its place is an error, because
 * whoever put it there would choose where the events of an audit trail are written.
 */
export function makePrivateFolder(folder: string): void {
  forUserAlone(() => makeFolder(folder, USER_ALONE));
  if (lstatSync(folder).isSymbolicLink()) throw new Error(`${folder} is a link: expected a folder or an unused name`);
}

/** What somebody should know who writes to a store: that others can reach into its folder. Undefined if they cannot. */
export function opennessOf(folder: string): string | undefined {
  const user = process.geteuid?.();
  if (user === undefined) return undefined;
  const { uid, mode } = statSync(folder);
  if (uid !== user && user !== ROOT)
    return `the folder ${folder} belongs to another user, who can replace what is in it`;
  if ((mode & OTHERS_WRITE) !== 0) return `other users can replace what is in the folder ${folder}: chmod 700 it`;
  return (mode & OTHERS) !== 0 ? `other users can look into the folder ${folder}: chmod 700 it` : undefined;
}

/** Whether a folder is a local store, of this version or of the first one. */
export function isLocalStore(folder: string): boolean {
  return existsSync(databaseFile(folder)) || isFormerStore(folder);
}

/** What somebody should know who fills a folder with a store of the first version: that its events are not in the new store. */
export function formerRemark(folder: string): string {
  return `what an earlier version kept in ${folder} is neither read nor removed: ingest all of its log files again; then you can remove ${join(folder, FORMER_DATABASE)} and ${join(folder, FORMER_LOCK)}`;
}

/** Whether the first version of the program filled a store here. This one does not read it. */
export function isFormerStore(folder: string): boolean {
  return existsSync(join(folder, FORMER_DATABASE, LEVELDB_FILE)) && existsSync(holderFile(folder));
}
