import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ownCommand } from '../../../lib/cli/terminal/own-command';
import { onPosix } from '../../on-posix';

const pathBefore = process.env['PATH'];
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ssm-audit-'));
});
afterEach(() => {
  process.env['PATH'] = pathBefore;
  rmSync(folder, { recursive: true, force: true });
});

function program(below: string, mode: number): string {
  const bin = join(folder, below);
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'ssm-audit'), '');
  chmodSync(join(bin, 'ssm-audit'), mode);
  return bin;
}

it('goes by its name where the PATH has it', () => {
  process.env['PATH'] = ['/nowhere', program('bin', 0o755)].join(delimiter);
  expect(ownCommand('show', 'x')).toBe('ssm-audit show x');
});

onPosix('goes through npx elsewhere, and where npm alone has put it on the PATH', () => {
  for (const path of ['', '/nowhere', program('plain', 0o644), program('node_modules/.bin', 0o755)]) {
    process.env['PATH'] = path;
    expect(ownCommand('status')).toBe('npx ssm-audit status');
  }
});
