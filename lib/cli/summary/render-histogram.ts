import type { TimeBucket } from '../../core/summary/timeline';
import { type Clock, type ShownTimes, shownTimes, UTC } from '../render/clock';
import { renderTable } from '../render/render-table';

/** A full block (Unicode, block elements), of which bars are drawn. */
const BLOCK = '█';

/** What a bar may take, in terminal cells: with time and count beside it a line fits into 80. */
const MAX_BAR = 50;

/** Buckets without events that are drawn one by one; a longer run becomes one line. */
const MAX_EMPTY = 3;

/**
 * Counts over time, with a bar for each bucket. The highest count has the longest bar. `unit` names a bucket. Days are those
 * of UTC, whatever the clock: events were counted by them.
 */
export function renderHistogram(buckets: readonly TimeBucket[], unit: 'hour' | 'day', clock: Clock = UTC): string {
  const times = shownTimes(
    unit === 'day' ? UTC : clock,
    buckets.map(({ start }) => start),
  );
  const highest = buckets.reduce((most, { count }) => Math.max(most, count), 1);
  const width = 'COUNT'.length;
  const rows = runs(buckets).flatMap((run) =>
    run.length > MAX_EMPTY && run.every(({ count }) => count === 0)
      ? [['…', '', `(${run.length} ${unit}s without events)`]]
      : run.map((bucket) => [
          label(bucket, unit, times),
          String(bucket.count).padStart(width),
          bar(bucket.count, highest),
        ]),
  );
  return renderTable([{ title: `${unit.toUpperCase()} (${times.zone})` }, { title: 'COUNT' }, { title: '' }], rows);
}

/** Neighbours that are empty together, every other bucket alone. */
function runs(buckets: readonly TimeBucket[]): readonly (readonly TimeBucket[])[] {
  const found: TimeBucket[][] = [];
  for (const bucket of buckets) {
    const run = found.at(-1);
    if (run && bucket.count === 0 && run[0]?.count === 0) run.push(bucket);
    else found.push([bucket]);
  }
  return found;
}

function label({ start }: TimeBucket, unit: 'hour' | 'day', times: ShownTimes): string {
  return unit === 'day' ? start.slice(0, 'YYYY-MM-DD'.length) : times.minute(start);
}

/** What happened at all has a bar, however short. */
function bar(count: number, highest: number): string {
  return BLOCK.repeat(count === 0 ? 0 : Math.max(1, Math.round((count / highest) * MAX_BAR)));
}
