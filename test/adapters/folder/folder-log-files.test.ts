import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FolderLogFiles } from '../../../lib/adapters/folder/folder-log-files';

import { InaccessibleFileError } from '../../../lib/app/ports/log-file-source';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ssm-audit-'));
});

afterAll(() => rm(folder, { recursive: true }));

describe('FolderLogFiles', () => {
  it.each([
    ['compressed.json.gz', gzipSync('content')],
    ['plain.json', 'content'],
    ['compressed-in-spite.json', gzipSync('content')],
    ['plain-in-spite.json.gz', 'content'],
  ])('reads %s', async (name, content) => {
    expect(await read(await written(name, content))).toBe('content');
  });

  it('hands a large file on in pieces', async () => {
    const content = 'content '.repeat(100_000);
    const path = await written('large.json.gz', gzipSync(content));
    const lengths: number[] = [];
    for await (const { length } of (await open(path)).chunks) lengths.push(length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(128 * 1024);
    expect(await read(path)).toBe(content);
  });

  it('tells a changed file from the one before', async () => {
    const path = await written('changing.json', 'content');
    const before = await open(path);
    expect((await open(path)).eTag).toBe(before.eTag);
    await utimes(path, new Date(), new Date(Date.now() + 5_000));
    expect((await open(path)).eTag).not.toBe(before.eTag);
  });

  it('says why a file cannot be read', async () => {
    await mkdir(join(folder, 'folder.json'));
    const error = read(join(folder, 'folder.json'));
    await expect(error).rejects.toThrow(InaccessibleFileError);
    await expect(error).rejects.toThrow(`${folder}/folder.json cannot be read: it is a folder`);
  });

  it('says of a file that is gone, before it is opened or after, what to do', async () => {
    const told =
      /one\.json(?:\/none)? cannot be read: it was there when the command began and is gone; put it back and run/;
    await expect(open(join(folder, 'none.json'))).rejects.toThrow(told);
    const path = await written('one.json', 'content');
    await expect(open(join(path, 'none'))).rejects.toThrow(told);
    const { chunks } = await open(path);
    await rm(path);
    await expect(chunks[Symbol.asyncIterator]().next()).rejects.toThrow(InaccessibleFileError);
  });
});

function open(key: string) {
  return new FolderLogFiles().open({ bucket: '', key });
}

async function read(path: string): Promise<string> {
  let text = '';
  for await (const chunk of (await open(path)).chunks) text += Buffer.from(chunk).toString();
  return text;
}

async function written(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}
