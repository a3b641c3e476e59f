import type { EventRow, StandingRow } from '../../core/rows/event-row';
import type { TermRow } from '../../core/rows/term-row';
import type { Deadline } from './deadline';

/** An item that the store will never take, whatever else is in the request. */
export class RefusedItemError extends Error {
  constructor(
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`the store refuses the item: ${reason}`, options);
    this.name = 'RefusedItemError';
  }
}

/** A Terms row that was refused, and why. */
export interface RefusedTerm {
  readonly row: TermRow;
  readonly reason: string;
}

/** Writes rows. Temporary faults are retried inside until the deadline, then end as `OutOfTimeError`. */
export interface EventStore {
  /**
   * Puts an Events row where its key is free. Returns what the row that holds the key already tells of itself, or undefined.
   * Rejects with `RefusedItemError` where the store will not take the row.
   */
  putNew(row: EventRow, deadline: Deadline): Promise<StandingRow | undefined>;
  /** Replaces an Events row by one of a newer `indexVersion` over the same bytes; false where another came first. */
  refresh(row: EventRow, deadline: Deadline): Promise<boolean>;
  /** Puts Terms rows, whatever stands there; returns the refused ones. */
  putTerms(rows: readonly TermRow[], deadline: Deadline): Promise<readonly RefusedTerm[]>;
  /**
   * Puts a Terms row where its key is free, and leaves what stands there. Rejects with `RefusedItemError` where the store
   * will not take the row.
   */
  putNewTerm(row: TermRow, deadline: Deadline): Promise<void>;
}
