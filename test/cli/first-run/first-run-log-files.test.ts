import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ownLogFiles, ownStore } from '../../../lib/cli/first-run/first-run-log-files';
import { shellWord } from '../../../lib/core/text/shell-word';
import { LocalFolder } from '../local-folder';

let folder: LocalFolder;
const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);

beforeEach(async () => {
  folder = await LocalFolder.create();
});

afterEach(async () => {
  said.mockClear();
  process.exitCode = undefined;
  await folder.remove();
});

it('gives each folder a store of its own, the same by whatever name, which needs no quotes', async () => {
  const [one, other, link] = ['a/my \'logs"', 'b/my \'logs"', 'link'].map((name) => join(folder.path, name));
  if (!one || !other || !link) throw new Error('no paths');
  await mkdir(one, { recursive: true });
  await mkdir(other, { recursive: true });
  await symlink(one, link);
  const stores = await Promise.all([one, `${one}/`, link, other].map(ownStore));
  expect(new Set(stores).size).toBe(2);
  expect(stores.slice(0, 3)).toEqual([stores[0], stores[0], stores[0]]);
  for (const store of stores) expect([shellWord(store), store]).toEqual([store, expect.stringContaining('my-logs-')]);
});

it('names what cannot be read and gives the rest under the names they have', async () => {
  await folder.write('AWSLogs/one.json', '{}');
  await symlink('/nowhere', join(folder.logs, 'two.json'));
  const files = await ownLogFiles(folder.logs);
  expect(files.map(({ key }) => key)).toEqual(['logs/AWSLogs/one.json']);
  expect(said).toHaveBeenCalledWith(expect.stringContaining('two.json: no such file or folder'));
  expect(process.exitCode).toBe(1);
});

it('is wrong usage where there is nothing to read', async () => {
  const expected = 'expected a folder with log files (npm start -- DIR), or none for the samples';
  await expect(ownLogFiles(folder.logs)).rejects.toThrow(expected);
  expect(said).toHaveBeenCalledWith(expect.stringContaining('no such file or folder'));
});
