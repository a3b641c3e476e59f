import { readLogFileName } from '../../core/delivery/log-file-name';
import { keptFamilyOf } from '../../core/guard/kept-family';
import type { FoundRecord } from '../../core/log-file/systems-manager-records';
import { ALL_NEIGHBOURS, type KeptNeighbours, NO_NEIGHBOURS } from '../../core/neighbours/neighbour-calls';
import { KEEP_ALL } from '../../core/rows/kept-records';
import type { IndexedRecord, Indexing } from '../index/index-record';
import { type FileOfRecords, indexFound, indexRecords, type RecordOutcome } from '../index/index-records';
import { indexByVersion } from '../index/index-version';

/** A log file to read again, to learn which rows it makes. */
export interface FileToExpect {
  /** The name of the file in receipts and rows. */
  readonly logFile: string;
  readonly key: string;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** The neighbours that it was read with, according to its receipt. @default none that is certain */
  readonly readWith?: KeptNeighbours;
}

/** How records are indexed today, and how else they may have been indexed when their log file came. */
export interface ExpectedIndexing extends Indexing {
  /**
   * Configurations that were replaced lately. A row that one of them does not make, or lets expire, may be missing.
   * @default - none is known
   */
  readonly formerly?: readonly Indexing[];
}

/**
 * The rows of a record. They are optional if today's options or former ones leave the record out or let its row expire,
 * because either may have applied when it was indexed.
 */
export interface ExpectedRecord extends IndexedRecord {
  readonly isOptional?: true;
  /** The rows that an older version of the index makes of it. Undefined if that version makes none. */
  readonly byVersion: (version: number) => IndexedRecord | undefined;
}

/** The rows that a log file makes, batch by batch, made by the code that ingests it. Then the hash of its content. */
export interface ExpectedRows {
  /** Without records that have expired by `now`. */
  readonly batches: AsyncIterable<readonly ExpectedRecord[]>;
  /** The SHA-256 of the decompressed content, after the last batch. */
  readonly sha256: () => string | undefined;
}

/**
 * Reads a log file again as if it were delivered now. Whether its neighbours were kept is judged by its receipt, because the
 * configuration of today does not say it: rows of neighbours that it was not read with are optional.
 */
export function expectedRows(
  { logFile, key, chunks, readWith = NO_NEIGHBOURS }: FileToExpect,
  today: ExpectedIndexing,
  now: Date,
): ExpectedRows {
  const indexing = withNeighbours(today, readWith);
  const file = { logFile, origin: 'delivery', deliveredAt: readLogFileName(key).deliveredAt, now } as const;
  const records = indexRecords({ ...file, chunks, neighbours: ALL_NEIGHBOURS }, indexing);
  async function* batches(): AsyncGenerator<readonly ExpectedRecord[]> {
    for await (const batch of records.batches) yield batch.flatMap((record) => expected(record, file, indexing) ?? []);
  }
  return { batches: batches(), sha256: () => records.counts().sha256 };
}

/** The configurations, as far as they are judged by: those of all times kept the neighbours that a file was read with. */
function withNeighbours(indexing: ExpectedIndexing, neighbours: KeptNeighbours): ExpectedIndexing {
  const each = (one: Indexing) => ({ ...one, kept: { ...one.kept, neighbours } });
  return { ...each(indexing), ...(indexing.formerly && { formerly: indexing.formerly.map(each) }) };
}

function expected(
  { record, outcome }: RecordOutcome,
  file: FileOfRecords,
  indexing: ExpectedIndexing,
): ExpectedRecord | undefined {
  const { formerly = [] } = indexing;
  if (outcome === 'expired' && formerly.length === 0) return undefined;
  const whole = { ...indexing, kept: KEEP_ALL, ...(outcome === 'expired' && { retentionDays: undefined }) };
  const indexed = typeof outcome === 'string' ? indexFound(record, file, whole) : outcome;
  if (typeof indexed !== 'object') return undefined;
  const { logFile, recordIndex, recordSha256 } = indexed.context;
  const byVersion = (version: number) => {
    // Before version 2, ingestion gave up on a file at a record that it could not read.
    if (record.damage) return undefined;
    const older = indexByVersion(version, record.value, { logFile, recordIndex, recordSha256 }, file, whole);
    return typeof older === 'object' ? older : undefined;
  };
  const isOptional = typeof outcome === 'string' || formerly.some((each) => !isMadeBy(each, record, file));
  return { ...indexed, byVersion, ...(isOptional && { isOptional }) };
}

/** Whether a configuration makes a row of a record that is still there. */
function isMadeBy(indexing: Indexing, record: FoundRecord, file: FileOfRecords): boolean {
  if (!record.damage && keptFamilyOf(record.value, indexing.guard) === 'other') return false;
  return typeof indexFound(record, file, indexing) !== 'string';
}
