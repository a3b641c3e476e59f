import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST, PROJECT_ROOT } from '../project-root';

/** A program finds `ssm-audit` on the PATH, so that the commands that it prints have the plain name. */
export const SHOWN_ENVIRONMENT = { PATH: join(PROJECT_ROOT, 'bin'), TERM: 'xterm-256color', PAGER: '' };

/** When a file was indexed differs from run to run: the time of it that pictures show. */
export const INDEXED = '2026-03-06T09:15:00Z';

/** A command failed, or the first run did. */
export class NotShownError extends Error {
  constructor(
    readonly command: string,
    readonly reason: string,
  ) {
    super(`${command} printed nothing to show: ${reason}`);
    this.name = 'NotShownError';
  }
}

/** A new folder with the store that `npm start` makes of the samples; whoever asks removes it. */
export class SampleFolder {
  /** When it was made, in milliseconds: no sample is as new. */
  readonly begun = Date.now();
  readonly path = mkdtempSync(join(tmpdir(), 'ssm-audit-'));

  constructor() {
    this.printedBy('npm start', [join(DIST, 'first-run.mjs')]);
  }

  /** What a program of Node.js prints there. `command` names it in a `NotShownError`. */
  printedBy(command: string, words: readonly string[]): string {
    const options = { cwd: this.path, encoding: 'utf8', env: SHOWN_ENVIRONMENT } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, words, options);
    if (status !== 0) throw new NotShownError(command, stderr);
    return stdout;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
