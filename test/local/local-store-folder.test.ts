import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLocalStore, writeLocalStore } from '../../lib/local/local-store';
import { isLocalStore } from '../../lib/local/local-store-folder';
import { modeOf, modesIn } from './file-modes';

let folder: string;
let store: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ssm-audit-'));
  store = join(folder, 'a', 'store');
});

afterEach(() => rm(folder, { recursive: true }));

const made = async (path: string) => (await writeLocalStore(path)).close();

describe('the folder of a local store', () => {
  it("is its user's alone, as is all that is in it while somebody writes and reads", async () => {
    const writer = await writeLocalStore(store);
    const reader = readLocalStore(store);
    expect(await reader.store.reading().reader.catalogue('')).toEqual([]);
    expect(await modeOf(store)).toBe('700');
    const files = await readdir(store);
    expect(files).toEqual(expect.arrayContaining(['holder', 'store.sqlite', 'store.sqlite-shm', 'store.sqlite-wal']));
    expect(await modesIn(store)).toEqual(['600']);
    reader.close();
    writer.close();
  });

  it('stays open where it was, while what is made in it is not', async () => {
    await mkdir(store, { recursive: true, mode: 0o755 });
    await made(store);
    expect(await modeOf(store)).toBe('755');
    expect(await modesIn(store)).toEqual(['600']);
  });

  it('is not made behind a link', async () => {
    const elsewhere = join(folder, 'elsewhere');
    await mkdir(elsewhere);
    await symlink(elsewhere, join(folder, 'link'));
    await expect(made(join(folder, 'link'))).rejects.toThrow('is a link');
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it('may have a store of the first version in it, of which whoever writes is told, and which stays as it is', async () => {
    await mkdir(join(store, 'dynamodb'), { recursive: true, mode: 0o700 });
    await writeFile(join(store, 'dynamodb', 'CURRENT'), 'MANIFEST-000004');
    const remarks: string[] = [];
    (await writeLocalStore(store, { onOpen: (remark) => remarks.push(remark) })).close();
    expect(remarks).toEqual([
      expect.stringMatching(/^what an earlier version kept in .* is neither read nor removed: /),
    ]);
    expect(await readFile(join(store, 'dynamodb', 'CURRENT'), 'utf8')).toBe('MANIFEST-000004');
  });

  it('is used behind a link where it is a store already', async () => {
    await made(store);
    await symlink(store, join(folder, 'link'));
    await made(join(folder, 'link'));
  });

  it.each(['store.sqlite', 'store.sqlite-wal', 'store.sqlite-shm', 'writer.lock', 'holder'])(
    'has no %s that is a link',
    async (part) => {
      await mkdir(store, { recursive: true });
      const precious = join(folder, 'precious');
      await writeFile(precious, 'as it was');
      await symlink(precious, join(store, part));
      await expect(made(store)).rejects.toThrow('is a link');
      expect(await readFile(precious, 'utf8')).toBe('as it was');
    },
  );

  it('is known, of this version or of the first one', async () => {
    expect(isLocalStore(store)).toBe(false);
    await made(store);
    expect(isLocalStore(store)).toBe(true);
    const former = join(folder, 'former');
    await mkdir(join(former, 'dynamodb'), { recursive: true });
    expect(isLocalStore(former)).toBe(false);
    await writeFile(join(former, 'holder'), '{}');
    expect(isLocalStore(former)).toBe(false);
    await writeFile(join(former, 'dynamodb', 'CURRENT'), 'MANIFEST-000004');
    expect(isLocalStore(former)).toBe(true);
  });
});
