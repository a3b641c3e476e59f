/** A cache of recent entries. When it is full, it drops the entries that were not used for longest. */
export class RecentlyUsed<Value> {
  private readonly entries = new Map<string, Value>();

  constructor(private readonly most: number) {}

  /** The entry of a key. Makes it if there is none. */
  get(key: string, make: () => Value): Value {
    const value = this.entries.has(key) ? (this.entries.get(key) as Value) : make();
    this.entries.delete(key);
    this.entries.set(key, value);
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.most) break;
      this.entries.delete(oldest);
    }
    return value;
  }
}
