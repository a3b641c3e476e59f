import type { EventKey } from './event-keys';
import { CorruptRowError } from './row-codec';

/**
 * Rows that are not what this program writes, each once, in the order in which they were met. Whoever reads rows goes on
 * without them, and has them told.
 */
export class CorruptRows {
  /** By the row's key, which is of another form in each table. */
  private readonly met = new Map<string, CorruptRowError>();

  /** `onMet` is called with each row as it is met. */
  constructor(private readonly onMet?: (row: CorruptRowError) => void) {}

  /** Reads a row with `read`; nothing where the row is corrupt, which is taken note of. */
  without<Row>(read: () => Row): readonly Row[] {
    try {
      return [read()];
    } catch (error) {
      if (!(error instanceof CorruptRowError)) throw error;
      this.add(error);
      return [];
    }
  }

  add(error: CorruptRowError): void {
    if (this.met.has(error.row)) return;
    this.met.set(error.row, error);
    this.onMet?.(error);
  }

  /** Whether the Events row under a key is one of them. */
  has({ eventName, eventTimeId }: EventKey): boolean {
    return this.met.has(`${eventName}/${eventTimeId}`);
  }

  list(): readonly CorruptRowError[] {
    return [...this.met.values()];
  }
}
