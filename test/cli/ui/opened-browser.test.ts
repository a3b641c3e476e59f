import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser } from '../../../lib/cli/ui/opened-browser';
import { onPosix } from '../../on-posix';

const ADDRESS = 'http://127.0.0.1:1/abc/?actor=%22&token=secret';
const { PATH = '' } = process.env;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ssm-audit-opener-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** What stands in for the browser's opener: notes its arguments. */
function opener(exitCode: number): string {
  const seen = join(folder, 'seen');
  for (const name of ['xdg-open', 'open']) {
    writeFileSync(
      join(folder, name),
      `#!/bin/sh\nprintf %s "$*" > ${seen}.part && mv ${seen}.part ${seen}\nexit ${exitCode}\n`,
    );
    chmodSync(join(folder, name), 0o700);
  }
  return seen;
}

async function argumentsIn(seen: string): Promise<string> {
  while (!existsSync(seen)) await sleep(10);
  return readFileSync(seen, 'utf8');
}

onPosix('opens a file that the user alone can read, and gives no program the token', async () => {
  const seen = opener(0);
  const forget = openBrowser(ADDRESS, () => undefined, { PATH: `${folder}${delimiter}${PATH}` });
  const file = await argumentsIn(seen);
  expect(file).not.toContain('secret');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
  expect(readFileSync(file, 'utf8')).toContain('0;url=http://127.0.0.1:1/abc/?actor=%22&#38;token=secret');
  forget();
  expect(existsSync(dirname(file))).toBe(false);
});

onPosix('says that no browser could be opened', async () => {
  opener(3);
  for (const path of [`${folder}${delimiter}${PATH}`, folder.slice(0, 1)]) {
    let forget: () => void = () => undefined;
    await new Promise<void>((resolve) => {
      forget = openBrowser(ADDRESS, resolve, { PATH: path });
    });
    forget();
  }
});
