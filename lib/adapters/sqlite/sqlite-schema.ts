import { EVENT_COLUMNS } from './event-columns';
import type { SqliteConnection } from './sqlite-connection';

/** The version of the tables. A newer program brings a store of an older version up to it, or refuses it. */
const SCHEMA_VERSION = 1;

/**
 * The tables.
 *
 * - `texts` holds every value that rows share, once, as JSON: names, ARNs, lists of resources. Rows have its number.
 * - `events` has a row for each event. `at` is its time in seconds of the epoch and `key` what follows the time in its
 *   sort key, so that the index of keys is in the order of time.
 * - `terms` leads from a term to events, in the order of time. `lean` says that a deployed table's row of the term has no
 *   room for all that the event has. `row` is there where the row of the term does not follow from the event; `event` is 0,
 *   and `sort` the sort key, where it leads to none.
 * - `partitions` is the catalogue, and `deliveries` are the receipts.
 */
const TABLES = `
CREATE TABLE texts (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, text TEXT NOT NULL);
CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  partition INTEGER NOT NULL,
  at INTEGER NOT NULL,
  key TEXT NOT NULL,
  ${EVENT_COLUMNS.map(({ sql }) => sql).join(',\n  ')},
  UNIQUE (partition, at, key)
);
CREATE INDEX byPrincipal ON events (userIdentityArn, at) WHERE userIdentityArn IS NOT NULL;
CREATE TABLE terms (
  term INTEGER NOT NULL,
  at INTEGER NOT NULL,
  event INTEGER NOT NULL,
  sort TEXT NOT NULL,
  version INTEGER,
  lean INTEGER NOT NULL,
  row TEXT,
  PRIMARY KEY (term, at, event, sort)
) WITHOUT ROWID;
CREATE TABLE partitions (
  name TEXT PRIMARY KEY, version INTEGER NOT NULL, noticedAt TEXT, renewedTo TEXT
) WITHOUT ROWID;
CREATE TABLE deliveries (
  folder TEXT NOT NULL, fileName TEXT NOT NULL, row TEXT NOT NULL, PRIMARY KEY (folder, fileName)
) WITHOUT ROWID;
PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** A store of a newer version of the program, which this one does not know. */
export class NewerLocalStoreError extends Error {
  constructor(
    readonly path: string,
    readonly version: number,
  ) {
    super(
      `the local store ${path} is of version ${version}: expected at most ${SCHEMA_VERSION}, the newest that this program knows; use the program that filled it, or a newer one`,
    );
    this.name = 'NewerLocalStoreError';
  }
}

/** The version of the tables in a database; 0 where there are none yet. Throws `NewerLocalStoreError`. */
export function schemaVersion(connection: SqliteConnection, path: string): number {
  const version = Number(connection.first('PRAGMA user_version')?.[0]);
  if (version > SCHEMA_VERSION) throw new NewerLocalStoreError(path, version);
  return version;
}

/** Makes the tables of a new database. Readers see all of them or none. */
export function makeTables(connection: SqliteConnection): void {
  connection.script('PRAGMA journal_mode = WAL');
  connection.script(`BEGIN IMMEDIATE; ${TABLES} COMMIT;`);
}
