import { createHash } from 'node:crypto';
import { NoRecordsError } from '../../core/log-file/broken-log-file-error';
import type { ExtractedRecord } from '../../core/log-file/systems-manager-records';
import { isKnownSource } from '../../core/record/event-source';
import { parseRecord } from '../../core/record/parse-record';
import { addCounts, type FileCounts, NO_COUNTS } from '../../core/rows/delivery-row';
import { extractRecords } from '../extract/extract-records';
import {
  type IndexedRecord,
  type Indexing,
  indexRecord,
  type NotIndexed,
  type RecordSource,
} from '../index/index-record';
import { type Deadline, OutOfTimeError } from '../ports/deadline';
import type { EventWriter } from './store-events';

/** Records stored between two looks at the clock: some tenths of a second at a table's usual pace. */
const RECORDS_AT_ONCE = 100;

/**
 * The time that storing that many may take when the table throttles, in milliseconds: none is begun with less left, nor
 * is more read, for a file may be large and hold no record that is stored.
 */
const STORE_MS = 10_000;

/** What indexing writes with and by. */
export interface IndexingDependencies {
  readonly events: EventWriter;
  readonly indexing: Indexing;
}

/** A log file's content and what is known of the file. */
export interface LogFileContent extends RecordSource {
  readonly logFile: string;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** The place of the first record that is not stored yet: 0, or where an earlier attempt was cut off. */
  readonly fromRecord: number;
}

/** What became of a file's records, whether or not it could be read and stored to its end. */
export interface IndexedFile {
  readonly counts: FileCounts;
  /** Decompressed bytes read. */
  readonly bytes: number;
  readonly contentSha256?: string;
  readonly firstMalformedRecord?: number;
  readonly firstEventTime?: string;
  readonly lastEventTime?: string;
  /** Where the next attempt goes on. */
  readonly nextRecord: number;
  /** The file turned out to be a digest: it has no records, and that is no failure. */
  readonly skipped?: true;
  /** Why the end was not reached. */
  readonly failure?: unknown;
}

/** Top-level names of CloudTrail's digest files (CloudTrail user guide: digest file structure). */
const DIGEST_KEYS = ['digestStartTime', 'digestS3Object', 'logFiles'];

/** Turns a log file's records into rows, in order, and says how far it came: a failure is part of the answer. */
export async function indexLogFile(
  deps: IndexingDependencies,
  file: LogFileContent,
  deadline: Deadline,
): Promise<IndexedFile> {
  const extraction = extractRecords(inTime(file, deadline), {
    layout: 'records',
    related: true,
    parse: parseRecord,
    sha256: true,
  });
  const progress = new Progress(file.fromRecord);
  let failure: unknown;
  try {
    for await (const batch of extraction.batches) await storeBatch(deps, file, batch, progress, deadline);
  } catch (error) {
    failure = error;
  }
  const { bytes, sha256, firstMalformedRecord, ...counts } = extraction.counts();
  return {
    ...progress.extent(),
    counts: { ...progress.counts, ...counts },
    bytes,
    ...(firstMalformedRecord !== undefined && { firstMalformedRecord }),
    ...(sha256 !== undefined && { contentSha256: sha256 }),
    ...(isDigest(failure) ? { skipped: true } : failure !== undefined && { failure }),
  };
}

async function* inTime({ chunks, logFile }: LogFileContent, deadline: Deadline): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    if (deadline.remainingMs() < STORE_MS) throw new OutOfTimeError(`the rest of ${logFile}`);
    yield chunk;
  }
}

function isDigest(failure: unknown): boolean {
  return failure instanceof NoRecordsError && DIGEST_KEYS.some((key) => failure.keys.includes(key));
}

async function storeBatch(
  deps: IndexingDependencies,
  file: LogFileContent,
  batch: readonly ExtractedRecord[],
  progress: Progress,
  deadline: Deadline,
): Promise<void> {
  const waiting = batch.filter(({ index }) => index >= file.fromRecord);
  for (let start = 0; start < waiting.length; start += RECORDS_AT_ONCE) {
    if (deadline.remainingMs() < STORE_MS)
      throw new OutOfTimeError(`the records from ${progress.nextRecord} of ${file.logFile}`);
    const records = waiting.slice(start, start + RECORDS_AT_ONCE);
    const outcomes = records.map((record) => indexedRecord(record, file, deps.indexing));
    const indexed = outcomes.filter((outcome) => typeof outcome === 'object');
    const notIndexed = records.map((record, index) => ({ record, outcome: outcomes[index] }));
    progress.add(await deps.events.write(indexed, deadline), indexed, records, countsOf(notIndexed));
  }
}

/** How many of a batch's own records have no row, by reason. Related ones do not count. */
function countsOf(
  outcomes: readonly { readonly record: ExtractedRecord; readonly outcome: IndexedRecord | NotIndexed | undefined }[],
): Pick<FileCounts, 'expired' | 'leftOut'> {
  const own = outcomes.filter(({ record }) => record.family === 'systems-manager');
  const count = (reason: NotIndexed) => own.filter(({ outcome }) => outcome === reason).length;
  return { expired: count('expired'), leftOut: count('leftOut') };
}

function indexedRecord(record: ExtractedRecord, file: LogFileContent, indexing: Indexing): IndexedRecord | NotIndexed {
  const recordSha256 = createHash('sha256').update(record.bytes).digest('hex');
  return indexRecord(record.value, { logFile: file.logFile, recordIndex: record.index, recordSha256 }, file, indexing);
}

/** How far a file has come. */
class Progress {
  counts: FileCounts = NO_COUNTS;
  private readonly times: string[] = [];

  constructor(public nextRecord: number) {}

  /** Adds a batch of records: what was stored, and what has no row. */
  add(
    stored: Partial<FileCounts>,
    indexed: readonly IndexedRecord[],
    records: readonly ExtractedRecord[],
    notIndexed: Pick<FileCounts, 'expired' | 'leftOut'>,
  ): void {
    const own = records.filter(({ family }) => family === 'systems-manager');
    const unknownSources = own.filter(({ value }) => !isKnownSource(String(value['eventSource']))).length;
    this.counts = addCounts(this.counts, { ...NO_COUNTS, ...stored, ...notIndexed, unknownSources });
    this.nextRecord = (records.at(-1)?.index ?? this.nextRecord - 1) + 1;
    this.widen(indexed.filter(({ row }) => row.quarantineReason === undefined).map(({ time }) => time));
  }

  extent(): Pick<IndexedFile, 'nextRecord' | 'firstEventTime' | 'lastEventTime'> {
    const [firstEventTime, lastEventTime] = [this.times.at(0), this.times.at(-1)];
    return { nextRecord: this.nextRecord, ...(firstEventTime && lastEventTime && { firstEventTime, lastEventTime }) };
  }

  /** Keeps the earliest and the latest time alone. */
  private widen(times: readonly string[]): void {
    const sorted = [...this.times, ...times].sort();
    this.times.splice(0, this.times.length, ...sorted.slice(0, 1), ...sorted.slice(1).slice(-1));
  }
}
