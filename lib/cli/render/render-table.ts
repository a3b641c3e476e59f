import { safeText } from '../../core/text/safe-text';
import { cut, padded } from './cut-text';
import { displayWidth } from './display-width';

const GAP = '  ';

/** A column of a table: its title and its greatest width. */
export interface Column {
  readonly title: string;
  /** The width in terminal cells. Longer text is cut. Absent if text is never cut. */
  readonly maxWidth?: number;
}

/** Rows under their titles, columns as wide as their content. Text is made safe for a terminal here. */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) =>
    columns.map((column, index) => cut(safeText(row[index] ?? ''), column.maxWidth ?? Number.POSITIVE_INFINITY)),
  );
  const lines = [columns.map(({ title }) => title), ...cells];
  const widths = columns.map((_, index) =>
    lines.reduce((widest, line) => Math.max(widest, displayWidth(line[index] ?? '')), 0),
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
