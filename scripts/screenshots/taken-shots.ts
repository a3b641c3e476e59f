import { join } from 'node:path';
import { PROJECT_ROOT } from '../project-root';
import { INDEXED, type SampleFolder } from './sample-folder';
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

/** The time when a file was indexed, as commands print it. */
const INDEXED_AT = /(?<=\bindexed )\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/g;

/** Runs each command at each width in the folder of the samples. Gives what they print, by names. Throws `NotShownError`. */
export function takenShots(folder: SampleFolder): ReadonlyMap<string, Shot> {
  return new Map(
    Object.entries(COMMANDS).flatMap(([name, command]) =>
      WIDTHS.map((columns) => [`${name}-${columns}`, shotOf(folder, command, columns)] as const),
    ),
  );
}

function shotOf(folder: SampleFolder, command: string, columns: number): Shot {
  const program = join(PROJECT_ROOT, 'bin', 'ssm-audit');
  const words = ['--import', asTerminal(columns), program, ...command.split(' '), '--output', 'table'];
  const output = folder.printedBy(command, words).replace(INDEXED_AT, INDEXED);
  return { command: `ssm-audit ${command}`, output, columns };
}

/** A module that lets a program see a terminal with colours in the place of its pipe. */
function asTerminal(columns: number): string {
  const seen = { isTTY: true, columns, rows: ROWS };
  const code = `Object.assign(process.stdout, ${JSON.stringify(seen)}, { hasColors: () => true })`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}
