/** Write units by table, for `ingest --explain`. */
export class WriteMeter {
  private readonly units = new Map<string, number>();

  /** Adds what one request consumed. */
  add(table: string, units: number | undefined): void {
    this.units.set(table, (this.units.get(table) ?? 0) + (units ?? 0));
  }

  /** The write units of each table so far. */
  totals(): ReadonlyMap<string, number> {
    return this.units;
  }
}
