import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

it('names what runs that were killed left in a folder', async () => {
  await PackageFolder.begin(parent);
  writeFileSync(join(parent, 'other'), '');
  expect(PackageFolder.leftovers(parent)).toEqual([expect.stringMatching(/\.making-\w+$/)]);
  expect(PackageFolder.leftovers(join(parent, 'nowhere'))).toEqual([]);
});

it('refuses a second file of a path', async () => {
  const files = await PackageFolder.begin(parent);
  await files.write('a', '1');
  await expect(files.write('a', '2')).rejects.toThrow('EEXIST');
  await files.abandon();
});
