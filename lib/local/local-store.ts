import { rmSync, statSync } from 'node:fs';
import { newTemporaryFolder, removeLeftFolders } from '../adapters/folder/temporary-folder';
import { LocalStoreFailedError, type StoreFailure } from '../adapters/sqlite/local-store-failed-error';
import { bringUpToDate, schemaVersion } from '../adapters/sqlite/schema/sqlite-schema';
import { SqliteConnection } from '../adapters/sqlite/sqlite-connection';
import { SqliteStore } from '../adapters/sqlite/sqlite-store';
import type { LoadRowJudge, RowJudge } from '../app/ports/judging/row-judge';
import { makePrivateDatabase, requireStoreFiles } from './local-store-files';
import { databaseFile, formerRemark, isFormerStore, opennessOf } from './local-store-folder';
import { LocalStoreNotMadeError, lockLocalStore, type WaitOptions } from './local-store-lock';

/** An opened local store. */
export interface LocalStore {
  readonly store: SqliteStore;
  /** Makes everything durable, and lets the next writer in. */
  close(): void;
}

/** How a store is opened for writing. */
export interface WritingOptions extends WaitOptions {
  /** How many writes one transaction takes. */
  readonly writesAtOnce?: number;
  /** Called with what the user should know about who else can reach the store. */
  readonly onOpen?: (remark: string) => void;
  /** What finds out which rules catch an event when it is written. @default the rules of the project, for a store in a folder */
  readonly judge?: LoadRowJudge;
}

/** What a reader meets where it cannot write beside the database: it may not, or the disk is full. */
const CLOSED: ReadonlySet<StoreFailure> = new Set(['closed', 'read only', 'input', 'full']);

/** Nobody has filled the store yet: whoever makes it has just begun. */
export class LocalStoreNotFilledError extends Error {
  constructor(readonly folder: string) {
    super(`the local store ${folder} has nothing in it yet: ingest log files first, or wait until they are ingested`);
    this.name = 'LocalStoreNotFilledError';
  }
}

/**
 * Opens a local store for writing, and makes it if it is not there. Waits for another process that writes to it, then
 * rejects with `LocalStoreHeldError`.
 */
export async function writeLocalStore(folder: string, options: WritingOptions = {}): Promise<LocalStore> {
  const lock = await lockLocalStore(folder, options);
  try {
    const store = new SqliteStore(writingConnection(folder, options), options.judge ?? packJudge);
    const close = () => {
      try {
        store.close();
      } finally {
        lock.release();
      }
    };
    return { store, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Opens a local store for reading, whether or not another process writes to it. */
export function readLocalStore(folder: string): LocalStore {
  if (!requireStoreFiles(databaseFile(folder))) throw new LocalStoreNotFilledError(folder);
  const connection = opened(readingConnection(databaseFile(folder)), (found) => {
    if (schemaVersion(found, folder) === 0) throw new LocalStoreNotFilledError(folder);
  });
  const store = new SqliteStore(connection);
  return { store, close: () => store.close() };
}

/** A local store that nothing is left of. Nobody judges what is written to it, unless `judge` is given. */
export function localStoreInMemory(options: WritingOptions = {}): LocalStore {
  const connection = new SqliteConnection(':memory:', { access: 'write', ...options });
  bringUpToDate(connection, 0);
  const store = new SqliteStore(connection, options.judge);
  return { store, close: () => store.close() };
}

/** What the folder of a temporary store is for. */
const TEMPORARY = 'store';

/**
 * A local store in the system's folder for temporary files, for more than memory has room for. Nothing is left of it when it
 * is closed, and of one whose process was killed nothing when the next one is made; nobody but this user can read it meanwhile.
 */
export function temporaryLocalStore(): LocalStore {
  removeLeftFolders(TEMPORARY);
  const folder = newTemporaryFolder(TEMPORARY);
  const { store, close } = openedIn(folder);
  return {
    store,
    close: () => {
      try {
        close();
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

function openedIn(folder: string): LocalStore {
  try {
    const store = new SqliteStore(writingConnection(folder, {}));
    return { store, close: () => store.close() };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Only whoever writes rows loads it. */
async function packJudge(): Promise<RowJudge> {
  const { loadPackJudge } = await import('./load-pack-judge.js');
  return loadPackJudge();
}

function writingConnection(folder: string, options: WritingOptions): SqliteConnection {
  const file = databaseFile(folder);
  takeFromOthers(folder, options);
  return opened(new SqliteConnection(file, { access: 'write', ...options }), (connection) =>
    bringUpToDate(connection, schemaVersion(connection, folder)),
  );
}

function takeFromOthers(folder: string, { onOpen = () => undefined }: WritingOptions): void {
  try {
    if (makePrivateDatabase(databaseFile(folder))) onOpen(`other users could use the files in ${folder} until now`);
    const openness = opennessOf(folder);
    if (openness !== undefined) onOpen(openness);
    if (isFormerStore(folder)) onOpen(formerRemark(folder));
  } catch (error) {
    throw new LocalStoreNotMadeError(folder, error);
  }
}

/** The connection, which is closed where it turns out to be of no use. */
function opened(connection: SqliteConnection, check: (connection: SqliteConnection) => void): SqliteConnection {
  try {
    check(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * A reader of a write-ahead log writes down beside it which part it reads. Where it cannot, as in a copy on a medium that
 * is read only or on a full disk, it reads without that if no process has the log open: nobody else can change it either.
 */
function readingConnection(file: string): SqliteConnection {
  try {
    return opened(new SqliteConnection(file, { access: 'read' }), (connection) => {
      connection.first('PRAGMA schema_version');
    });
  } catch (error) {
    const isClosed = error instanceof LocalStoreFailedError && CLOSED.has(error.failure);
    const hasLog = hasContent(`${file}-wal`);
    // Whoever has the log open has its index beside it. Windows has no files without locks.
    if (!isClosed || (hasLog && (hasContent(`${file}-shm`) || process.platform === 'win32'))) throw error;
    return new SqliteConnection(file, { access: 'read', unlocked: hasLog ? 'with log' : 'without log' });
  }
}

function hasContent(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
}
