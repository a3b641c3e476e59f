import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onwardDocument } from '../../adapters/http/page-files';

/** The user alone may read it: what it contains lets a browser in. */
const PRIVATE = 0o600;

/** What opens a file in the browser of the user. */
const OPENERS: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};
const OTHER_OPENER: readonly string[] = ['xdg-open'];

/**
 * Opens the browser by a file that sends it on to an address. Everybody on the machine sees the arguments of a program, and the
 * address has the token. Gives what removes the file.
 */
export function openBrowser(address: string, onFailure: () => void, env: NodeJS.ProcessEnv = process.env): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-ui-'));
  const file = join(folder, 'open.html');
  writeFileSync(file, onwardDocument(address), { mode: PRIVATE, flag: 'wx' });
  const [command = '', ...words] = OPENERS[process.platform] ?? OTHER_OPENER;
  const opener = spawn(command, [...words, file], { stdio: 'ignore', detached: true, env });
  opener.on('error', onFailure).on('exit', (code) => code !== 0 && onFailure());
  opener.unref();
  return () => rmSync(folder, { recursive: true, force: true });
}
