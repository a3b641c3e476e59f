import type { JsonObject } from '../../core/record/json';
import { INDEX_VERSION, type RecordPlace } from '../../core/rows/event-row';
import * as version1 from '../../core/rows/version-1/derivation.js';
import { type IndexedRecord, type Indexing, indexRecord, type NotIndexed, type RecordSource } from './index-record';

/** Why a record has no rows of a version: as of any, or because that version passed it over, or is not known here. */
export type NotInVersion = NotIndexed | 'passedOver' | 'unknownVersion';

/** The versions that can be told, the newest first. */
export const KNOWN_VERSIONS: readonly number[] = [INDEX_VERSION, 1];

/** The rows of a record as a version of the index makes them: a row is judged by the one that it was written with. */
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
  const { terms, ...rest } = indexed;
  return { ...rest, termKeys: terms, termRows: (row) => version1.termRows(row, terms) };
}
