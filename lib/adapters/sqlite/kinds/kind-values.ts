import type { ListedRow } from '../../../core/rows/event-row';
import { CorruptRowError, listedRow } from '../../../core/rows/row-codec';
import { LOCAL_TABLE_NAMES } from '../table-names';
import type { Texts } from '../texts';
import { ANY_KEY, timeAt } from '../values/sort-key';

/** The cells of a kind, and the time of its first event, in seconds of the epoch. */
interface FirstOfKind {
  readonly cells: readonly number[];
  readonly first: number;
}

/** What kinds have in some columns of `kinds`. Each value is read and checked once, however many kinds have it. */
export class KindValues {
  private readonly names: readonly string[];
  private readonly values: ReadonlyMap<number, unknown>;
  /** For each column, the values that no row may have. */
  private readonly corrupt: readonly ReadonlySet<number>[];

  /** `columns` says what stands where in the cells of all kinds. */
  constructor(texts: Texts, columns: readonly string[], kinds: readonly FirstOfKind[]) {
    this.names = columns.map((name) => (name === 'partition' ? 'eventName' : name));
    const found = columns.map((_, index) => new Set(kinds.map(({ cells }) => cells[index] ?? 0)));
    this.values = texts.read(new Set(found.flatMap((each) => [...each])));
    this.corrupt = found.map((each, index) => new Set([...each].filter((cell) => !this.isReadable(index, cell))));
  }

  /** Where these columns are in the cells of a kind. */
  columns(names: readonly string[]): readonly number[] {
    return names.map((name) => this.names.indexOf(name === 'partition' ? 'eventName' : name));
  }

  /** Whether all values of a kind are as a row has them. */
  areReadable(cells: readonly number[]): boolean {
    return this.corrupt.every((corrupt, column) => corrupt.size === 0 || !corrupt.has(cells[column] ?? 0));
  }

  /** A row with what a kind has in these columns, and the time of its first event. */
  row({ cells, first }: FirstOfKind, columns: readonly number[]): ListedRow {
    const row: Record<string, unknown> = { eventName: '', eventTimeId: `${timeAt(first)}#` };
    for (const column of columns) {
      const cell = cells[column];
      if (cell) row[this.names[column] ?? ''] = this.values.get(cell);
    }
    return listedRow(row, LOCAL_TABLE_NAMES.events);
  }

  private isReadable(column: number, cell: number): boolean {
    if (cell === 0) return true;
    try {
      const value = this.values.get(cell);
      listedRow({ ...ANY_KEY, [this.names[column] ?? '']: value }, LOCAL_TABLE_NAMES.events);
      return true;
    } catch (error) {
      if (error instanceof CorruptRowError) return false;
      throw error;
    }
  }
}
