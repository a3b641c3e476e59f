import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileTag } from '../../../lib/adapters/folder/folder-log-files';
import { FolderLogListing } from '../../../lib/adapters/folder/folder-log-listing';
import { LocalFolder } from '../../cli/local-folder';

let folder: LocalFolder;

beforeEach(async () => {
  folder = await LocalFolder.create();
});

afterEach(() => folder.remove());

it('lists the files of every folder, folders and files in the order of their bytes', async () => {
  for (const name of ['b/2.gz', 'b/10.gz', 'a/deep/1.gz', 'top.gz', 'b/Z.gz', 'b/\u00e9.gz'])
    await folder.write(name, 'x');
  const listed: string[] = [];
  for (const { files } of await new FolderLogListing(folder.logs).folders()) {
    for await (const { key } of files()) listed.push(key);
  }
  const expected = ['top.gz', 'a/deep/1.gz', 'b/10.gz', 'b/2.gz', 'b/Z.gz', 'b/\u00e9.gz'];
  expect(listed).toEqual(expected.map((name) => join(folder.logs, name)));
});

it('tells of a file its size, its tag and when it was written', async () => {
  const path = await folder.write('one.gz', 'four');
  const stats = await stat(path);
  const [root] = await new FolderLogListing(folder.logs).folders();
  const files: unknown[] = [];
  for await (const file of root?.files() ?? []) files.push(file);
  expect(files).toEqual([
    { bucket: '', key: path, eTag: fileTag(stats), bytes: 4, storedAt: stats.mtime.toISOString() },
  ]);
});

it('fails for a folder that is not there', async () => {
  await expect(new FolderLogListing(join(folder.path, 'none')).folders()).rejects.toThrow('ENOENT');
});
