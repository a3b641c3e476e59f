import type { EventStore } from '../app/ports/event-store';
import { itemBytes } from '../core/rows/dynamodb-limits';
import type { EventRow } from '../core/rows/event-row';
import type { TermRow } from '../core/rows/term-row';

/** A write unit puts an item of up to this many bytes (DynamoDB developer guide, "Write operations"). */
const UNIT_BYTES = 1024;

/**
 * Passes rows on to a store, and counts the write units that the tables of a deployed stack would take for those that are
 * new, without those of the index, of receipts and of the catalogue.
 */
export class WriteUnits implements EventStore {
  private readonly units = new Map([
    ['Terms', 0],
    ['Events', 0],
  ]);

  constructor(private readonly store: EventStore) {}

  /** The write units of each table so far. */
  totals(): ReadonlyMap<string, number> {
    return this.units;
  }

  putNew: EventStore['putNew'] = async (row, deadline) => {
    const standing = await this.store.putNew(row, deadline);
    if (standing === undefined) this.addEvent(row);
    return standing;
  };

  refresh: EventStore['refresh'] = async (row, deadline) => {
    const isPut = await this.store.refresh(row, deadline);
    if (isPut) this.addEvent(row);
    return isPut;
  };

  putTerms: EventStore['putTerms'] = (rows, deadline) => {
    for (const row of rows) this.addTerm(row);
    return this.store.putTerms(rows, deadline);
  };

  catalogued: EventStore['catalogued'] = (deadline) => this.store.catalogued(deadline);

  addPartition: EventStore['addPartition'] = (entry, deadline) => this.store.addPartition(entry, deadline);

  private addEvent(row: EventRow): void {
    this.add('Events', unitsOf(row));
  }

  private addTerm(row: TermRow): void {
    this.add('Terms', unitsOf(row));
  }

  private add(table: string, units: number): void {
    this.units.set(table, (this.units.get(table) ?? 0) + units);
  }
}

function unitsOf(item: object): number {
  return Math.ceil(itemBytes(item) / UNIT_BYTES);
}
