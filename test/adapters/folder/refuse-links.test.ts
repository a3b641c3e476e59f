import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LinkInTheWayError, refuseLinks } from '../../../lib/adapters/folder/refuse-links';
import { onPosix } from '../../on-posix';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ssm-audit-links-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('takes folders, files and names that are not used', () => {
  mkdirSync(join(folder, 'a'));
  writeFileSync(join(folder, 'a', 'file'), '');
  for (const path of ['a', 'a/file', 'a/new/file', 'none/of/it', 'a/file/below']) {
    expect(() => refuseLinks(folder, path)).not.toThrow();
  }
  expect(() => refuseLinks(join(folder, 'a', 'file'), 'below')).not.toThrow();
});

onPosix('refuses a link at each step, also one to nothing, and names it', () => {
  mkdirSync(join(folder, 'a'));
  symlinkSync(tmpdir(), join(folder, 'a', 'away'));
  symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'));
  for (const path of ['a/away', 'a/away/file', 'dangling', 'dangling/file']) {
    expect(() => refuseLinks(folder, path)).toThrow(LinkInTheWayError);
  }
  expect(() => refuseLinks(folder, 'a/away/file')).toThrow(`${join(folder, 'a', 'away')} is a link`);
});

onPosix('takes a link as the folder itself, because somebody named it', () => {
  mkdirSync(join(folder, 'real'));
  symlinkSync(join(folder, 'real'), join(folder, 'named'));
  expect(() => refuseLinks(join(folder, 'named'), 'a/file')).not.toThrow();
});
