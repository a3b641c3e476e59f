import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  chown,
  copyFile,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteConnection } from '../../lib/adapters/sqlite/sqlite-connection';
import { SqliteStore } from '../../lib/adapters/sqlite/sqlite-store';
import { NO_DEADLINE } from '../../lib/app/ports/deadline';
import type { RowCount } from '../../lib/app/ports/event-reader';
import {
  LocalStoreNotFilledError,
  readLocalStore,
  temporaryLocalStore,
  writeLocalStore,
} from '../../lib/local/local-store';
import { databaseFile } from '../../lib/local/local-store-folder';
import { eventRowFor } from '../adapters/contract-rows';
import { onPosix } from '../on-posix';
import { changeModesIn } from './file-modes';

const REF = 'Kept/2024-03-01T10:00:00Z#000000';
const PROGRAM = join(__dirname, '..', '..', 'bin', 'ssm-audit');

/** Root may write to any folder: it becomes somebody else for a test of what nobody may write to. */
const SELF = process.geteuid?.() ?? 0;
const USER = SELF === 0 ? 65_534 : SELF;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ssm-audit-'));
});

afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true });
});

/** How many rows another reader sees. */
function seen(): Promise<RowCount> {
  const { store, close } = readLocalStore(folder);
  const { reader } = store.reading();
  return reader.count('Kept', 1_000_000, new Date(0)).finally(close);
}

async function put(store: SqliteStore, count: number, from = 0): Promise<void> {
  for (let index = from; index < from + count; index += 1) {
    const eventTimeId = `2024-03-01T10:00:00Z#${String(index).padStart(6, '0')}`;
    await store.events.putNew(eventRowFor('Kept', { eventTimeId }), NO_DEADLINE);
  }
}

