/**
 * The schema of the newest version of the tables, as `SCHEMA_STEPS` make it and SQLite keeps it. It stands here because to make
 * one takes longer than to ask most questions. A test compares the two, and says what has to stand here.
 */
export const NEWEST_SCHEMA: ReadonlyMap<string, string> = new Map([
  ['application_id', '1397968193'],
  [
    'table texts',
    '["texts","CREATE TABLE texts (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, text TEXT NOT NULL, sum INTEGER)"]',
  ],
  ['index sqlite_autoindex_texts_1', '["texts",null]'],
  [
    'table events',
    '["events","CREATE TABLE events (\\n  id INTEGER PRIMARY KEY,\\n  partition INTEGER NOT NULL,\\n  at INTEGER NOT NULL,\\n  key TEXT NOT NULL,\\n  derived INTEGER NOT NULL,\\n  rest TEXT,\\n  userIdentityArn INTEGER,\\n  eventSource INTEGER,\\n  principalSource INTEGER,\\n  roleArn INTEGER,\\n  actor INTEGER,\\n  actorSource INTEGER,\\n  awsRegion INTEGER,\\n  recipientAccountId INTEGER,\\n  sourceIPAddress INTEGER,\\n  userAgent INTEGER,\\n  accessKeyId INTEGER,\\n  errorCode INTEGER,\\n  outcome INTEGER,\\n  readOnly INTEGER,\\n  resources INTEGER,\\n  origin INTEGER,\\n  logFile INTEGER,\\n  marks INTEGER,\\n  maskedPaths INTEGER,\\n  recordIndex INTEGER,\\n  indexVersion INTEGER,\\n  expiresAt INTEGER,\\n  recordSha256 BLOB,\\n  record BLOB, kind INTEGER, names INTEGER, caught INTEGER,\\n  UNIQUE (partition, at, key)\\n)"]',
  ],
  ['index sqlite_autoindex_events_1', '["events",null]'],
  [
    'index byPrincipal',
    '["events","CREATE INDEX byPrincipal ON events (userIdentityArn, at) WHERE userIdentityArn IS NOT NULL"]',
  ],
  [
    'table terms',
    '["terms","CREATE TABLE terms (\\n  term INTEGER NOT NULL,\\n  at INTEGER NOT NULL,\\n  event INTEGER NOT NULL,\\n  sort TEXT NOT NULL,\\n  version INTEGER,\\n  lean INTEGER NOT NULL,\\n  row TEXT,\\n  PRIMARY KEY (term, at, event, sort)\\n) WITHOUT ROWID"]',
  ],
  [
    'table partitions',
    '["partitions","CREATE TABLE partitions (\\n  name TEXT PRIMARY KEY, version INTEGER NOT NULL, noticedAt TEXT, renewedTo TEXT\\n) WITHOUT ROWID"]',
  ],
  [
    'table deliveries',
    '["deliveries","CREATE TABLE deliveries (\\n  folder TEXT NOT NULL, fileName TEXT NOT NULL, row TEXT NOT NULL, deliveredAt TEXT, PRIMARY KEY (folder, fileName)\\n) WITHOUT ROWID"]',
  ],
  [
    'table kinds',
    '["kinds","CREATE TABLE kinds (\\n  id INTEGER PRIMARY KEY,\\n  partition INTEGER NOT NULL,\\n  userIdentityArn INTEGER NOT NULL,\\n  eventSource INTEGER NOT NULL,\\n  principalSource INTEGER NOT NULL,\\n  roleArn INTEGER NOT NULL,\\n  actor INTEGER NOT NULL,\\n  actorSource INTEGER NOT NULL,\\n  awsRegion INTEGER NOT NULL,\\n  recipientAccountId INTEGER NOT NULL,\\n  sourceIPAddress INTEGER NOT NULL,\\n  userAgent INTEGER NOT NULL,\\n  accessKeyId INTEGER NOT NULL,\\n  errorCode INTEGER NOT NULL,\\n  outcome INTEGER NOT NULL,\\n  readOnly INTEGER NOT NULL,\\n  resources INTEGER NOT NULL,\\n  origin INTEGER NOT NULL,\\n  marks INTEGER NOT NULL,\\n  UNIQUE (partition, userIdentityArn, eventSource, principalSource, roleArn, actor, actorSource, awsRegion, recipientAccountId, sourceIPAddress, userAgent, accessKeyId, errorCode, outcome, readOnly, resources, origin, marks)\\n)"]',
  ],
  ['index sqlite_autoindex_kinds_1', '["kinds",null]'],
  ['index byKind', '["events","CREATE INDEX byKind ON events (kind, at, expiresAt)"]'],
  ['index bySum', '["texts","CREATE INDEX bySum ON texts (sum)"]'],
  ['index byDelivery', '["deliveries","CREATE INDEX byDelivery ON deliveries (folder, fileName, deliveredAt)"]'],
]);
