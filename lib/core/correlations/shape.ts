/** How the entries of a correlation are counted, and how many of them decide. */
export interface Shape {
  /** `keys`: how many different keys a window has. `order`: whether a window has an event of each rule, in their order. */
  readonly counts: 'keys' | 'order';
  /** How many different keys make a window count; for `order`, the number of rules. */
  readonly threshold: number;
  /** The length of a window and of a bucket, in seconds. */
  readonly timespan: number;
  /** How many entries are kept at each end of a bucket: for `keys` in all, for `order` of each rule. */
  readonly keep: number;
}

/** Of the events of two ordered rules, two at each end of a bucket decide: a pair within it, or one across its border. */
const KEPT_OF_TWO = 2;

/** Of more rules, this many. A bucket with more events of one rule may miss an order, and never invents one. */
const KEPT_OF_MORE = 64;

/** How many entries of each rule are kept at each end of a bucket. */
export function keptOfOrder(rules: number): number {
  return rules <= 2 ? KEPT_OF_TWO : KEPT_OF_MORE;
}

/** Whether leaving out entries can miss an alert that is due. */
export function mayMiss({ counts, threshold }: Shape): boolean {
  return counts === 'order' && threshold > 2;
}

/** The bucket of a time: `[k * timespan, (k + 1) * timespan)` of the clock. */
export function bucketOf(t: number, timespan: number): number {
  return Math.floor(t / timespan);
}
