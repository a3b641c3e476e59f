import { SqliteConnection } from '../sqlite-connection';

/**
 * - `sent` has a message that was sent: `at` is the time of its first event in milliseconds of the epoch, `id` that event.
 * - `suppressed` has a match until its digest is sent, and then its mark: `dueAt`, in milliseconds too, is gone.
 * - `buckets`, `sights` and `beginnings` are what correlations remember.
 *
 * What is temporary is in a file of the system's folder for temporary files, which has no name and which nobody else can
 * open: it is gone with the process. SQLite keeps the last pages of it in memory, two megabytes.
 */
const TABLES = `
PRAGMA temp_store = FILE;
PRAGMA temp.journal_mode = OFF;
PRAGMA temp.synchronous = OFF;
CREATE TEMP TABLE sent (
  matchGroup TEXT NOT NULL, at INTEGER NOT NULL, id TEXT NOT NULL, message TEXT NOT NULL, PRIMARY KEY (matchGroup, at, id)
) WITHOUT ROWID;
CREATE TEMP TABLE suppressed (
  matchGroup TEXT NOT NULL, id TEXT NOT NULL, dueAt INTEGER, entry TEXT NOT NULL, PRIMARY KEY (matchGroup, id)
) WITHOUT ROWID;
CREATE INDEX temp.due ON suppressed (matchGroup, id) WHERE dueAt IS NOT NULL;
CREATE TEMP TABLE buckets (
  matchGroup TEXT NOT NULL, bucket INTEGER NOT NULL, version INTEGER NOT NULL, isTold INTEGER NOT NULL, state BLOB NOT NULL,
  PRIMARY KEY (matchGroup, bucket)
) WITHOUT ROWID;
CREATE TEMP TABLE sights (key TEXT PRIMARY KEY, last INTEGER NOT NULL, novelId TEXT NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE beginnings (correlation TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
`;

/** What stands for a path where the database fails. */
const SHOWN_AS = 'of sent alerts, in the folder for temporary files';

/**
 * The state of alerting for one process, on disk: a year of log files has more of it than memory. Nothing is left of it
 * when the process closes it or ends.
 */
export function temporaryAlertState(): SqliteConnection {
  const connection = new SqliteConnection(':memory:', { access: 'write', shownAs: SHOWN_AS });
  connection.script(TABLES);
  return connection;
}
