import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { newTemporaryFolder, removeLeftFolders } from '../../../lib/adapters/folder/temporary-folder';
import { onPosix } from '../../on-posix';

const ID = '00000000-0000-4000-8000-000000000000';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'ssm-audit-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

/** A process that has ended. */
const gone = () => spawnSync(process.execPath, ['-e', '0']).pid;

onPosix('makes a folder that nobody else reads', () => {
  expect(statSync(newTemporaryFolder('export', parent)).mode & 0o777).toBe(0o700);
});

it('removes what was left by who was killed, of its own purpose alone', () => {
  const own = newTemporaryFolder('export', parent);
  const [left, other] = [
    `ssm-audit-export-${gone()}@${hostname()}~${ID}`,
    `ssm-audit-store-${gone()}@${hostname()}~${ID}`,
  ];
  const foreign = `ssm-audit-export-1@elsewhere.example~${ID}`;
  for (const name of [left, other, foreign, 'ssm-audit-export-abc']) {
    mkdirSync(join(parent, name));
    writeFileSync(join(parent, name, 'events'), '{}');
  }
  removeLeftFolders('export', parent);
  expect(readdirSync(parent).sort()).toEqual([basename(own), other, foreign, 'ssm-audit-export-abc'].sort());
});

onPosix('leaves a link, and what it leads to', () => {
  const away = join(parent, 'away');
  mkdirSync(away);
  writeFileSync(join(away, 'kept'), '');
  const link = `ssm-audit-export-${gone()}@${hostname()}~${ID}`;
  symlinkSync(away, join(parent, link));
  removeLeftFolders('export', parent);
  expect([readdirSync(parent).sort(), readdirSync(away)]).toEqual([['away', link], ['kept']]);
});

it('passes over a folder that cannot be listed', () => {
  expect(() => removeLeftFolders('export', join(parent, 'none'))).not.toThrow();
});
