import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderExportTarget } from '../../../lib/adapters/folder/folder-export-target';
import { FolderRuns, TemporaryRuns } from '../../../lib/adapters/folder/folder-runs';
import { LinkInTheWayError } from '../../../lib/adapters/folder/refuse-links';
import { onPosix } from '../../on-posix';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ssm-audit-target-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function write(target: FolderExportTarget, path: string, text: string): Promise<void> {
  const file = await target.create(path);
  await file.write(Buffer.from(text));
  await file.complete();
  await file.abandon();
}

describe('a folder of an export', () => {
  it('has a file when it is complete, in the place of the one before, for its owner alone', async () => {
    const target = new FolderExportTarget(folder);
    await write(target, 'a/b.txt', 'one');
    const file = await target.create('a/b.txt');
    await file.write(Buffer.from('two'));
    expect(readFileSync(join(folder, 'a/b.txt'), 'utf8')).toBe('one');
    await file.complete();
    expect(await target.read('a/b.txt')).toBe('two');
    expect(await target.list('a')).toEqual(['b.txt']);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'a/b.txt')).mode & 0o777).toBe(0o600);
    await target.close();
    expect(readdirSync(join(folder, '_ssm-audit', 'work'))).toEqual([]);
  });

  it('has nothing of a file that was abandoned', async () => {
    const target = new FolderExportTarget(folder);
    const file = await target.create('a.txt');
    await file.write(Buffer.from('half'));
    await file.abandon();
    await file.abandon();
    expect(await target.read('a.txt')).toBeUndefined();
    expect(await target.list('none')).toEqual([]);
  });

  it('is cleaned of the work of processes that are gone, and of no others', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    const work = join(folder, '_ssm-audit', 'work');
    const id = '00000000-0000-4000-8000-000000000000';
    const names = [
      `${pid}@${hostname()}~${id}`,
      `${process.pid}@${hostname()}~${id}`,
      `${pid}@elsewhere~${id}`,
      'mine',
    ];
    for (const name of names) {
      mkdirSync(join(work, name), { recursive: true });
      writeFileSync(join(work, name, 'half'), 'x');
    }
    expect(await new FolderExportTarget(folder).cleanUp()).toBe(1);
    expect(readdirSync(work).sort()).toEqual(names.slice(1).sort());
  });

  onPosix('follows no link below it, also none that comes while a file is written', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'ssm-audit-elsewhere-'));
    try {
      const target = new FolderExportTarget(folder);
      const file = await target.create('late/b.txt');
      await file.write(Buffer.from('x'));
      for (const name of ['late', 'early']) symlinkSync(elsewhere, join(folder, name));
      await expect(file.complete()).rejects.toThrow(LinkInTheWayError);
      await file.abandon();
      await expect(target.create('early/b.txt')).rejects.toThrow(LinkInTheWayError);
      await expect(target.read('early/b.txt')).rejects.toThrow(LinkInTheWayError);
      await expect(target.list('early')).rejects.toThrow(LinkInTheWayError);
      expect(readdirSync(elsewhere)).toEqual([]);
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });
});

describe('runs in a folder', () => {
  it('are read in parts, and removed', async () => {
    const runs = new TemporaryRuns(folder);
    await runs.remove(['none']);
    expect(readdirSync(folder)).toEqual([]);
    await runs.write(
      'a',
      (async function* () {
        yield Buffer.from('0123');
        yield Buffer.from('456789');
      })(),
    );
    expect(Buffer.from(await runs.read('a', 3, 4)).toString()).toBe('3456');
    expect(Buffer.from(await runs.read('a', 8, 100)).toString()).toBe('89');
    await runs.remove(['a', 'none']);
    await expect(runs.read('a', 0, 1)).rejects.toThrow('ENOENT');
    await runs.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('make their folder when they are needed', async () => {
    const runs = new FolderRuns(join(folder, 'deep', 'runs'));
    expect(existsSync(join(folder, 'deep'))).toBe(false);
    await runs.write(
      'a',
      (async function* () {
        yield Buffer.from('x');
      })(),
    );
    expect(Buffer.from(await runs.read('a', 0, 9)).toString()).toBe('x');
  });
});
