import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../../../lib/adapters/folder/make-folder';

const ALONE = 0o700;
const onLinux = process.platform === 'linux' ? it : it.skip;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ssm-audit-make-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('makes a folder and those above it, and leaves one that is there', () => {
  const deep = join(folder, 'a', 'b', 'c');
  makeFolder(deep, ALONE);
  writeFileSync(join(deep, 'kept'), 'kept');
  makeFolder(deep, ALONE);
  expect(readFileSync(join(deep, 'kept'), 'utf8')).toBe('kept');
});

onLinux('gives all that it makes the mode, and leaves that of others', () => {
  mkdirSync(join(folder, 'open'), { mode: 0o755 });
  makeFolder(join(folder, 'open', 'a', 'b'), ALONE);
  const modes = ['open', 'open/a', 'open/a/b'].map((path) => statSync(join(folder, path)).mode & 0o777);
  expect(modes).toEqual([0o755, ALONE, ALONE]);
});

it.each(['file', 'file/below'])('throws where a file is in the way of %s', (path) => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeFolder(join(folder, path), ALONE)).toThrow(path === 'file' ? 'EEXIST' : 'ENOTDIR');
});

onLinux('ends where the system finds no room for a folder', () => {
  expect(() => makeFolder('/proc/nowhere/below', ALONE)).toThrow('ENOENT');
});
