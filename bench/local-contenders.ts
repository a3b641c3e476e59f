import { join } from 'node:path';
import { isInstalled } from './measured-process';

/** Another way to keep events and ask about them: nothing is masked, understood or proven there. */
export interface LocalContender {
  readonly name: string;
  readonly fill: (logs: string, database: string) => readonly string[];
  /** Counts by event and caller. */
  readonly count: (database: string) => readonly string[];
}

const LIBSQL = join(__dirname, '../node_modules/libsql');

const FILL_SCRIPT = `
const [, logs, path] = process.argv;
const { gunzipSync } = require('node:zlib');
const { readdirSync, readFileSync } = require('node:fs');
const database = new (require(${JSON.stringify(LIBSQL)}))(path);
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE events (id TEXT PRIMARY KEY, time TEXT, name TEXT, caller TEXT, key TEXT, address TEXT, record TEXT);' +
  ['name', 'caller', 'key', 'address'].map((column) => 'CREATE INDEX by_' + column + ' ON events (' + column + ', time);').join(''));
const add = database.prepare('INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, ?, ?, ?)');
for (const name of readdirSync(logs).sort()) {
  database.exec('BEGIN');
  for (const record of JSON.parse(gunzipSync(readFileSync(logs + '/' + name)).toString()).Records) {
    const { eventID, eventTime, eventName, userIdentity = {}, sourceIPAddress = null } = record;
    add.run([eventID, eventTime, eventName, userIdentity.arn ?? null, userIdentity.accessKeyId ?? null, sourceIPAddress, JSON.stringify(record)]);
  }
  database.exec('COMMIT');
}`;

const COUNT = 'SELECT name, caller, count(*), min(time), max(time) FROM events GROUP BY name, caller';

const COUNT_SCRIPT = `
const database = new (require(${JSON.stringify(LIBSQL)}))(process.argv[1]);
process.stdout.write(JSON.stringify(database.prepare('${COUNT}').all()));`;

const SQLITE_BY_HAND: LocalContender = {
  name: 'SQLite by hand',
  fill: (logs, database) => ['node', '-e', FILL_SCRIPT, logs, database],
  count: (database) => ['node', '-e', COUNT_SCRIPT, database],
};

const DUCKDB: LocalContender = {
  name: 'DuckDB',
  fill: (logs, database) => ['duckdb', database, '-c', duckdbFill(logs)],
  count: (database) => ['duckdb', '-readonly', database, '-c', COUNT],
};

function duckdbFill(logs: string): string {
  const records = `SELECT unnest(Records) AS record FROM read_json('${logs}/*.json.gz', columns = {Records: 'JSON[]'}, maximum_object_size = 1000000000)`;
  const columns = "record->>'eventTime' AS time, record->>'eventName' AS name, record->>'$.userIdentity.arn' AS caller";
  return `CREATE TABLE events AS SELECT ${columns}, record FROM (${records})`;
}

/** The others that this machine has. */
export function localContenders(): readonly LocalContender[] {
  return [SQLITE_BY_HAND, ...(isInstalled('duckdb') ? [DUCKDB] : [])];
}
