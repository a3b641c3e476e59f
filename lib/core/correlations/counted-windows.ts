import type { Entry } from './entry';
import type { SatisfiedWindow } from './satisfied-window';
import { bucketOf, type Shape } from './shape';

/**
 * The windows with enough different keys, for each bucket the earliest. A window is closed at both ends: two events
 * exactly one timespan apart are together.
 */
export function countedWindows(
  { threshold, timespan }: Shape,
  sorted: readonly Entry[],
): ReadonlyMap<number, SatisfiedWindow> {
  const windows = new Map<number, SatisfiedWindow>();
  const keys = new Map<string, number>();
  let from = 0;
  for (const [at, entry] of sorted.entries()) {
    keys.set(entry.key, (keys.get(entry.key) ?? 0) + 1);
    // All of a second are in the window that ends there.
    if (sorted[at + 1]?.t === entry.t) continue;
    for (let first = sorted[from]; first !== undefined && first.t < entry.t - timespan; first = sorted[from]) {
      drop(keys, first.key);
      from += 1;
    }
    const bucket = bucketOf(entry.t, timespan);
    if (keys.size < threshold || windows.has(bucket)) continue;
    windows.set(bucket, { entries: sorted.slice(from, at + 1), count: keys.size });
  }
  return windows;
}

function drop(keys: Map<string, number>, key: string): void {
  const count = keys.get(key) ?? 0;
  if (count > 1) keys.set(key, count - 1);
  else keys.delete(key);
}
