import stringWidth from 'string-width';
import { safeText } from './safe-text';

const GAP = '  ';
const ELLIPSIS = '…';

/** A column of a table: what it is called and how wide it may be. */
export interface Column {
  readonly title: string;
  /** In terminal cells; longer text is cut. Absent where text is never cut. */
  readonly maxWidth?: number;
}

/** Rows under their titles, columns as wide as their content. Text is made safe for a terminal here. */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => columns.map((column, index) => cut(safeText(row[index] ?? ''), column.maxWidth)));
  const lines = [columns.map(({ title }) => title), ...cells];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => stringWidth(line[index] ?? ''))));
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
  if (maxWidth === undefined || stringWidth(text) <= maxWidth) return text;
  let kept = '';
  for (const character of text) {
    if (stringWidth(kept + character) > maxWidth - 1) break;
    kept += character;
  }
  return kept + ELLIPSIS;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}
