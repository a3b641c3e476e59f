import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVENT_COLUMNS, KIND_COLUMNS } from '../../../../lib/adapters/sqlite/event-columns';
import { NEWEST_SCHEMA } from '../../../../lib/adapters/sqlite/schema/newest-schema';
import { SCHEMA_STEPS, VERSION_WITH_CAUGHT } from '../../../../lib/adapters/sqlite/schema/schema-steps';
import { bringUpToDate, madeSchema, schemaVersion } from '../../../../lib/adapters/sqlite/schema/sqlite-schema';
import { SqliteConnection } from '../../../../lib/adapters/sqlite/sqlite-connection';
import { findEvents } from '../../../../lib/app/ask/find-events';
import { summariseEvents } from '../../../../lib/app/ask/summarise-events';
import { NO_DEADLINE } from '../../../../lib/app/ports/deadline';
import { planned } from '../../../../lib/core/query/planned-query';
import { type LocalStore, readLocalStore, writeLocalStore } from '../../../../lib/local/local-store';
import { databaseFile } from '../../../../lib/local/local-store-folder';
import { eventRowFor } from '../../contract-rows';
import { VERSION_1_STORE } from './version-1-tables';

const NEWEST = SCHEMA_STEPS.length;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ssm-audit-'));
  make(VERSION_1_STORE);
});

afterEach(() => rm(folder, { recursive: true }));

function make(sql: string): void {
  const connection = new SqliteConnection(databaseFile(folder), { access: 'write' });
  connection.script(`PRAGMA journal_mode = WAL; ${sql}`);
  connection.close();
}

function version(): unknown {
  const connection = new SqliteConnection(databaseFile(folder), { access: 'read' });
  const found = connection.first('PRAGMA user_version')?.[0];
  connection.close();
  return found;
}

/** The versions that a later step follows. The version 0 of an empty database is one of them. */
const OLDER = SCHEMA_STEPS.map((_, version) => version);

/** Makes the database one of a version, empty. */
async function emptyStore(of: number): Promise<void> {
  await rm(databaseFile(folder));
  make(`${SCHEMA_STEPS.slice(0, of).join('')}PRAGMA user_version = ${of}`);
}

/** The kind of each event, where it says what the event says. */
function kindsOfEvents(): readonly unknown[] {
  const same = ['partition', ...KIND_COLUMNS].map((name) => `k.${name} = ifnull(e.${name}, 0)`).join(' AND ');
  const connection = new SqliteConnection(databaseFile(folder), { access: 'read' });
  const kinds = connection.all(`SELECT k.id FROM events e JOIN kinds k ON k.id = e.kind WHERE ${same}`);
  connection.close();
  return kinds;
}

async function found({ store, close }: LocalStore): Promise<readonly unknown[]> {
  const events: unknown[] = [];
  const deps = { reader: store.reading().reader, now: () => new Date('2024-03-02T00:00:00Z') };
  for await (const { event } of findEvents(deps, planned({ accessKeys: ['AKIAEXAMPLE'] }))) events.push(event);
  close();
  return events;
}

describe.each(OLDER.slice(1))('a store of version %i', (of) => {
  beforeEach(() => make(`${SCHEMA_STEPS.slice(1, of).join('')} PRAGMA user_version = ${of}`));

  it('is read as it is, and changed by no reader', async () => {
    expect(await found(readLocalStore(folder))).toMatchObject([
      { eventName: 'DeleteParameter', outcome: 'denied', logFile: '/logs/one.json' },
      { eventName: 'SendCommand', outcome: 'success', resources: [{ id: 'i-0123456789abcdef0' }, {}] },
    ]);
    expect(version()).toBe(of);
  });

  it('has the same rows and the tables of the newest version as soon as somebody writes', async () => {
    const before = await found(readLocalStore(folder));
    (await writeLocalStore(folder)).close();
    expect(version()).toBe(NEWEST);
    expect(await found(readLocalStore(folder))).toEqual(before);
    expect(await found(await writeLocalStore(folder))).toEqual(before);
  });

  it('is counted as if each event were read, before it has kinds and after', async () => {
    const question = planned({});
    const counts = async ({ store, close }: LocalStore) => {
      const { reader, alike } = store.reading();
      const deps = { reader, now: () => new Date('2024-03-02T00:00:00Z') };
      const [read, counted] = [
        await summariseEvents(deps, question),
        await summariseEvents({ ...deps, ...(alike && { alike }) }, question),
      ];
      close();
      expect(counted).toEqual(read);
      return counted;
    };
    const before = await counts(readLocalStore(folder));
    (await writeLocalStore(folder)).close();
    expect(await counts(readLocalStore(folder))).toEqual(before);
    expect(before.total).toBe(2);
    expect(kindsOfEvents()).toHaveLength(2);
  });

  it('is brought up to date while somebody reads it, who goes on', async () => {
    const reader = readLocalStore(folder);
    expect(await reader.store.reading().reader.catalogue('')).toEqual(['DeleteParameter', 'SendCommand']);
    (await writeLocalStore(folder)).close();
    expect(await found(reader)).toHaveLength(2);
  });

  it('that was left between two versions is brought up to date from there', () => {
    const connection = new SqliteConnection(databaseFile(folder), { access: 'write' });
    for (let from = schemaVersion(connection, folder); from < NEWEST; from += 1) {
      connection.script(`BEGIN; ${SCHEMA_STEPS[from]} PRAGMA user_version = ${from + 1}; COMMIT`);
      expect(schemaVersion(connection, folder)).toBe(from + 1);
    }
    bringUpToDate(connection, schemaVersion(connection, folder));
    connection.close();
    expect(version()).toBe(NEWEST);
  });
});

