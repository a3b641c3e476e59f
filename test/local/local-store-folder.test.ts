import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedDynamoDb } from '../../lib/local/embedded-dynamodb';
import { lockLocalStore } from '../../lib/local/local-store-lock';

let folder: string;
let store: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ssm-audit-'));
  store = join(folder, 'a', 'store');
});

afterEach(() => rm(folder, { recursive: true }));

const modeOf = async (path: string) => ((await lstat(path)).mode & 0o777).toString(8);

describe('the folder of a local store', () => {
  it("is its user's alone, as is all that is in it", async () => {
    await (await startEmbeddedDynamoDb(store)).close();
    expect(await modeOf(store)).toBe('700');
    for (const part of ['dynamodb', 'lock']) expect(await modeOf(join(store, part))).toBe('700');
    expect(await modeOf(join(store, 'holder'))).toBe('600');
  });

  it('stays open where it was, while what is made in it is not', async () => {
    await mkdir(store, { recursive: true, mode: 0o755 });
    await (await startEmbeddedDynamoDb(store)).close();
    expect(await modeOf(store)).toBe('755');
    for (const part of ['dynamodb', 'lock']) expect(await modeOf(join(store, part))).toBe('700');
  });

  it('is not made behind a link', async () => {
    const elsewhere = join(folder, 'elsewhere');
    await mkdir(elsewhere);
    await symlink(elsewhere, join(folder, 'link'));
    await expect(startEmbeddedDynamoDb(join(folder, 'link'))).rejects.toThrow('is a link');
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it('is used behind a link where it is a store already', async () => {
    await (await startEmbeddedDynamoDb(store)).close();
    await symlink(store, join(folder, 'link'));
    await (await startEmbeddedDynamoDb(join(folder, 'link'))).close();
  });

  it.each(['dynamodb', 'lock'])('has no %s that is a link', async (part) => {
    await mkdir(store, { recursive: true });
    const elsewhere = join(folder, 'elsewhere');
    await mkdir(elsewhere);
    await symlink(elsewhere, join(store, part));
    await expect(startEmbeddedDynamoDb(store)).rejects.toThrow('is a link');
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it('has no holder that is a link: what it leads to is not written over', async () => {
    const precious = join(folder, 'precious');
    await writeFile(precious, 'as it was');
    await (await lockLocalStore(store)).release();
    await rm(join(store, 'holder'));
    await symlink(precious, join(store, 'holder'));
    await expect(lockLocalStore(store)).rejects.toThrow('ELOOP');
    expect(await readFile(precious, 'utf8')).toBe('as it was');
  });
});
