import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { logFilePaths } from '../../../lib/cli/paths/log-file-paths';
import { writeLocalStore } from '../../../lib/local/local-store';
import { onPosix } from '../../on-posix';
import { LocalFolder } from '../local-folder';

let folder: LocalFolder;

beforeAll(async () => {
  folder = await LocalFolder.create();
  for (const name of ['b/two.json', 'a/one.json.gz', 'a/deep/er/three.json', 'a/notes.txt'])
    await folder.write(name, '');
});

afterAll(() => folder.remove());

describe('logFilePaths', () => {
  it('finds the log files of folders at any depth, sorted, and takes named files as they are', async () => {
    const notes = join(folder.logs, 'a/notes.txt');
    const { files, unreadable, passedOver } = await logFilePaths([folder.logs, notes]);
    const names = ['a/deep/er/three.json', 'a/one.json.gz', 'b/two.json'].map((name) => join(folder.logs, name));
    expect({ files, unreadable }).toEqual({ files: [...names, notes], unreadable: [] });
    expect(passedOver).toEqual([{ path: folder.logs, reason: expect.stringContaining('1 passed over (1 .txt)') }]);
  });

  it('names a path that is not there, and goes on', async () => {
    const none = join(folder.logs, 'none');
    expect(await logFilePaths([none, join(folder.logs, 'b')])).toEqual({
      files: [join(folder.logs, 'b/two.json')],
      unreadable: [{ path: none, reason: expect.stringContaining('no such file') }],
      passedOver: [],
    });
  });

  onPosix('refuses a given pipe where there has to be a file', async () => {
    const pipe = join(folder.logs, 'given.json');
    execFileSync('mkfifo', [pipe]);
    expect((await logFilePaths([pipe])).files).toEqual([pipe]);
    expect(await logFilePaths([pipe], { pipes: false })).toEqual({
      files: [],
      unreadable: [{ path: pipe, reason: expect.stringContaining('a pipe or the like') }],
      passedOver: [],
    });
    await fs.rm(pipe);
  });

  onPosix('passes over what would never end: pipes that are called like log files', async () => {
    await folder.write('pipes/real.json', '');
    execFileSync('mkfifo', [join(folder.logs, 'pipes/pipe.json')]);
    const { files, passedOver } = await logFilePaths([join(folder.logs, 'pipes')]);
    expect(files).toEqual([join(folder.logs, 'pipes/real.json')]);
    expect(passedOver).toMatchObject([{ reason: expect.stringContaining('(1 pipes and the like)') }]);
  });

  it('follows links, takes each file once and ends where links lead in a circle', async () => {
    const real = await folder.write('linked/z/real.json', '');
    const outside = await folder.write('elsewhere/other.json.gz', '');
    await fs.symlink('..', join(folder.logs, 'linked/z/up'));
    await fs.symlink('z', join(folder.logs, 'linked/a'));
    await fs.symlink(join('z', 'real.json'), join(folder.logs, 'linked/again.json'));
    await fs.symlink(join(folder.logs, 'elsewhere'), join(folder.logs, 'linked/out'));
    expect(await logFilePaths([join(folder.logs, 'linked')])).toEqual({
      files: [join(folder.logs, 'linked/out/other.json.gz'), real],
      unreadable: [],
      passedOver: [],
    });
    expect((await logFilePaths([outside])).files).toEqual([outside]);
  });

  it('names each folder and link below that cannot be read, and does the rest', async () => {
    const good = await folder.write('partly/good/one.json', '');
    await folder.write('partly/locked/two.json', '');
    await fs.symlink('gone', join(folder.logs, 'partly/dead'));
    await fs.symlink('self', join(folder.logs, 'partly/self'));
    const loaded = jest.requireActual<typeof fs>('node:fs/promises');
    const { readdir } = fs;
    const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    const spy = jest
      .spyOn(loaded, 'readdir')
      .mockImplementation(((path: string, options: object) =>
        path.endsWith('locked') ? Promise.reject(denied) : readdir(path, options)) as never);
    const { files, unreadable } = await logFilePaths([join(folder.logs, 'partly')]).finally(() => spy.mockRestore());
    expect(files).toEqual([good]);
    expect(unreadable).toHaveLength(3);
    expect(new Set(unreadable)).toEqual(
      new Set([
        { path: join(folder.logs, 'partly/locked'), reason: 'no permission to read it' },
        { path: join(folder.logs, 'partly/dead'), reason: 'no such file or folder' },
        { path: join(folder.logs, 'partly/self'), reason: 'a link that leads back to itself' },
      ]),
    );
  });

  it('names a folder without log files: that is not a folder in which nothing happened', async () => {
    await folder.write('none/notes.txt', '');
    const none = join(folder.logs, 'none');
    const endings = '.json, .jsonl, .ndjson, each also with .gz, or .log.gz';
    expect(await logFilePaths([none])).toEqual({
      files: [],
      unreadable: [{ path: none, reason: `no log files (${endings}) under this folder` }],
      passedOver: [{ path: none, reason: `1 passed over (1 .txt): log files end in ${endings}` }],
    });
  });

  it('takes every ending that log files have, in any letter case, and counts the others', async () => {
    const taken = ['A.JSON', 'b.jsonl', 'c.Ndjson.GZ', 'd.log.gz', 'e.json.gz'];
    const others = ['f.log', 'g.txt.gz', 'h.csv', 'i.csv', 'j', 'k.json.gz.metadata.json'];
    for (const name of [...taken, ...others]) await folder.write(`endings/${name}`, '');
    const { files, passedOver } = await logFilePaths([join(folder.logs, 'endings')]);
    expect(files).toEqual(taken.map((name) => join(folder.logs, 'endings', name)));
    const kinds = '2 .csv, 1 .log, 1 .metadata.json, 1 .txt.gz, 1 without an ending';
    expect(passedOver).toMatchObject([{ reason: expect.stringContaining(`6 passed over (${kinds})`) }]);
  });

  it('passes over local stores, which may stand among the log files', async () => {
    const log = await folder.write('beside/one.json', '');
    (await writeLocalStore(join(folder.logs, 'beside/.ssm-audit'))).close();
    await folder.write('beside/.ssm-audit/holder.json', '{}');
    const beside = join(folder.logs, 'beside');
    const passedOver = [{ path: beside, reason: expect.stringContaining('1 passed over (1 local stores)') }];
    expect(await logFilePaths([beside])).toEqual({ files: [log], unreadable: [], passedOver });
  });
});
