/** Values that events share, and how many events share them. */
export type Counted<Values extends object> = Values & { readonly count: number };

/** Counts by values. Memory grows with how many different values there are, not with what is counted. */
export class Tally<Values extends object> {
  private readonly entries = new Map<string, { readonly values: Values; count: number }>();

  /** Counts one. Values are equal if their members are equal and in the same order. */
  add(values: Values): void {
    const key = JSON.stringify(values);
    const entry = this.entries.get(key);
    if (entry) entry.count += 1;
    else this.entries.set(key, { values, count: 1 });
  }

  /**
   * All counts, the highest first. Equal counts are in the order of their values, so that the same events give the same
   * list.
   */
  list(): readonly Counted<Values>[] {
    return [...this.entries]
      .sort(([keyA, a], [keyB, b]) => b.count - a.count || (keyA < keyB ? -1 : 1))
      .map(([, { values, count }]) => ({ ...values, count }));
  }
}
