import type { CatalogueEntry } from '../../core/rows/catalogue';
import type { EventRow, StandingRow } from '../../core/rows/event-row';
import type { TermRow } from '../../core/rows/term-row';
import type { Deadline } from './deadline';

/** The store will never take this item, whatever else is in the request. */
export class RefusedItemError extends Error {
  constructor(
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`the store refuses the item: ${reason}`, options);
    this.name = 'RefusedItemError';
  }
}

/** A refused Terms row, and the reason. */
export interface RefusedTerm {
  readonly row: TermRow;
  readonly reason: string;
}

/** Writes rows. Retries temporary faults itself until the deadline, then rejects with `OutOfTimeError`. */
export interface EventStore {
  /**
   * Puts an Events row if its key is free. Returns what the row that already has the key says about itself, or
   * undefined. Rejects with `RefusedItemError` if the store will not take the row.
   */
  putNew(row: EventRow, deadline: Deadline): Promise<StandingRow | undefined>;
  /**
   * Replaces an Events row by a row of a newer `indexVersion` over the same bytes. Gives false if another writer came
   * first.
   */
  refresh(row: EventRow, deadline: Deadline): Promise<boolean>;
  /** Puts Terms rows and overwrites existing ones. Returns the refused ones. */
  putTerms(rows: readonly TermRow[], deadline: Deadline): Promise<readonly RefusedTerm[]>;
  /** All that the catalogue lists. Reads it whole: ask once a process. */
  catalogued(deadline: Deadline): Promise<readonly CatalogueEntry[]>;
  /** Puts a partition into the catalogue. If it is there already, its entry stays as it is. */
  addPartition(entry: CatalogueEntry, deadline: Deadline): Promise<void>;
}
