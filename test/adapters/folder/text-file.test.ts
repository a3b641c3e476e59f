import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTextFile } from '../../../lib/adapters/folder/text-file';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ssm-audit-'));
  await writeFile(join(folder, 'text'), '\ufeffname\nZürich 🏢');
  await symlink(join(folder, 'text'), join(folder, 'link'));
  await symlink(join(folder, 'loop'), join(folder, 'loop'));
  await writeFile(join(folder, 'utf-16'), Buffer.from('\ufeffid', 'utf16le'));
  await writeFile(join(folder, 'latin-1'), Buffer.from('Zürich', 'latin1'));
  await writeFile(join(folder, 'huge'), '');
  await truncate(join(folder, 'huge'), 2 * 1024 * 1024 + 1);
  execFileSync('mkfifo', [join(folder, 'pipe')]);
});

afterAll(() => rm(folder, { recursive: true }));

it('reads the text of a file, of what a link leads to, and of a pipe', async () => {
  expect(await readTextFile(join(folder, 'text'), 1)).toBe('\ufeffname\nZürich 🏢');
  expect(await readTextFile(join(folder, 'link'), 1)).toBe('\ufeffname\nZürich 🏢');
  const [text] = await Promise.all([readTextFile(join(folder, 'pipe'), 1), writeFile(join(folder, 'pipe'), 'piped')]);
  expect(text).toBe('piped');
});

it.each([
  ['a folder', '.', /it is a folder/],
  ['a device', '/dev/zero', /it is neither a file nor a pipe/],
  ['what is too large', 'huge', /it has more than 2 MiB/],
  ['UTF-16', 'utf-16', /it has bytes of zero/],
  ['another encoding', 'latin-1', /it is not written in UTF-8/],
  ['nothing', 'missing', /ENOENT/],
  ['a link that leads back to itself', 'loop', /ELOOP/],
])('refuses %s', async (_, name, message) => {
  const path = name.startsWith('/') ? name : join(folder, name);
  await expect(readTextFile(path, 2)).rejects.toThrow(message);
});
