/** No column is narrower, as long as there is room for that. */
const NARROWEST = 4;

/**
 * Widths of columns that fit together into a width: the widest give way first, to what each needs at least; where that does not
 * do, below that as well. What needs all of its width gives way last: a row that wraps is read by nobody.
 */
export function fittedWidths(
  needed: readonly number[],
  least: readonly number[],
  width: number,
  gap: number,
): readonly number[] {
  const narrowest = needed.map((each) => Math.min(each, NARROWEST));
  const steps = [least, least.map((each, at) => (each === needed[at] ? each : (narrowest[at] ?? each))), narrowest];
  return steps.reduce((widths, floor) => shrunk(widths, floor, width, gap), needed);
}

/** How much wider columns are than a width. */
export function excessOf(widths: readonly number[], width: number, gap: number): number {
  return widths.reduce((sum, each) => sum + each, gap * (widths.length - 1)) - width;
}

function shrunk(needed: readonly number[], least: readonly number[], width: number, gap: number): readonly number[] {
  const widths = [...needed];
  for (let excess = excessOf(widths, width, gap); excess > 0; excess -= 1) {
    const spare = widths.map((each, at) => (each > (least[at] ?? 0) ? each : 0));
    const most = Math.max(0, ...spare);
    if (most === 0) return widths;
    widths[spare.indexOf(most)] = most - 1;
  }
  return widths;
}
