import { execFileSync } from 'node:child_process';
import { chmod, link, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalStoreNotFilledError, readLocalStore, writeLocalStore } from '../../lib/local/local-store';
import { lockLocalStore } from '../../lib/local/local-store-lock';
import { changeModesIn, modeOf, modesIn } from './file-modes';

let folder: string;
let store: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ssm-audit-'));
  store = join(folder, 'store');
});

afterEach(() => rm(folder, { recursive: true }));

/** What somebody is told who opens a store for writing. */
async function told(): Promise<readonly string[]> {
  const remarks: string[] = [];
  (await writeLocalStore(store, { onOpen: (remark) => remarks.push(remark) })).close();
  return remarks;
}

describe('the files of a local store', () => {
  it.each([0o000, 0o277, 0o777])("are their user's alone, whatever the user's mask: %o", async (own) => {
    const mask = process.umask(own);
    try {
      const writer = await writeLocalStore(store);
      readLocalStore(store).close();
      expect(await modeOf(store)).toBe('700');
      expect(await modesIn(store)).toEqual(['600']);
      writer.close();
      expect(process.umask()).toBe(own);
    } finally {
      process.umask(mask);
    }
  });

  it('are taken from others who could use them, which is told once', async () => {
    expect(await told()).toEqual([]);
    await changeModesIn(store, 0o666);
    expect(await told()).toEqual([`other users could use the files in ${store} until now`]);
    expect(await modesIn(store)).toEqual(['600']);
    expect(await told()).toEqual([]);
  });

  it.each([
    [0o755, /^other users can look into the folder .*: chmod 700 it$/],
    [0o1777, /^other users can replace what is in the folder .*: chmod 700 it$/],
  ])('are in a folder of mode %o, which is told', async (mode, remark) => {
    await mkdir(store);
    await chmod(store, mode);
    expect(await told()).toEqual([expect.stringMatching(remark)]);
  });

  it.each(['store.sqlite', 'store.sqlite-wal', 'store.sqlite-shm', 'writer.lock', 'holder'])(
    'are no pipes, for which nobody waits: %s',
    async (part) => {
      await told();
      await rm(join(store, part), { force: true });
      execFileSync('mkfifo', [join(store, part)]);
      await expect(told()).rejects.toThrow(/ is not a file: expected a file or an unused name; find out who/);
      if (part.startsWith('store')) expect(() => readLocalStore(store)).toThrow('is not a file');
    },
  );

  it.each(['store.sqlite', 'store.sqlite-wal', 'writer.lock', 'holder'])(
    'are no files with other names: %s',
    async (part) => {
      await mkdir(store);
      await writeFile(join(folder, 'precious'), '');
      await link(join(folder, 'precious'), join(store, part));
      await expect(told()).rejects.toThrow(/ is a file with other names \(hard links\): expected one name/);
      expect(await readFile(join(folder, 'precious'), 'utf8')).toBe('');
    },
  );

  it('are written to where they stand already, which is what fails', async () => {
    await told();
    await link(join(store, 'store.sqlite'), join(folder, 'other'));
    await expect(told()).rejects.toThrow(/^cannot write to the local store .*hard links.*; expected files of your own/);
    await rm(store, { recursive: true });
    await writeFile(store, '');
    await expect(told()).rejects.toThrow(/^cannot make the local store /);
  });

  it.each(['store.sqlite', 'writer.lock'])(
    'have no pipe for a journal, for which SQLite would wait: %s',
    async (part) => {
      await told();
      execFileSync('mkfifo', [join(store, `${part}-journal`)]);
      await expect(told()).rejects.toThrow(`${part}-journal is no file of a local store`);
      if (part.startsWith('store')) expect(() => readLocalStore(store)).toThrow('-journal is no file of a local store');
    },
  );

  it.each(['store.sqlite', 'writer.lock'])('have no journal to play back: %s', async (part) => {
    await told();
    await writeFile(join(store, `${part}-journal`), 'of somebody else');
    await expect(told()).rejects.toThrow(`${part}-journal is no file of a local store`);
    if (part.startsWith('store')) expect(() => readLocalStore(store)).toThrow('-journal is no file of a local store');
  });

  it('are read behind no link, and made by no reader', async () => {
    await mkdir(store);
    expect(() => readLocalStore(store)).toThrow(LocalStoreNotFilledError);
    expect(await readdir(store)).toEqual([]);
    await told();
    await rm(join(store, 'store.sqlite-wal'), { force: true });
    await symlink(join(folder, 'elsewhere'), join(store, 'store.sqlite-wal'));
    expect(() => readLocalStore(store)).toThrow('is a link');
    expect(await readdir(folder)).toEqual(['store']);
  });

  it.each([
    ['{"pid":"x","command":{},"since":[]}', 'a process:'],
    ['{"pid":1e400,"command":null}', 'a process:'],
    ['{"pid":-5,"command":"ingest"}', 'a process (ingest):'],
    ['{"pid":3.5,"since":"2026-03-02T10:00:00Z"}', 'a process (since 2026-03-02T10:00:00Z):'],
    ['[]', 'a process:'],
    ['{"pid":7,"command":"ingest","host":"\\u001b[2Jother"}', 'process 7 on ·[2Jother (ingest):'],
    [JSON.stringify({ pid: 7, command: 'ingest', host: hostname() }), 'process 7 (ingest):'],
    ['', 'another process:'],
  ])('say who holds the store by what is as it was written: %s', async (holder, told) => {
    const lock = await lockLocalStore(store);
    await writeFile(join(store, 'holder'), holder);
    await expect(lockLocalStore(store, { waitMs: 0 })).rejects.toThrow(`in use by ${told}`);
    lock.release();
  });

  it('say who holds the store, cleaned and cut, as whoever wrote it may be anybody', async () => {
    const lock = await lockLocalStore(store);
    const waits = () => lockLocalStore(store, { waitMs: 0 });
    await expect(waits()).rejects.toThrow(/in use by process \d+ \(.+, since \d{4}-[^)]+Z\)/);
    await writeFile(
      join(store, 'holder'),
      JSON.stringify({ pid: 7, command: `\u001b[31m${'x'.repeat(999)}`, since: 1 }),
    );
    const failure = await waits().catch((error: Error) => error.message);
    expect(failure).not.toMatch(/\p{Cc}|x{101}/u);
    expect(failure).toContain('in use by process 7 (');
    await writeFile(join(store, 'holder'), 'x'.repeat(5_000));
    await expect(waits()).rejects.toThrow('in use by another process');
    await rm(join(store, 'holder'));
    execFileSync('mkfifo', [join(store, 'holder')]);
    await expect(waits()).rejects.toThrow('in use by another process');
    lock.release();
  });
});
