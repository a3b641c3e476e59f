import { createHash } from 'node:crypto';
import type { FoundRecord } from '../../core/log-file/systems-manager-records';
import { parseRecord } from '../../core/record/parse-record';
import { type ExtractionCounts, extractRecords } from '../extract/extract-records';
import { indexDamagedRecord } from './index-damaged-record';
import { type IndexedRecord, type Indexing, indexRecord, type NotIndexed, type RecordSource } from './index-record';

/** The file that records stand in. */
export interface FileOfRecords extends RecordSource {
  /** As receipts and rows call it. */
  readonly logFile: string;
}

/** A log file to read and what is known of it. */
export interface FileToIndex extends FileOfRecords {
  /** The decompressed content. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** The place of the first record that rows are made of. @default 0 */
  readonly fromRecord?: number;
}

/** A record of a file, with the rows that it makes or why it makes none. */
export interface RecordOutcome {
  readonly record: FoundRecord;
  readonly outcome: IndexedRecord | NotIndexed;
}

/** The records of a file under way: take the batches, then ask for the counts. */
export interface IndexedRecords {
  /** In the order of the file; a record's `bytes` are valid until the next batch is taken. Throws as extraction does. */
  readonly batches: AsyncIterable<readonly RecordOutcome[]>;
  /** What was read of the file so far, with the hash of its content once it was read to its end. */
  readonly counts: () => ExtractionCounts;
}

/**
 * The rows of a log file's records. Ingestion, verification and the trial of alerts all make them here, so that what is
 * verified and tried is what is ingested.
 */
export function indexRecords(file: FileToIndex, indexing: Indexing): IndexedRecords {
  const { chunks, fromRecord = 0 } = file;
  const extraction = extractRecords(chunks, { related: true, parse: parseRecord, sha256: true, fromRecord });
  async function* batches(): AsyncGenerator<readonly RecordOutcome[]> {
    for await (const batch of extraction.batches) {
      yield batch.map((record) => ({ record, outcome: indexFound(record, file, indexing) }));
    }
  }
  return { batches: batches(), counts: extraction.counts };
}

/** The rows of one record of a file, or why it has none. One that cannot be read has a row in quarantine. */
export function indexFound(record: FoundRecord, file: FileOfRecords, indexing: Indexing): IndexedRecord | NotIndexed {
  const place = { logFile: file.logFile, recordIndex: record.index, recordSha256: hashOf(record) };
  if (record.damage) return indexDamagedRecord(record, place, file, indexing);
  return indexRecord(record.value, place, file, indexing);
}

/** A record as it is named to a person, if it is one for the quarantine. */
export function quarantinedRecord({ row }: IndexedRecord): readonly string[] {
  const { recordIndex, quarantineReason } = row;
  return quarantineReason === undefined ? [] : [`record ${recordIndex} goes to quarantine: ${quarantineReason}`];
}

function hashOf(record: FoundRecord): string {
  const known = record.damage && record.sha256;
  return known ?? createHash('sha256').update(record.bytes).digest('hex');
}
