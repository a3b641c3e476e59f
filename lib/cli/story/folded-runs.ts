import type { ViewRow } from './story-days';

/** So many equal calls in a row are one line: fewer are read as fast as they are counted. */
const LEAST_FOLDED = 4;

/** Rows that a table shows as one line: the first, how many are like it, and the time of the last. */
export interface FoldedRow {
  readonly row: ViewRow;
  readonly count: number;
  readonly last: string;
}

/** Equal calls that follow each other, as lines of a table. Whoever reads on by program has each row in JSON. */
export function foldedRuns(rows: readonly ViewRow[]): readonly FoldedRow[] {
  return runs(rows).flatMap((run) => {
    const [row, last] = [run[0], run.at(-1)];
    if (!row || !last || run.length < LEAST_FOLDED) return run.map((each) => folded(each));
    return [folded(row, run.length, last.time)];
  });
}

function folded(row: ViewRow, count = 1, last = row.time): FoldedRow {
  return { row, count, last };
}

function runs(rows: readonly ViewRow[]): readonly (readonly ViewRow[])[] {
  const found: ViewRow[][] = [];
  for (const row of rows) {
    const run = found.at(-1);
    if (run?.[0] && isSame(run[0], row)) run.push(row);
    else found.push([row]);
  }
  return found;
}

/** Whether two rows differ in no more than time and reference. */
function isSame(one: ViewRow, other: ViewRow): boolean {
  return sameness(one) === sameness(other);
}

function sameness({ time: _time, ref: _ref, ...rest }: ViewRow): string {
  return JSON.stringify(Object.entries(rest).sort());
}
