import type { EventRow, ListedRow } from '../../core/rows/event-row';
import { KEEP_ALL } from '../../core/rows/kept-records';
import { readableRecord } from '../../core/rows/record-attribute';
import { CorruptRowError, eventRowOf } from '../../core/rows/row-codec';
import type { TermRow } from '../../core/rows/term-row';
import { INDEX_EVERYTHING, type Indexing } from '../index/index-record';
import { indexByVersion } from '../index/index-version';

/** The part of the configuration that decides about terms. */
export type TermsIndexing = Pick<Indexing, 'extraTerms' | 'guard'>;

/** The Terms rows of a row of the Events table, or why they cannot be made. */
export type TermsOfRow = { readonly terms: Iterable<TermRow> } | { readonly problem: string };

/** The table as a person calls it: how it is deployed is not known here. */
const EVENTS = 'the Events table';

/**
 * The Terms rows that lead to a row of the Events table, made by the code that indexed it, of the version that wrote it. The
 * record of the row is masked, and masking it again changes nothing.
 */
export function termsOfRow(listed: ListedRow, indexing: TermsIndexing): TermsOfRow {
  if (listed.quarantineReason !== undefined) return { terms: [] };
  const row = wholeRowOf(listed);
  if (!row) return { problem: 'it lacks what every row has, or has it in another form' };
  const record = readableRecord(row.record);
  if (!record) return { problem: 'it has no record that can be read' };
  const { logFile, recordIndex, recordSha256, origin, indexVersion } = row;
  const place = { logFile, recordIndex, recordSha256 };
  const source = { origin, deliveredAt: undefined, now: new Date(0) };
  const indexed = indexByVersion(indexVersion, record, place, source, {
    ...INDEX_EVERYTHING,
    ...indexing,
    kept: KEEP_ALL,
  });
  if (indexed === 'unknownVersion') return { problem: `it is of index version ${indexVersion}, which is unknown here` };
  if (typeof indexed === 'string' || indexed.row.quarantineReason !== undefined) {
    return { problem: 'its record makes no event' };
  }
  return { terms: indexed.termRows(row) };
}

function wholeRowOf(row: ListedRow): EventRow | undefined {
  try {
    return eventRowOf(row, EVENTS);
  } catch (error) {
    if (error instanceof CorruptRowError) return undefined;
    throw error;
  }
}
