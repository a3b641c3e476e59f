/** How many equal events were seen, and when. The times are absent if nothing tells them. */
export interface Seen {
  readonly times: number;
  /** Event times. */
  readonly first?: string | undefined;
  readonly last?: string | undefined;
}

const ONCE: Seen = { times: 1 };

/** One event, at its time. */
export function seenOnce(eventTime: string | undefined): Seen {
  return { times: 1, first: eventTime, last: eventTime };
}

/** Values that events share, how many events share them, and the first and last time of these. */
export type Counted<Values extends object> = Values & {
  readonly count: number;
  readonly first?: string;
  readonly last?: string;
};

/** What was seen of some values so far. */
interface Entry<Values> {
  readonly values: Values;
  count: number;
  first: string | undefined;
  last: string | undefined;
}

/** Counts by values. Memory grows with how many different values there are, not with what is counted. */
export class Tally<Values extends object> {
  private readonly entries = new Map<string, Entry<Values>>();

  /** Counts what was seen. Values are equal if their members are equal and in the same order. */
  add(values: Values, { times, first, last }: Seen = ONCE): void {
    const key = JSON.stringify(values);
    const entry = this.entries.get(key);
    if (entry === undefined) {
      this.entries.set(key, { values, count: times, first, last });
      return;
    }
    entry.count += times;
    if (first !== undefined && (entry.first === undefined || first < entry.first)) entry.first = first;
    if (last !== undefined && (entry.last === undefined || last > entry.last)) entry.last = last;
  }

  /**
   * All counts, the highest first. Equal counts are in the order of their values, so that the same events give the same
   * list.
   */
  list(): readonly Counted<Values>[] {
    return [...this.entries]
      .sort(([keyA, a], [keyB, b]) => b.count - a.count || (keyA < keyB ? -1 : 1))
      .map(([, { values, count, first, last }]) => ({
        ...values,
        count,
        ...(first !== undefined && { first }),
        ...(last !== undefined && { last }),
      }));
  }
}
