import type { CorruptRows } from '../../core/rows/corrupt-rows';
import type { AlikeEventsReader } from './counts/alike-events';
import type { DeliveryTimes } from './delivery-times';
import type { EventReader } from './event-reader';
import type { ReconciliationState } from './progress/reconciliation-states';
import type { ReceiptFolders } from './receipt-folders';
import type { ReceiptReader } from './receipt-reader';
import type { ReceiptStore } from './receipt-store';
import type { RenewalStore } from './renewal-store';
import type { TermReader } from './term-reader';

/** What one partition cost to read. */
export interface ReadCost {
  readonly table: string;
  readonly index?: string;
  readonly keyCondition: string;
  readonly pages: number;
  readonly items: number;
  /** What DynamoDB consumed. Absent where nobody counts units. */
  readonly readUnits?: number;
}

/** What was read, by partitions and by keys of rows. */
export interface ReadCosts {
  readonly queries: readonly ReadCost[];
  readonly rowsByKey: number;
  /** Read units for these rows. Absent where nobody counts units. */
  readonly unitsByKey?: number;
}

/** Measures what questions cost, for `--explain`. */
export interface ReadMeasurement {
  /** What was read so far. */
  costs(): ReadCosts;
}

/** What answers questions, and what measures the cost of that. */
export interface EventReading {
  readonly reader: EventReader;
  /** Absent where a store counts nothing that it does not read. */
  readonly alike?: AlikeEventsReader;
  readonly receipts: ReceiptReader & DeliveryTimes;
  readonly meter: ReadMeasurement;
}

/** A store as commands read it, whatever it is made of. */
export interface ReadableStore {
  /** What answers questions. Corrupt rows are left out where `corrupt` takes note of them. */
  reading(corrupt?: CorruptRows): EventReading;
  readonly receipts: ReceiptStore;
  readonly receiptFolders: ReceiptFolders;
  readonly terms: TermReader;
  readonly renewals: RenewalStore;
  /** How far the comparison of the bucket with the receipts has come. Absent where no function compares them. */
  readonly comparisons?: () => Promise<readonly ReconciliationState[]>;
  /**
   * The day before which the function of a stack has verified every day, `YYYY-MM-DD`; undefined before its first run.
   * Absent where no function verifies.
   */
  readonly verifiedBefore?: () => Promise<string | undefined>;
}
