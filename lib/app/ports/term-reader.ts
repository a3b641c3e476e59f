import type { TermRow } from '../../core/rows/term-row';

/** The key of a Terms row. */
export type TermKey = Pick<TermRow, 'term' | 'eventTimeIdName'>;

/** Reads Terms rows by key, as they stand. */
export interface TermReader {
  /** What is not there is not in the answer. */
  terms(keys: readonly TermKey[]): Promise<readonly TermRow[]>;
}
