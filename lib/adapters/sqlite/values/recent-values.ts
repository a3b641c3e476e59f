/**
 * A cache that is asked many times for each row: nothing moves in it when it is asked. What was not asked for while it
 * filled up once is dropped.
 */
export class RecentValues<Key, Value> {
  private recent = new Map<Key, Value>();
  private earlier = new Map<Key, Value>();

  /** `most` is how many entries there are at least before any is dropped. */
  constructor(private readonly most: number) {}

  get(key: Key): Value | undefined {
    const value = this.recent.get(key);
    if (value !== undefined) return value;
    const again = this.earlier.get(key);
    if (again !== undefined) this.set(key, again);
    return again;
  }

  set(key: Key, value: Value): void {
    if (this.recent.size >= this.most) {
      this.earlier = this.recent;
      this.recent = new Map();
    }
    this.recent.set(key, value);
  }
}
