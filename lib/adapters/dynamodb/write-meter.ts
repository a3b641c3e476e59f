/** What writing cost and where DynamoDB throttled it, for `ingest --explain` and the metrics of the function. */
export class WriteMeter {
  private readonly units = new Map<string, number>();
  private throttledWrites = 0;

  /** Adds what one request consumed. */
  add(table: string, units: number | undefined): void {
    this.units.set(table, (this.units.get(table) ?? 0) + (units ?? 0));
  }

  /** Adds items that DynamoDB throttled. They are sent again. */
  throttled(items: number): void {
    this.throttledWrites += items;
  }

  /** The write units of each table so far. */
  totals(): ReadonlyMap<string, number> {
    return this.units;
  }

  /** Items throttled since the last call. An item that was throttled twice counts twice. */
  takeThrottled(): number {
    const taken = this.throttledWrites;
    this.throttledWrites = 0;
    return taken;
  }
}