it.each(OLDER)(
  'of version %i is no foreign one to a reader that looks while a writer does the next step',
  async (of) => {
    await emptyStore(of);
    const [reader, writer] = (['read', 'write'] as const).map(
      (access) => new SqliteConnection(databaseFile(folder), { access }),
    ) as [SqliteConnection, SqliteConnection];
    const all = reader.all.bind(reader);
    jest.spyOn(reader, 'all').mockImplementation((sql, ...others) => {
      if (sql.includes('sqlite_schema')) bringUpToDate(writer, of);
      return all(sql, ...others);
    });
    expect(schemaVersion(reader, folder)).toBe(of);
    expect(schemaVersion(writer, folder)).toBe(NEWEST);
    for (const connection of [reader, writer]) connection.close();
  },
);

it('keeps of each event which rules catch it, once a store of the version before is brought up to date', async () => {
  const steps = SCHEMA_STEPS.slice(1, VERSION_WITH_CAUGHT - 1);
  make([...steps, `PRAGMA user_version = ${VERSION_WITH_CAUGHT - 1}`].join(''));
  const before = await found(readLocalStore(folder));
  const { store, close } = await writeLocalStore(folder, { judge: async () => ({ judge: () => 'caught' }) });
  await store.events.putNew(eventRowFor('StartSession'), NO_DEADLINE);
  close();
  const connection = new SqliteConnection(databaseFile(folder), { access: 'read' });
  const kept = connection.all('SELECT t.text FROM events e LEFT JOIN texts t ON t.id = e.caught ORDER BY e.id');
  connection.close();
  expect(kept.flat()).toEqual([null, null, '"caught"']);
  expect(await found(readLocalStore(folder))).toEqual(before);
});

it('has the columns of the fields of events: a new field needs a step that adds its column', async () => {
  (await writeLocalStore(folder)).close();
  const connection = new SqliteConnection(databaseFile(folder), { access: 'read' });
  const columns = connection.all('SELECT name, type, "notnull" FROM pragma_table_info(\'events\')');
  connection.close();
  const declared = columns.map(([name, type, notNull]) => `${name} ${type}${notNull === 1 ? ' NOT NULL' : ''}`);
  expect(declared).toEqual(expect.arrayContaining(EVENT_COLUMNS.map(({ sql }) => sql)));
});

it('knows its newest schema, so that no question makes one to compare with', () => {
  expect(NEWEST_SCHEMA).toEqual(madeSchema(NEWEST));
});

it('has the columns of a kind in its step: another set of them needs a step that makes the kinds again', async () => {
  (await writeLocalStore(folder)).close();
  const connection = new SqliteConnection(databaseFile(folder), { access: 'read' });
  const columns = connection.all("SELECT name FROM pragma_table_info('kinds')").flat();
  connection.close();
  expect(columns).toEqual(['id', 'partition', ...KIND_COLUMNS]);
});

describe('a database that this program has not made so', () => {
  const HOSTILE = [
    ['table t', "ALTER TABLE terms RENAME TO t; CREATE VIEW terms AS SELECT *, readfile('/etc/passwd') x FROM t"],
    ['trigger t', "CREATE TRIGGER t AFTER INSERT ON texts BEGIN SELECT writefile('/tmp/written', 'x'); END"],
    ['table events', "ALTER TABLE events ADD COLUMN more TEXT AS (hex(key) || 'x')"],
    ['table events', 'ALTER TABLE events ADD COLUMN more TEXT DEFAULT 1'],
    ['index byActor', 'CREATE INDEX byActor ON events (abs(actor))'],
    ['index byPrincipal', 'DROP INDEX byPrincipal'],
    ['table terms', 'DROP TABLE terms'],
    ['application_id', 'PRAGMA application_id = 7'],
  ] as const;

  it.each(HOSTILE)('is refused for its %s, by readers and writers, and nothing of it is run', async (part, sql) => {
    make(sql);
    const told = `the local store ${folder} is not as this program makes it (${part}`;
    expect(() => readLocalStore(folder)).toThrow(told);
    await expect(writeLocalStore(folder)).rejects.toThrow(told);
    expect(version()).toBe(1);
  });

  it('is refused where it is of no version: another program may need it as it is', async () => {
    make('PRAGMA user_version = 0');
    await expect(writeLocalStore(folder)).rejects.toThrow('is not as this program makes it (table texts)');
  });

  it.each([
    [NEWEST + 1, NEWEST + 1],
    [2 ** 31 - 1, 2 ** 31 - 1],
    [-(2 ** 31), 2 ** 31],
    [-1, 2 ** 32 - 1],
  ])('is of a newer version where it says %i', async (written, told) => {
    make(`PRAGMA user_version = ${written}`);
    const error = `is of version ${told}: expected at most ${NEWEST}`;
    expect(() => readLocalStore(folder)).toThrow(error);
    await expect(writeLocalStore(folder)).rejects.toThrow(error);
  });
});
