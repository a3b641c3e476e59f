import { differingAttributes } from '../../core/integrity/row-comparison';
import { type EventRow, INDEX_VERSION, inPartition, withEvidenceOf } from '../../core/rows/event-row';
import type { TermRow } from '../../core/rows/term-row';
import type { IndexedRecord } from '../index/index-record';
import { KNOWN_VERSIONS } from '../index/index-version';
import type { ExpectedRecord } from './expected-rows';

/**
 * Terms of paths in the configuration. Records that were indexed before the path was configured have none, and no
 * question needs them.
 */
const CONFIGURED_TERM = 'record.';

/** A row as its record makes it, beside the stored one. */
export interface RowPair {
  readonly record: ExpectedRecord;
  readonly stored: EventRow;
  /** The rows of the record in the version of the stored row, and the row under the stored row's key. */
  readonly indexed: IndexedRecord;
  readonly expected: EventRow;
}

/** The Terms rows that belong to a stored row, with its evidence. You cannot rely on any for a quarantined row. */
export function expectedTerms({ expected, stored, indexed }: RowPair): readonly TermRow[] {
  if (stored.quarantineReason !== undefined) return [];
  return [...indexed.termRows(withEvidenceOf(expected, stored))].filter(
    ({ term }) => !term.startsWith(CONFIGURED_TERM),
  );
}

/**
 * The Terms rows of the first version that a row keeps after it was read again, under keys that the newer version does
 * not have.
 */
export function leftTerms(pair: RowPair): readonly TermRow[] {
  if (pair.stored.indexVersion !== INDEX_VERSION) return [];
  const now = new Set(pair.indexed.termKeys);
  return KNOWN_VERSIONS.slice(1).flatMap((version) => {
    const indexed = pair.record.byVersion(version);
    if (!indexed || indexed.row.eventTimeId !== pair.expected.eventTimeId) return [];
    const expected = inPartition(indexed.row, pair.expected.eventName);
    return expectedTerms({ ...pair, indexed, expected }).filter(({ term }) => !now.has(term));
  });
}

/** What the terms of an older row are if its renewal was interrupted: they are written before the row is refreshed. */
export function newerTerms(pair: RowPair): readonly TermRow[] {
  const { record, expected, stored } = pair;
  if (stored.indexVersion === INDEX_VERSION || record.row.eventTimeId !== expected.eventTimeId) return [];
  return expectedTerms({ ...pair, indexed: record, expected: inPartition(record.row, expected.eventName) });
}

/** What is wrong with the stored row of a term; `newer` is what it may be as well. */
export function termProblem(
  expected: TermRow,
  stored: TermRow | undefined,
  newer: TermRow | undefined,
): { kind: 'invalid' | 'missing'; reason: string; term: TermRow } | undefined {
  if (!stored) return { kind: 'missing', reason: `it has no term ${expected.term}`, term: expected };
  const differing = differingAttributes(expected, stored);
  const isNewer = newer !== undefined && stored && differingAttributes(newer, stored).length === 0;
  if (differing.length === 0 || isNewer) return undefined;
  const reason = `its term ${expected.term} differs from it in ${differing.join(', ')}`;
  return { kind: 'invalid', reason, term: expected };
}

/** The key of a Terms row as one text. */
export function termText({ term, eventTimeIdName }: TermRow): string {
  return `${term}\n${eventTimeIdName}`;
}
