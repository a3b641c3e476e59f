import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { knownPath } from '../../../lib/adapters/folder/known-path';

const NAME = '111122223333_CloudTrail_eu-west-1_20240501T1205Z_a.json.gz';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'ssm-audit-')));
  mkdirSync(join(folder, 'logs'));
  symlinkSync(join(folder, 'logs'), join(folder, 'link'));
  writeFileSync(join(folder, 'logs', 'events.json'), '{}');
  writeFileSync(join(folder, 'logs', NAME), '{}');
});

afterEach(() => rmSync(folder, { recursive: true }));

it('is the same by whatever link or relative path a file is named', async () => {
  const path = join(folder, 'logs', 'events.json');
  expect(await knownPath(join(folder, 'link', 'events.json'))).toBe(path);
  expect(await knownPath(relative(process.cwd(), path))).toBe(path);
});

it('stays as it is given where it tells whose file it is', async () => {
  expect(await knownPath(join(folder, 'link', NAME))).toBe(join(folder, 'link', NAME));
});

it('is that of a file that is not there, too', async () => {
  expect(await knownPath(join(folder, 'gone.json'))).toBe(join(folder, 'gone.json'));
});
