import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SCHEMA_STEPS } from '../../lib/adapters/sqlite/schema/schema-steps';
import { SqliteConnection } from '../../lib/adapters/sqlite/sqlite-connection';
import { databaseFile } from '../../lib/local/local-store-folder';
import { VERSION_1_STORE } from '../adapters/sqlite/schema/version-1-tables';
import { logFile, ssmRecord } from '../log-records';
import { runUntilEnded } from './killed-ingest';

const ASKED = ['query', '--since', 'all', '--limit', '0', '--record', '--output', 'ndjson', '--local'];

/** What came of killing those who bring a store up to date. */
export interface KilledMigrations {
  /** Processes that were killed. */
  readonly kills: number;
  /** The versions in which they left the store. */
  readonly versions: readonly number[];
  /** What is wrong; empty where everything is as it must be. */
  readonly problems: readonly string[];
}

/** Kills writers of a store of version 1 at each step, until one has brought it up to date, and asks after each. */
export async function killedMigrations(): Promise<KilledMigrations> {
  const folder = await mkdtemp(join(tmpdir(), 'ssm-audit-migrations-'));
  try {
    return await killedIn(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function killedIn(folder: string): Promise<KilledMigrations> {
  const [made, store, log] = ['made', 'store', 'log.json.gz'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await mkdir(made);
  await writeFile(log, logFile([ssmRecord()]));
  connected(made, (connection) => connection.script(`PRAGMA journal_mode = WAL; ${VERSION_1_STORE}`));
  const before = (await runUntilEnded([...ASKED, made])).stdout;
  const [versions, problems] = [new Set<number>(), [] as string[]];
  let kills = 0;
  for (; !versions.has(SCHEMA_STEPS.length) && problems.length === 0; kills += 1) {
    await rm(store, { recursive: true, force: true });
    await cp(made, store, { recursive: true });
    const { code } = await runUntilEnded(['ingest', log, '--local', store], { killedAt: kills });
    if (code !== null) problems.push(`a process that is to be killed at step ${kills} ends with ${code}`);
    versions.add(connected(store, (connection) => Number(connection.first('PRAGMA user_version')?.[0])));
    const { stdout, stderr } = await runUntilEnded([...ASKED, store]);
    if (stdout !== before) problems.push(`killed at step ${kills}, it answers: ${stdout}${stderr}`);
  }
  if (versions.size < SCHEMA_STEPS.length)
    problems.push(`it was left in ${versions.size} of ${SCHEMA_STEPS.length} versions`);
  return { kills, versions: [...versions], problems };
}

function connected<Result>(store: string, work: (connection: SqliteConnection) => Result): Result {
  const connection = new SqliteConnection(databaseFile(store), { access: 'write' });
  try {
    return work(connection);
  } finally {
    connection.close();
  }
}
