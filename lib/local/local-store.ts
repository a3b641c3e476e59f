import { statSync } from 'node:fs';
import { LocalStoreFailedError, type StoreFailure } from '../adapters/sqlite/local-store-failed-error';
import { SqliteConnection } from '../adapters/sqlite/sqlite-connection';
import { makeTables, schemaVersion } from '../adapters/sqlite/sqlite-schema';
import { SqliteStore } from '../adapters/sqlite/sqlite-store';
import { databaseFile, makePrivateDatabase } from './local-store-folder';
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
}

/** What a reader meets where it may not write beside the database. */
const CLOSED: ReadonlySet<StoreFailure> = new Set(['closed', 'read only']);

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
    const connection = await writingConnection(folder, options);
    const store = new SqliteStore(connection);
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
  const connection = readingConnection(databaseFile(folder));
  if (schemaVersion(connection, folder) === 0) throw new LocalStoreNotFilledError(folder);
  const store = new SqliteStore(connection);
  return { store, close: () => store.close() };
}

/** A local store that nothing is left of. */
export function localStoreInMemory(options: WritingOptions = {}): LocalStore {
  const connection = new SqliteConnection(':memory:', { access: 'write', ...options });
  makeTables(connection);
  const store = new SqliteStore(connection);
  return { store, close: () => store.close() };
}

async function writingConnection(folder: string, options: WritingOptions): Promise<SqliteConnection> {
  const file = databaseFile(folder);
  await makePrivateDatabase(file).catch((error: unknown) => {
    throw new LocalStoreNotMadeError(folder, error);
  });
  const connection = new SqliteConnection(file, { access: 'write', ...options });
  if (schemaVersion(connection, folder) === 0) makeTables(connection);
  return connection;
}

/**
 * A reader of a write-ahead log writes down beside it which part it reads. Where it may not, as in a copy on a medium that
 * is read only, and nothing is in the log, the database alone answers: nobody else can change it either.
 */
function readingConnection(file: string): SqliteConnection {
  try {
    const connection = new SqliteConnection(file, { access: 'read' });
    connection.first('PRAGMA schema_version');
    return connection;
  } catch (error) {
    const isClosed = error instanceof LocalStoreFailedError && CLOSED.has(error.failure);
    if (!isClosed || (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) throw error;
    return new SqliteConnection(file, { access: 'read', isImmutable: true });
  }
}
