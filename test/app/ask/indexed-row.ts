import { INDEX_EVERYTHING, type IndexedRecord, indexRecord } from '../../../lib/app/index/index-record';
import type { JsonObject } from '../../../lib/core/record/json';
import type { EventRow } from '../../../lib/core/rows/event-row';
import { ssmRecord } from '../../log-records';

/** What ingestion makes of a record, with `overrides` of `ssmRecord`. */
export function indexedRecord(overrides: JsonObject = {}): IndexedRecord {
  const source = { origin: 'delivery', deliveredAt: undefined, now: new Date('2024-03-01T10:06:00Z') } as const;
  const place = { logFile: 's3://b/k', recordIndex: 0, recordSha256: 'ab'.repeat(32) };
  const indexed = indexRecord(ssmRecord(overrides), place, source, INDEX_EVERYTHING);
  if (typeof indexed !== 'object') throw new Error(`not indexed: ${indexed}`);
  return indexed;
}

/** Its Events row. */
export function indexedRow(overrides: JsonObject = {}): EventRow {
  return indexedRecord(overrides).row;
}