describe('a local store', () => {
  it('is read while somebody writes: what is committed, and nothing else', async () => {
    const { store, close } = await writeLocalStore(folder);
    await put(store, 3);
    expect(await seen()).toMatchObject({ rows: 0 });
    store.commit();
    expect(await seen()).toMatchObject({ rows: 3 });
    await put(store, 2, 3);
    close();
    expect(await seen()).toMatchObject({ rows: 5 });
  });

  it('commits by itself when a transaction has taken enough', async () => {
    const { store, close } = await writeLocalStore(folder, { writesAtOnce: 2 });
    await put(store, 5);
    expect(await seen()).toMatchObject({ rows: 4 });
    close();
  });

  it('loses nothing that was committed when a writer is killed, and has nothing of the rest', async () => {
    const writer = spawn(process.execPath, ['-e', WRITE_AND_WAIT, databaseFile(folder)], { cwd: process.cwd() });
    (await writeLocalStore(folder)).close();
    await once(writer.stdout, 'data');
    writer.kill('SIGKILL');
    await once(writer, 'exit');
    const { store, close } = await writeLocalStore(folder);
    expect(await store.reading().reader.catalogue('')).toEqual(['committed']);
    close();
  });

  it('recovers from a write-ahead log that was cut anywhere', async () => {
    const { store, close } = await writeLocalStore(folder, { writesAtOnce: 1 });
    await put(store, 20);
    const log = `${databaseFile(folder)}-wal`;
    const { size } = await stat(log);
    const copies = [size - 1, Math.floor(size / 2), 100, 0];
    for (const [index, length] of copies.entries()) {
      const copy = await mkdtemp(join(tmpdir(), 'ssm-audit-'));
      for (const end of ['', '-wal']) await copyFile(`${databaseFile(folder)}${end}`, `${databaseFile(copy)}${end}`);
      await truncate(`${databaseFile(copy)}-wal`, length);
      const written = await writeLocalStore(copy);
      await put(written.store, 20);
      expect([index, await written.store.reading().reader.count('Kept', 100, new Date(0))]).toEqual([
        index,
        { rows: 20, isWhole: true },
      ]);
      written.close();
      await rm(copy, { recursive: true });
    }
    close();
  });

  it('says that nobody has filled it, that it is of a newer version, and that it is no database', async () => {
    await writeFile(databaseFile(folder), '');
    expect(() => readLocalStore(folder)).toThrow(LocalStoreNotFilledError);
    (await writeLocalStore(folder)).close();
    const newer = new Uint8Array([0, 0, 0, 99]);
    const file = await open(databaseFile(folder), 'r+');
    await file.write(newer, 0, 4, USER_VERSION_AT);
    await file.close();
    expect(() => readLocalStore(folder)).toThrow('is of version 99: expected at most 7');
    await writeFile(
      databaseFile(folder),
      'no database at all, but long enough to be taken for the head of one'.repeat(9),
    );
    expect(() => readLocalStore(folder)).toThrow(
      'it is not a database; remove the folder and ingest the log files again',
    );
  });

  it('is read while somebody writes also where the database is a copy without a log', async () => {
    const { store, close } = await writeLocalStore(folder);
    await put(store, 1);
    close();
    const bytes = await readFile(databaseFile(folder));
    bytes.set(NO_LOG, FORMAT_AT);
    await rm(folder, { recursive: true });
    await mkdir(folder);
    await writeFile(databaseFile(folder), bytes);
    const written = await writeLocalStore(folder);
    await put(written.store, 1, 1);
    expect(await seen()).toMatchObject({ rows: 1 });
    expect(await readdir(folder)).not.toContain('store.sqlite-journal');
    written.close();
  });

  it('is read from a copy that is read only', async () => {
    const { store, close } = await writeLocalStore(folder);
    await put(store, 1);
    close();
    for (const beside of ['-wal', '-shm']) await rm(`${databaseFile(folder)}${beside}`, { force: true });
    await changeModesIn(folder, 0o400);
    await chmod(folder, 0o500);
    expect(await seen()).toMatchObject({ rows: 1 });
  });

  onPosix('is read from a copy that is read only, with what only its log has, and stays as it is', async () => {
    const { store, close } = await writeLocalStore(folder);
    await put(store, 1);
    store.commit();
    const copy = await mkdtemp(join(tmpdir(), 'ssm-audit-'));
    for (const end of ['', '-wal']) await copyFile(`${databaseFile(folder)}${end}`, `${databaseFile(copy)}${end}`);
    close();
    for (const path of [copy, ...['', '-wal'].map((end) => `${databaseFile(copy)}${end}`)])
      await chown(path, USER, USER);
    await changeModesIn(copy, 0o400);
    await chmod(copy, 0o500);
    const before = await readFile(`${databaseFile(copy)}-wal`);
    process.seteuid?.(USER);
    try {
      const reader = readLocalStore(copy);
      expect(await reader.store.reading().reader.count('Kept', 10, new Date(0))).toMatchObject({ rows: 1 });
      reader.close();
    } finally {
      process.seteuid?.(SELF);
    }
    expect(await readdir(copy)).toEqual(['store.sqlite', 'store.sqlite-wal']);
    expect(await readFile(`${databaseFile(copy)}-wal`)).toEqual(before);
    await chmod(copy, 0o700);
    await rm(copy, { recursive: true });
  });

  onPosix('is read on a full disk, on which nothing can be written beside it', async () => {
    const { store, close } = await writeLocalStore(folder);
    await put(store, 1);
    close();
    for (const beside of ['-wal', '-shm']) await rm(`${databaseFile(folder)}${beside}`, { force: true });
    const words = ['-c', 'ulimit -f 0; exec "$@"', 'sh', process.execPath, PROGRAM, 'show', REF, '--local', folder];
    const { stdout, stderr } = spawnSync('sh', words, { encoding: 'utf8' });
    expect([stderr, JSON.parse(stdout)]).toEqual([expect.any(String), expect.objectContaining({ ref: REF })]);
  });

  it('fails with one clear line where the disk is full, and has what was committed before', async () => {
    (await writeLocalStore(folder)).close();
    const connection = new SqliteConnection(databaseFile(folder), { access: 'write' });
    connection.script('PRAGMA max_page_count = 60');
    const store = new SqliteStore(connection);
    await put(store, 10);
    store.commit();
    const failure = await put(store, 10_000, 10).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      name: 'LocalStoreFailedError',
      message: expect.stringMatching(/^cannot use the local store .*: the disk is full; free space and run the same/),
    });
    await expect(put(store, 1)).rejects.toBe(failure);
    store.close();
    expect((await seen()).rows).toBeGreaterThanOrEqual(10);
  });
});

/** Where the head of a database of SQLite says whether it has a write-ahead log, and what says that it has none. */
const FORMAT_AT = 18;
const NO_LOG = new Uint8Array([1, 1]);

/** Where the head of a database of SQLite has `user_version` ("Database File Format"). */
const USER_VERSION_AT = 60;

const WRITE_AND_WAIT = `
  const Database = require('libsql');
  const database = new Database(process.argv[1]);
  const begin = () => {
    try {
      database.exec("PRAGMA busy_timeout = 5000; INSERT INTO partitions (name, version) VALUES ('committed', 2)");
      database.exec("BEGIN IMMEDIATE; INSERT INTO partitions (name, version) VALUES ('open', 2)");
      console.log('written');
    } catch (error) {
      setTimeout(begin, 20);
    }
  };
  begin();
  setInterval(() => {}, 1000);
`;

it('leaves nothing of a temporary store, in which nobody else can look meanwhile', async () => {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    const { store, close } = temporaryLocalStore();
    await put(store, 3);
    const [own = '', ...others] = await readdir(folder);
    expect([others, (await stat(join(folder, own))).mode & 0o077]).toEqual([[], 0]);
    close();
    expect(await readdir(folder)).toEqual([]);
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
});
