import { safeText } from '../../../core/text/safe-text';
import { SqliteConnection } from '../sqlite-connection';
import { NEWEST_SCHEMA } from './newest-schema';
import { SCHEMA_STEPS, tablesVersion } from './schema-steps';

/** The version of the tables. The first writer of this program brings a store of an older version up to it. */
const SCHEMA_VERSION = SCHEMA_STEPS.length;

/** How much of a name an error repeats. */
const SHOWN_CHARACTERS = 100;

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

/** A database with other tables than this program makes, with triggers or with views: somebody else made or changed it. */
export class ForeignDatabaseError extends Error {
  constructor(
    readonly path: string,
    readonly difference: string,
  ) {
    super(
      `the local store ${path} is not as this program makes it (${difference}): nothing is read from it; find out who can write the folder, remove it, and ingest the log files again`,
    );
    this.name = 'ForeignDatabaseError';
  }
}

/**
 * The version of the tables in a database; 0 where there are none yet. Throws `NewerLocalStoreError`, and
 * `ForeignDatabaseError` where the database has anything else than the tables of that version: a view or a generated column
 * is code of whoever made it.
 */
export function schemaVersion(connection: SqliteConnection, path: string): number {
  const { version, found } = standing(connection);
  if (version > SCHEMA_VERSION) throw new NewerLocalStoreError(path, version);
  const difference = differenceOf(found, version === SCHEMA_VERSION ? NEWEST_SCHEMA : madeSchema(version));
  if (difference !== undefined) throw new ForeignDatabaseError(path, difference);
  return version;
}

/** The version and the schema at one time: between two looks, another process may bring the tables up to date. */
function standing(connection: SqliteConnection) {
  connection.script('BEGIN');
  const [version, found] = [tablesVersion(connection), schemaOf(connection)];
  connection.script('COMMIT');
  return { version, found };
}

/**
 * Brings the tables of a database from the version that it has up to this program's, a step at a time: readers see all of a
 * step or none, and a writer that is killed has done whole steps.
 */
export function bringUpToDate(connection: SqliteConnection, version: number): void {
  keepLog(connection);
  runSteps(connection, version, SCHEMA_VERSION);
}

/**
 * Makes a database one with a write-ahead log: a new one is none, nor is a copy that `VACUUM INTO` made. No journal of another
 * kind is ever beside a store: to play back one that somebody put there can remove other files, so that it stops readers.
 */
function keepLog(connection: SqliteConnection): void {
  if (connection.first('PRAGMA journal_mode')?.[0] === 'wal') return;
  connection.script('PRAGMA journal_mode = MEMORY; PRAGMA journal_mode = WAL');
}

function runSteps(connection: SqliteConnection, from: number, to: number): void {
  for (const [index, step] of SCHEMA_STEPS.slice(from, to).entries()) {
    connection.script(`BEGIN IMMEDIATE; ${step} PRAGMA user_version = ${from + index + 1}; COMMIT;`);
  }
}

/** By what it is and its name: the text that made each part, and which program's file it is. */
type Schema = ReadonlyMap<string, string>;

const made = new Map<number, Schema>();

/** The schema of a version as this program makes it. */
export function madeSchema(version: number): Schema {
  const known = made.get(version);
  if (known) return known;
  const connection = new SqliteConnection(':memory:', { access: 'write' });
  runSteps(connection, 0, version);
  const schema = schemaOf(connection);
  connection.close();
  made.set(version, schema);
  return schema;
}

function schemaOf(connection: SqliteConnection): Schema {
  const parts = connection.all('SELECT type, name, tbl_name, sql FROM sqlite_schema');
  const id = connection.first('PRAGMA application_id')?.[0];
  return new Map([
    ['application_id', String(id)],
    ...parts.map(([type, name, ...of]) => [`${type} ${name}`, JSON.stringify(of)] as const),
  ]);
}

function differenceOf(found: Schema, expected: Schema): string | undefined {
  const names = new Set([...found.keys(), ...expected.keys()]);
  const different = [...names].find((name) => found.get(name) !== expected.get(name));
  return different === undefined ? undefined : safeText(different.slice(0, SHOWN_CHARACTERS));
}
