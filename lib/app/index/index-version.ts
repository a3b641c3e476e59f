import type { JsonObject } from '../../core/record/json';
import { INDEX_VERSION, type RecordPlace } from '../../core/rows/event-row';
import * as version1 from '../../core/rows/version-1/derivation.js';
import { type IndexedRecord, type Indexing, indexRecord, type NotIndexed, type RecordSource } from './index-record';

/**
 * Why a record has no rows in a version: for the usual reasons, or because that version skipped it or is unknown here.
 */
export type NotInVersion = NotIndexed | 'passedOver' | 'unknownVersion';

/** The known versions, the newest first. */
export const KNOWN_VERSIONS: readonly number[] = [INDEX_VERSION, 1];

/** The rows of a record as a version of the index makes them. A row is judged by the version that wrote it. */
export function indexByVersion(
  version: number,
  record: JsonObject,
  place: RecordPlace,
  source: RecordSource,
  indexing: Indexing,
): IndexedRecord | NotInVersion {
  if (version === INDEX_VERSION) return indexRecord(record, place, source, indexing);
  if (version !== 1) return 'unknownVersion';
  if (version1.familyOf(record) === 'other') return 'passedOver';
  const indexed = version1.indexRecord(record, place, source, indexing);
  if (typeof indexed === 'string') return indexed;
  const { terms, related, ...rest } = indexed;
  return { ...rest, isBeside: related, termKeys: terms, termRows: (row) => version1.termRows(row, terms) };
}
