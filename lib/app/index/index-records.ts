import { createHash } from 'node:crypto';
import type { FoundRecord } from '../../core/log-file/systems-manager-records';
import type { KeptNeighbours } from '../../core/neighbours/neighbour-calls';
import { parseRecord } from '../../core/record/parse-record';
import { type ExtractionCounts, extractRecords } from '../extract/extract-records';
import { indexDamagedRecord } from './index-damaged-record';
import { type IndexedRecord, type Indexing, indexRecord, type NotIndexed, type RecordSource } from './index-record';

/** The file of the records. */
export interface FileOfRecords extends RecordSource {
  /** The name of the file in receipts and rows. */
  readonly logFile: string;
}

/** A log file to read, and what is known about it. */
export interface FileToIndex extends FileOfRecords {
  /** The decompressed content. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** The neighbours whose calls are looked for. @default those that are kept */
  readonly neighbours?: KeptNeighbours;
  /** The place of the first record to make rows of. */
  readonly fromRecord?: number;
}

/** A record of a file, with the rows that it makes, or why it makes none. */
export interface RecordOutcome {
  readonly record: FoundRecord;
  readonly outcome: IndexedRecord | NotIndexed;
}

/** The records of a file that is being read. Take the batches, then ask for the counts. */
export interface IndexedRecords {
  /**
   * In the order of the file. The `bytes` of a record are valid until you take the next batch. Throws as extraction
   * does.
   */
  readonly batches: AsyncIterable<readonly RecordOutcome[]>;
  /** What was read of the file so far, with the hash of its content once it is read to its end. */
  readonly counts: () => ExtractionCounts;
}

/**
 * The rows of the records of a log file. Ingestion, verification and `alerts test` all make them here, so they test and
 * verify exactly what is ingested.
 */
export function indexRecords(file: FileToIndex, indexing: Indexing): IndexedRecords {
  const { chunks, fromRecord = 0 } = file;
  const { guard, kept } = indexing;
  const wanted = { related: true, guard, neighbours: file.neighbours ?? kept.neighbours };
  const extraction = extractRecords(chunks, { ...wanted, parse: parseRecord, sha256: true, fromRecord });
  async function* batches(): AsyncGenerator<readonly RecordOutcome[]> {
    for await (const batch of extraction.batches) {
      yield batch.map((record) => ({ record, outcome: indexFound(record, file, indexing) }));
    }
  }
  return { batches: batches(), counts: extraction.counts };
}

/** The rows of one record of a file, or why it has none. An unreadable record has a row in quarantine. */
export function indexFound(record: FoundRecord, file: FileOfRecords, indexing: Indexing): IndexedRecord | NotIndexed {
  const place = { logFile: file.logFile, recordIndex: record.index, recordSha256: hashOf(record) };
  if (record.damage) return indexDamagedRecord(record, place, file, indexing);
  return indexRecord(record.value, place, file, indexing);
}

/** How a message names a record that goes to quarantine, or `would go` there where nothing is stored. */
export function quarantinedRecord({ row }: IndexedRecord, goes = 'goes'): readonly string[] {
  const { recordIndex, quarantineReason } = row;
  return quarantineReason === undefined ? [] : [`record ${recordIndex} ${goes} to quarantine: ${quarantineReason}`];
}

function hashOf(record: FoundRecord): string {
  const known = record.damage && record.sha256;
  return known ?? createHash('sha256').update(record.bytes).digest('hex');
}
