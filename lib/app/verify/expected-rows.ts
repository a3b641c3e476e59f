import { createHash } from 'node:crypto';
import { readLogFileName } from '../../core/delivery/log-file-name';
import type { ExtractedRecord } from '../../core/log-file/systems-manager-records';
import { parseRecord } from '../../core/record/parse-record';
import type { RecordPlace } from '../../core/rows/event-row';
import { KEEP_ALL } from '../../core/rows/kept-records';
import { extractRecords } from '../extract/extract-records';
import { type IndexedRecord, type Indexing, indexRecord, type RecordSource } from '../index/index-record';

/** A log file that is read again, to know which rows it makes. */
export interface FileToExpect {
  /** As receipts and rows call it. */
  readonly logFile: string;
  readonly key: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** The rows of a record; optional where today's options leave the record out: it may have been indexed under others. */
export interface ExpectedRecord extends IndexedRecord {
  readonly isOptional?: true;
}

/** The rows that a log file makes, batch by batch, by the code that ingests it; then the hash of its content. */
export interface ExpectedRows {
  /** Records that have expired by `now` are left out. */
  readonly batches: AsyncIterable<readonly ExpectedRecord[]>;
  /** SHA-256 of the decompressed content, once the batches have ended. */
  readonly sha256: () => string | undefined;
}

/** Reads a log file again as if it were delivered now. */
export function expectedRows(file: FileToExpect, indexing: Indexing, now: Date): ExpectedRows {
  const options = { layout: 'records', related: true, parse: parseRecord, sha256: true } as const;
  const extraction = extractRecords(file.chunks, options);
  const { deliveredAt } = readLogFileName(file.key);
  const indexed = (record: ExtractedRecord) => {
    const recordSha256 = createHash('sha256').update(record.bytes).digest('hex');
    const place = { logFile: file.logFile, recordIndex: record.index, recordSha256 };
    return expectedRecord(record, place, { origin: 'delivery', deliveredAt, now }, indexing) ?? [];
  };
  async function* batches(): AsyncGenerator<readonly ExpectedRecord[]> {
    for await (const batch of extraction.batches) yield batch.flatMap(indexed);
  }
  return { batches: batches(), sha256: () => extraction.counts().sha256 };
}

function expectedRecord(
  { value }: ExtractedRecord,
  place: RecordPlace,
  source: RecordSource,
  indexing: Indexing,
): ExpectedRecord | undefined {
  const indexed = indexRecord(value, place, source, indexing);
  if (typeof indexed === 'object') return indexed;
  if (indexed === 'expired') return undefined;
  const otherwise = indexRecord(value, place, source, { ...indexing, kept: KEEP_ALL });
  return typeof otherwise === 'object' ? { ...otherwise, isOptional: true } : undefined;
}
