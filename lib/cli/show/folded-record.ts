import { cut } from '../render/cut-text';
import { displayWidth } from '../render/display-width';

/** A screen: its lines, and the terminal cells of each. */
export interface Screen {
  readonly rows: number;
  readonly columns: number;
}

/** Lines that stay free: one for the words about what is folded, one for the prompt. */
const FREE_ROWS = 2;

/** The fewest lines of a record that are worth to be shown. */
const LEAST_ROWS = 8;

/**
 * The lines of a record that fit one screen, and a line that says how many are folded and what shows them. A line that is
 * longer than the screen is wide takes several.
 */
export function foldedRecord(lines: readonly string[], { rows, columns }: Screen, flag: string): readonly string[] {
  const room = Math.max(rows - FREE_ROWS, LEAST_ROWS);
  let taken = 0;
  const shown = lines.findIndex((line) => {
    taken += rowsOfLine(line, columns);
    return taken > room;
  });
  if (shown === -1) return lines;
  // A record on one line is no line at all to fold behind.
  const kept = shown === 0 ? [cut(lines[0] ?? '', room * columns)] : lines.slice(0, shown);
  return [
    ...kept,
    shown === 0 ? `… the rest of the record is folded: ${flag} shows it` : foldedText(lines.length - shown, flag),
  ];
}

/** The fewest lines of a list that are worth to be shown. */
const LEAST_LISTED = 8;

/** The lines of a list that take half of a screen at most, and how many are left out, so that what follows has room. */
export function foldedList<Line>(
  lines: readonly Line[],
  { rows }: Pick<Screen, 'rows'>,
  line: (more: number) => Line,
): readonly Line[] {
  const most = Math.max(LEAST_LISTED, Math.floor(rows / 2));
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), line(lines.length - most + 1)];
}

function rowsOfLine(line: string, columns: number): number {
  return Math.max(1, Math.ceil(displayWidth(line) / columns));
}

function foldedText(count: number, flag: string): string {
  return `… ${count} more ${count === 1 ? 'line is' : 'lines are'} folded: ${flag} shows the whole record`;
}
