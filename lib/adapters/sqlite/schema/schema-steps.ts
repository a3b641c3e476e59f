import type { SqliteConnection } from '../sqlite-connection';

/** What says in the head of a file that it is a local store: `SSMA`. */
const APPLICATION_ID = 0x53534d41;

/**
 * The first version of the tables, as stores have them.
 *
 * - `texts` holds every value that rows share, once, as JSON: names, ARNs, lists of resources. Rows have its number.
 * - `events` has a row for each event. `at` is its time in seconds of the epoch and `key` what follows the time in its
 *   sort key, so that the index of keys is in the order of time. The other columns are those of `EVENT_COLUMNS`.
 * - `terms` leads from a term to events, in the order of time. `lean` says that a deployed table's row of the term has no
 *   room for all that the event has. `row` is there where the row of the term does not follow from the event, in the form
 *   that `stored-term-row.ts` gives it; `event` is 0, and `sort` the sort key, where it leads to none.
 * - `partitions` is the catalogue, and `deliveries` are the receipts.
 */
const FIRST_TABLES = `
CREATE TABLE texts (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, text TEXT NOT NULL);
CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  partition INTEGER NOT NULL,
  at INTEGER NOT NULL,
  key TEXT NOT NULL,
  derived INTEGER NOT NULL,
  rest TEXT,
  userIdentityArn INTEGER,
  eventSource INTEGER,
  principalSource INTEGER,
  roleArn INTEGER,
  actor INTEGER,
  actorSource INTEGER,
  awsRegion INTEGER,
  recipientAccountId INTEGER,
  sourceIPAddress INTEGER,
  userAgent INTEGER,
  accessKeyId INTEGER,
  errorCode INTEGER,
  outcome INTEGER,
  readOnly INTEGER,
  resources INTEGER,
  origin INTEGER,
  logFile INTEGER,
  marks INTEGER,
  maskedPaths INTEGER,
  recordIndex INTEGER,
  indexVersion INTEGER,
  expiresAt INTEGER,
  recordSha256 BLOB,
  record BLOB,
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
`;

/** What makes the kind of an event, beside its partition: the columns of `KIND_COLUMNS`, which no step may change. */
const KIND_COLUMNS = [
  'userIdentityArn',
  'eventSource',
  'principalSource',
  'roleArn',
  'actor',
  'actorSource',
  'awsRegion',
  'recipientAccountId',
  'sourceIPAddress',
  'userAgent',
  'accessKeyId',
  'errorCode',
  'outcome',
  'readOnly',
  'resources',
  'origin',
  'marks',
];

/**
 * Events by kind. `kinds` has each combination of values that events share, once: of a column without a value, 0. An event
 * has the number of its kind; one that tells more than its columns, or no time, has none and is counted by itself. So
 * counting a million events is a walk through the index, in which `expiresAt` is because expired events do not count.
 */
const KINDS = `
CREATE TABLE kinds (
  id INTEGER PRIMARY KEY,
  partition INTEGER NOT NULL,
  ${KIND_COLUMNS.map((name) => `${name} INTEGER NOT NULL,`).join('\n  ')}
  UNIQUE (partition, ${KIND_COLUMNS.join(', ')})
);
ALTER TABLE events ADD COLUMN kind INTEGER;
INSERT INTO kinds (partition, ${KIND_COLUMNS.join(', ')})
SELECT DISTINCT partition, ${KIND_COLUMNS.map((name) => `ifnull(${name}, 0)`).join(', ')} FROM events
WHERE rest IS NULL AND at <> ${-(2 ** 41)};
UPDATE events SET kind = (
  SELECT k.id FROM kinds k WHERE k.partition = events.partition
  AND ${KIND_COLUMNS.map((name) => `k.${name} = ifnull(events.${name}, 0)`).join(' AND ')}
) WHERE rest IS NULL AND at <> ${-(2 ** 41)};
CREATE INDEX byKind ON events (kind, at, expiresAt);
`;

/**
 * `names` of an event are those of all fields of its record (`core/match/record-names`), which stand once among `texts`. An
 * event has none whose record was stored before this version, or has too many, or is kept as bytes.
 */
const NAMES = 'ALTER TABLE events ADD COLUMN names INTEGER;';

/**
 * `sum` of a text is its CRC-32, unsigned, by which readers find it and see that it is as it was written. A text that was stored
 * before this version has none.
 */
const SUMS = 'ALTER TABLE texts ADD COLUMN sum INTEGER; CREATE INDEX bySum ON texts (sum);';

/**
 * `caught` of an event is what was found when it was written: by whom, and which rules catch it (`app/alert/kept-catch`). It
 * stands once among `texts`. An event has none that was stored before this version, or that nobody could judge.
 */
const CAUGHT = 'ALTER TABLE events ADD COLUMN caught INTEGER;';

/**
 * `deliveredAt` of a receipt is what its `row` says, where that is a text: `status` reads a thousand of them, which stand together
 * in the index.
 */
const TIMES = `
ALTER TABLE deliveries ADD COLUMN deliveredAt TEXT;
UPDATE deliveries SET deliveredAt = row ->> 'deliveredAt' WHERE json_valid(row) AND json_type(row, '$.deliveredAt') = 'text';
CREATE INDEX byDelivery ON deliveries (folder, fileName, deliveredAt);
`;

/**
 * What makes each version of the tables of the one before it, the first of an empty database. A step never changes once a
 * store may have it: add another. Readers ask older stores too: they look at the version before they ask for what a later step
 * has added.
 */
export const SCHEMA_STEPS: readonly string[] = [
  FIRST_TABLES,
  `PRAGMA application_id = ${APPLICATION_ID};`,
  KINDS,
  NAMES,
  SUMS,
  CAUGHT,
  TIMES,
];

/** The versions of the tables that brought `kinds`, `names` of records, `sum` of texts, `caught`, and `deliveredAt`. */
export const VERSION_WITH_KINDS = 3;
export const VERSION_WITH_NAMES = 4;
export const VERSION_WITH_SUMS = 5;
export const VERSION_WITH_CAUGHT = 6;
export const VERSION_WITH_TIMES = 7;

/** The version of the tables in a database. SQLite gives what stands in the file as a number with a sign. */
export function tablesVersion(connection: SqliteConnection): number {
  return Number(connection.first('PRAGMA user_version')?.[0]) >>> 0;
}
