import { OUTCOMES, type Outcome } from '../record/outcome';
import type { TimelineBucket } from './outcome-timeline';
import { secondsOf } from './time-units';

/** A part of a bar: the events of one outcome. Lengths are in the units of the drawing, from its upper left corner. */
export interface BarPart {
  readonly outcome: Outcome;
  readonly count: number;
  readonly y: number;
  readonly height: number;
}

/** A bar of a histogram, with the parts that are not empty, the lowest first. */
export interface Bar {
  readonly x: number;
  readonly width: number;
  readonly since: string;
  readonly until: string;
  readonly count: number;
  /** How many of its events a rule catches. */
  readonly caught: number;
  readonly parts: readonly BarPart[];
}

/** How large the drawing is. */
export interface DrawingSize {
  readonly width: number;
  readonly height: number;
}

/** What a part has at least, so that one refused call among ten thousand is seen. */
const LEAST_HEIGHT = 2;

/**
 * The bars of a histogram that is `size` large. Bars lie side by side without gaps; the highest count fills the height.
 * `caught` are the times of events that a rule catches, to be marked.
 */
export function barsOf(
  buckets: readonly TimelineBucket[],
  { width, height }: DrawingSize,
  caught: readonly string[] = [],
): readonly Bar[] {
  const highest = Math.max(1, ...buckets.map(({ counts }) => totalOf(counts)));
  const step = width / Math.max(1, buckets.length);
  const marks = caughtIn(buckets, caught);
  return buckets.map(({ since, until, counts }, at) => ({
    x: at * step,
    width: step,
    since,
    until,
    count: totalOf(counts),
    caught: marks[at] ?? 0,
    parts: partsOf(counts, height, highest),
  }));
}

/** How many events a bucket has. */
export function totalOf(counts: TimelineBucket['counts']): number {
  return OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
}

/** The time of the event that a reference leads to. Undefined for a record without one. */
export function timeOfRef(ref: string): string | undefined {
  return /\/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)#/.exec(ref)?.[1];
}

/** Parts are stacked: together they are no higher than the drawing, even if small ones are drawn larger than they are. */
function partsOf(counts: TimelineBucket['counts'], height: number, highest: number): readonly BarPart[] {
  const present = OUTCOMES.filter((outcome) => counts[outcome] > 0);
  const heights = present.map((outcome) => Math.max(LEAST_HEIGHT, (counts[outcome] / highest) * height));
  const sum = heights.reduce((total, each) => total + each, 0);
  const scale = sum > height ? height / sum : 1;
  let top = height;
  return present.map((outcome, at) => {
    const drawn = (heights[at] ?? 0) * scale;
    top -= drawn;
    return { outcome, count: counts[outcome], y: Math.max(0, top), height: drawn };
  });
}

function caughtIn(buckets: readonly TimelineBucket[], times: readonly string[]): readonly number[] {
  const counts = buckets.map(() => 0);
  const starts = buckets.map(({ since }) => secondsOf(since));
  for (const time of times) {
    const at = lastAtMost(starts, secondsOf(time));
    if (at >= 0 && time < (buckets[at]?.until ?? '')) counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/** The index of the last start that is not later than a time, or -1. */
function lastAtMost(starts: readonly number[], time: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
