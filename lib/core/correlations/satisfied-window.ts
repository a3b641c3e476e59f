import type { Entry } from './entry';

/** The earliest window of a bucket that satisfies the condition of a correlation. */
export interface SatisfiedWindow {
  /** In the order of `byPlace`. */
  readonly entries: readonly Entry[];
  /** How many different keys it has; of an order, how many events. */
  readonly count: number;
}
