import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PackageFolder } from '../../../lib/adapters/folder/package-folder';
import { onPosix } from '../../on-posix';

let parent: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'ssm-audit-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

async function* broken() {
  yield 'half';
  throw new Error('the store is gone');
}

/** Writes two files and a manifest. */
async function filled(folder: string): Promise<PackageFolder> {
  const files = await PackageFolder.begin(folder);
  await files.write('events.ndjson', '{}\n');
  await files.write('logs/AWSLogs/a.json.gz', 'x');
  await files.write('manifest.json', '{}\n');
  return files;
}

describe.each([
  ['that is not there', (folder: string) => folder],
  ['whose parents are not there', (folder: string) => join(folder, 'of', 'march')],
  [
    'that is empty',
    (folder: string) => {
      mkdirSync(folder);
      return folder;
    },
  ],
])('a package in a folder %s', (_, prepare) => {
  const folderOf = () => prepare(join(parent, 'case-17'));

  it('stands there once it is whole, and nothing beside it', async () => {
    const folder = folderOf();
    const files = await filled(folder);
    expect(await files.paths()).toHaveLength(3);
    await files.finish();
    expect(readdirSync(folder).sort()).toEqual(['events.ndjson', 'logs', 'manifest.json']);
    expect(readFileSync(join(folder, 'logs/AWSLogs/a.json.gz'), 'utf8')).toBe('x');
    expect(readdirSync(join(folder, '..'))).toEqual([folder.split('/').at(-1)]);
  });

  it('that fails half-way leaves nothing, so that the next one can have the folder', async () => {
    const folder = folderOf();
    const files = await PackageFolder.begin(folder);
    await files.write('question.json', '{}\n');
    await expect(files.write('events.ndjson', broken())).rejects.toThrow('the store is gone');
    await files.abandon();
    expect(readdirSync(join(folder, '..')).filter((name) => name.includes('.making-'))).toEqual([]);
    await (await filled(folder)).finish();
    expect(readdirSync(folder)).toContain('manifest.json');
  });

  onPosix('is for its owner alone', async () => {
    const folder = folderOf();
    await (await filled(folder)).finish();
    const modes = ['events.ndjson', 'logs'].map((name) => statSync(join(folder, name)).mode & 0o077);
    expect(modes).toEqual([0, 0]);
  });
});

describe('what runs before left', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  const workers = { gone: `${pid}@${hostname()}`, elsewhere: `${pid}@elsewhere` };
  const making = (worker: keyof typeof workers) => `.making-${workers[worker]}~00000000-0000-4000-8000-000000000000`;

  it('in a folder is removed, but for that of others and of runs that still work', async () => {
    const running = await PackageFolder.begin(parent);
    for (const name of [making('gone'), making('elsewhere'), '.making-abc123', 'other']) mkdirSync(join(parent, name));
    writeFileSync(join(parent, making('gone'), 'half'), '');
    expect(await PackageFolder.cleanUp(parent)).toEqual({
      removed: [join(parent, making('gone'))],
      working: [expect.stringContaining(`.making-${process.pid}@`)],
      unknown: [join(parent, making('elsewhere')), join(parent, '.making-abc123')],
    });
    expect(readdirSync(parent)).toHaveLength(4);
    await running.write('a', '1');
  });

  it('beside a package that is not there is removed, and nothing of other packages', async () => {
    for (const name of ['.case-17', '.case-18', '']) mkdirSync(join(parent, `${name}${making('gone')}`));
    const running = await PackageFolder.begin(join(parent, 'case-17'));
    expect(await PackageFolder.cleanUp(join(parent, 'case-17'))).toEqual({
      removed: [join(parent, `.case-17${making('gone')}`)],
      working: [],
      unknown: [],
    });
    await running.finish();
    expect(readdirSync(parent).sort()).toEqual([`.case-18${making('gone')}`, making('gone'), 'case-17'].sort());
  });

  it('is nothing where no folder is', async () => {
    const nothing = { removed: [], working: [], unknown: [] };
    expect(await PackageFolder.cleanUp(join(parent, 'nowhere', 'case-17'))).toEqual(nothing);
  });
});

it('refuses a second file of a path', async () => {
  const files = await PackageFolder.begin(parent);
  await files.write('a', '1');
  await expect(files.write('a', '2')).rejects.toThrow('EEXIST');
  await files.abandon();
});
