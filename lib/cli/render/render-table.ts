import stringWidth from 'string-width';
import { safeText } from '../../core/text/safe-text';

const GAP = '  ';
const ELLIPSIS = '…';

/** Code units that a cell may have for each terminal cell of its width: text of no width could be endless. */
const UNITS_PER_CELL = 8;

/** A column of a table: its title and its greatest width. */
export interface Column {
  readonly title: string;
  /** The width in terminal cells. Longer text is cut. Absent if text is never cut. */
  readonly maxWidth?: number;
}

/** Rows under their titles, columns as wide as their content. Text is made safe for a terminal here. */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => columns.map((column, index) => cut(safeText(row[index] ?? ''), column.maxWidth)));
  const lines = [columns.map(({ title }) => title), ...cells];
  const widths = columns.map((_, index) =>
    lines.reduce((widest, line) => Math.max(widest, stringWidth(line[index] ?? '')), 0),
  );
  return lines
    .map(
      (line) =>
        `${line
          .map((text, index) => padded(text, widths[index] ?? 0))
          .join(GAP)
          .trimEnd()}\n`,
    )
    .join('');
}

/** Text cut to a width, by whole characters. */
export function cut(text: string, maxWidth: number | undefined): string {
  if (maxWidth === undefined) return text;
  const maxUnits = maxWidth * UNITS_PER_CELL;
  if (text.length <= maxUnits && stringWidth(text) <= maxWidth) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length > maxUnits || stringWidth(kept + character) > maxWidth - 1) break;
    kept += character;
  }
  return kept + ELLIPSIS;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}
