import type { TermRow } from '../../core/rows/term-row';

/** The key of a Terms row. */
export type TermKey = Pick<TermRow, 'term' | 'eventTimeIdName'>;

/** Reads Terms rows by key, as they are stored. */
export interface TermReader {
  /** Rows that do not exist are not in the answer. */
  terms(keys: readonly TermKey[]): Promise<readonly TermRow[]>;
}
