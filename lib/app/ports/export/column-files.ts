import type { FittedObject } from '../../../core/export/fitted-value';
import type { Columns } from '../../../core/export/shape';

/** A file by columns while it is written: the same rows make the same bytes. */
export interface ColumnFile {
  /** Adds a row that is the JSON of a `FittedObject`. Waits until what it completes is written. */
  add(row: FittedObject, jsonLength: number): Promise<void>;
  /** Writes what is left, and the end of the file. */
  end(): Promise<void>;
}

/** Makes a file by columns, whose bytes go to `out` in order. */
export type NewColumnFile = (columns: Columns, out: (bytes: Uint8Array) => Promise<void>) => ColumnFile;
