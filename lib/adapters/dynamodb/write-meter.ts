/** What writing cost and where it was held up: for `ingest --explain` and for the function's metrics. */
export class WriteMeter {
  private readonly units = new Map<string, number>();
  private throttledWrites = 0;

  /** Adds what one request consumed. */
  add(table: string, units: number | undefined): void {
    this.units.set(table, (this.units.get(table) ?? 0) + (units ?? 0));
  }

  /** Adds items that DynamoDB throttled: they are sent again. */
  throttled(items: number): void {
    this.throttledWrites += items;
  }

  /** The write units of each table so far. */
  totals(): ReadonlyMap<string, number> {
    return this.units;
  }

  /** Items throttled since this was last asked. An item that was throttled twice counts twice. */
  takeThrottled(): number {
    const taken = this.throttledWrites;
    this.throttledWrites = 0;
    return taken;
  }
}
