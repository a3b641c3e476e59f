import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST, PROJECT_ROOT } from '../project-root';
import type { Shot } from './terminal-svg';

/** What is shown, by the name of its picture. */
const COMMANDS: Readonly<Record<string, string>> = {
  query: 'query --during 2026-03-05 --no-agent --limit 14',
  story: 'story --session pat.candella-h5j7l3n2q4s6u5w7y3b2d4f6k7',
  show: 'show d66db87e',
  changes: 'changes --path /orders --during 2026-03-02',
};

const WIDTHS = [80, 120] as const;

/** Lines of the terminal: a record that takes more is folded. */
const ROWS = 10;

/** When a file was indexed differs from run to run. */
const INDEXED = { found: /(?<=\bindexed )\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/g, shown: '2026-03-06T09:15:00Z' };

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

/** Runs each command at each width on the store that `npm start` makes of the samples. Gives what they print, by names. */
export function takenShots(): ReadonlyMap<string, Shot> {
  const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-'));
  try {
    run(folder, [join(DIST, 'first-run.mjs')], 'npm start');
    return new Map(
      Object.entries(COMMANDS).flatMap(([name, command]) =>
        WIDTHS.map((columns) => [`${name}-${columns}`, shotOf(folder, command, columns)] as const),
      ),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function shotOf(folder: string, command: string, columns: number): Shot {
  const program = join(PROJECT_ROOT, 'bin', 'ssm-audit');
  const words = ['--import', asTerminal(columns), program, ...command.split(' '), '--output', 'table'];
  const output = run(folder, words, command).replace(INDEXED.found, INDEXED.shown);
  return { command: `ssm-audit ${command}`, output, columns };
}

/** Runs a program as one that is on the PATH, so that the commands that it prints have its plain name. */
function run(folder: string, words: readonly string[], command: string): string {
  const env = { PATH: join(PROJECT_ROOT, 'bin'), TERM: 'xterm-256color', PAGER: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8', env });
  if (status !== 0) throw new NotShownError(command, stderr);
  return stdout;
}

/** A module that lets a program see a terminal with colours in the place of its pipe. */
function asTerminal(columns: number): string {
  const seen = { isTTY: true, columns, rows: ROWS };
  const code = `Object.assign(process.stdout, ${JSON.stringify(seen)}, { hasColors: () => true })`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}
