import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { logFilePaths } from '../../lib/cli/log-file-paths';
import { LocalFolder } from './local-folder';

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
    const { files, unreadable } = await logFilePaths([folder.logs, notes]);
    const names = ['a/deep/er/three.json', 'a/one.json.gz', 'b/two.json'].map((name) => join(folder.logs, name));
    expect({ files, unreadable }).toEqual({ files: [...names, notes], unreadable: [] });
  });

  it('names a path that is not there, and goes on', async () => {
    const none = join(folder.logs, 'none');
    expect(await logFilePaths([none, join(folder.logs, 'b')])).toEqual({
      files: [join(folder.logs, 'b/two.json')],
      unreadable: [{ path: none, reason: expect.stringContaining('no such file') }],
    });
  });

  it('passes over what would never end: pipes that are called like log files', async () => {
    await folder.write('pipes/real.json', '');
    execFileSync('mkfifo', [join(folder.logs, 'pipes/pipe.json')]);
    const { files } = await logFilePaths([join(folder.logs, 'pipes')]);
    expect(files).toEqual([join(folder.logs, 'pipes/real.json')]);
  });
});
