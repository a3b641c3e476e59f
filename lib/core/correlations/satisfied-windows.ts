import { countedWindows } from './counted-windows';
import { byPlace, type Entry } from './entry';
import { orderedWindows } from './ordered-windows';
import type { SatisfiedWindow } from './satisfied-window';
import type { Shape } from './shape';

/**
 * The satisfied windows of a group by the bucket in which their last events are: for each such bucket the earliest. An
 * alert is due for each. This depends on the entries alone, not on the order in which they are given.
 */
export function satisfiedWindows(shape: Shape, entries: readonly Entry[]): ReadonlyMap<number, SatisfiedWindow> {
  const sorted = [...entries].sort(byPlace);
  return shape.counts === 'keys' ? countedWindows(shape, sorted) : orderedWindows(shape, sorted);
}
