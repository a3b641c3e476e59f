import { safeText } from '../../core/text/safe-text';
import { cut, cutMiddle, padded } from './cut-text';
import { displayWidth } from './display-width';
import { fittedWidths } from './fitted-widths';

const GAP = '  ';

/** A column of a table: its title, and how it gives way. */
export interface Column {
  readonly title: string;
  /** The greatest width in terminal cells, however much room there is. Longer text is cut. */
  readonly maxWidth?: number;
  /** The width to which it shrinks where the table has no room. Absent if its text is never cut. */
  readonly least?: number;
  /** Where its text is cut. @default 'end' */
  readonly cutAt?: 'middle' | 'end';
  /** Whether it is left out where the table has no room for it. */
  readonly isOptional?: true;
}

/**
 * Rows under their titles, columns as wide as their content. In a width, columns give way: the optional ones from the last
 * on, then the widest of those that may shrink. Text is made safe for a terminal here.
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width = Number.POSITIVE_INFINITY,
): string {
  const cells = safeCells(columns, rows);
  const needed = neededWidths(columns, cells);
  const shown = withRoom(columns, needed, width);
  const widths = fittedWidths(
    shown.map((at) => needed[at] ?? 0),
    shown.map((at) => leastOf(columns[at], needed[at] ?? 0)),
    width,
    GAP.length,
  );
  const titles = columns.map(({ title }) => title);
  return [titles, ...cells]
    .map((row) => shown.map((at, place) => cellText(row[at] ?? '', columns[at], widths[place] ?? 0)))
    .map((texts) => `${texts.join(GAP).trimEnd()}\n`)
    .join('');
}

/** The titles of the columns for which the table of `renderTable` has no room. */
export function titlesWithoutRoom(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly string[] {
  const shown = withRoom(columns, neededWidths(columns, safeCells(columns, rows)), width);
  return columns.flatMap(({ title }, at) => (shown.includes(at) ? [] : [title]));
}

function safeCells(columns: readonly Column[], rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return rows.map((row) => columns.map((column, at) => bounded(safeText(row[at] ?? ''), column)));
}

function neededWidths(columns: readonly Column[], cells: readonly (readonly string[])[]): readonly number[] {
  return columns.map(({ title }, at) =>
    cells.reduce((widest, row) => Math.max(widest, displayWidth(row[at] ?? '')), displayWidth(title)),
  );
}

function bounded(text: string, column: Column): string {
  return column.maxWidth === undefined ? text : shortened(text, column, column.maxWidth);
}

function cellText(text: string, column: Column | undefined, width: number): string {
  return padded(shortened(text, column, width), width);
}

function shortened(text: string, column: Column | undefined, width: number): string {
  return column?.cutAt === 'middle' ? cutMiddle(text, width) : cut(text, width);
}

function leastOf(column: Column | undefined, needed: number): number {
  return Math.min(needed, column?.least ?? needed);
}

/** The columns for which there is room, by their places. */
function withRoom(columns: readonly Column[], needed: readonly number[], width: number): readonly number[] {
  let shown = columns.map((_, at) => at);
  const least = () => shown.reduce((sum, at) => sum + leastOf(columns[at], needed[at] ?? 0) + GAP.length, -GAP.length);
  for (const at of [...shown].reverse()) {
    if (columns[at]?.isOptional && least() > width) shown = shown.filter((each) => each !== at);
  }
  return shown;
}
