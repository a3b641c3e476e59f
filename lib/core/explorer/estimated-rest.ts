import { secondsOf } from './time-units';

/** How far counting came before it stopped. */
export interface StoppedCount {
  /** Events that were counted. */
  readonly read: number;
  /** Event times where it began and stopped; either may be the later one. */
  readonly begin: string;
  readonly stop: string;
  /** Event times where the window ends on the side that was not reached. */
  readonly end: string;
  /** What was consumed so far; absent where nobody counts units. */
  readonly readUnits?: number;
}

/** About what counting all takes. */
export interface WholeCount {
  readonly events: number;
  readonly readUnits?: number;
}

/** What counting all takes if the rest of the window is as dense as what was counted. Two digits say how sure that is. */
export function wholeCount({ read, begin, stop, end, readUnits }: StoppedCount): WholeCount {
  const length = (to: string) => Math.abs(secondsOf(to) - secondsOf(begin)) + 1;
  const share = Math.max(1, length(end) / length(stop));
  return {
    events: rounded(read * share),
    ...(readUnits !== undefined && { readUnits: rounded(readUnits * share) }),
  };
}

function rounded(count: number): number {
  return Number(count.toPrecision(2));
}
