import { createHash } from 'node:crypto';
import { INDEX_EVERYTHING, indexRecord } from '../lib/app/index/index-record';
import type { JsonObject } from '../lib/core/record/json';
import { stringifyRecord } from '../lib/core/record/parse-record';
import type { EventRow } from '../lib/core/rows/event-row';
import { generatedCorpus } from '../samples/generated-corpus';

const RECORDS_PER_FILE = 1_000;

/** The rows of generated Systems Manager events, in the order of time. */
export function generatedRows(events: number): readonly EventRow[] {
  return generatedRecords(events)
    .map(rowOf)
    .sort((one, other) => (one.eventTimeId < other.eventTimeId ? -1 : 1));
}

/** So many generated Systems Manager records. */
export function generatedRecords(events: number): readonly JsonObject[] {
  return [...generatedLogFiles(events)].flatMap(({ records }) => records);
}

/** Generated log files that together have so many Systems Manager records, and no others. */
export function generatedLogFiles(events: number): ReturnType<typeof generatedCorpus> {
  return generatedCorpus({
    seed: 1,
    files: Math.ceil(events / RECORDS_PER_FILE),
    recordsPerFile: Math.min(events, RECORDS_PER_FILE),
    systemsManagerShare: 1,
    from: '2026-03-02T00:00:00Z',
  });
}

/** The row of a record as ingestion makes it. */
export function rowOf(record: JsonObject, recordIndex = 0): EventRow {
  const recordSha256 = createHash('sha256').update(stringifyRecord(record)).digest('hex');
  const place = { logFile: 's3://bench/generated.json.gz', recordIndex, recordSha256 };
  const indexed = indexRecord(
    record,
    place,
    { origin: 'delivery', deliveredAt: undefined, now: new Date(0) },
    INDEX_EVERYTHING,
  );
  if (typeof indexed !== 'object')
    throw new TypeError('a generated record has no row: expected one of Systems Manager');
  return indexed.row;
}
