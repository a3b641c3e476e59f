import { NotCloudTrailError } from '../../core/log-file/broken-log-file-error';
import type { FoundRecord } from '../../core/log-file/systems-manager-records';
import { isKnownSource } from '../../core/record/event-source';
import { addCounts, type FileCounts, NO_COUNTS, namedRecords } from '../../core/rows/delivery-row';
import type { IndexedRecord, Indexing, NotIndexed } from '../index/index-record';
import { type FileToIndex, indexRecords, quarantinedRecord, type RecordOutcome } from '../index/index-records';
import { type Deadline, OutOfTimeError } from '../ports/deadline';
import type { EventWriter } from './store-events';

/** Records stored between two looks at the clock: some tenths of a second at a table's usual pace. */
const RECORDS_AT_ONCE = 100;

/** Terms stored at most between two looks at the clock, but for those of one record: a hundred usual records have fewer. */
const TERMS_AT_ONCE = 5_000;

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
export interface LogFileContent extends FileToIndex {
  /** The place of the first record that is not stored yet: 0, or where an earlier attempt was cut off. */
  readonly fromRecord: number;
  /** Whether the file was read before, so that rows of it may stand where another configuration put them. */
  readonly isReread: boolean;
}

/** What became of a file's records, whether or not it could be read and stored to its end. */
export interface IndexedFile {
  readonly counts: FileCounts;
  /** Decompressed bytes read. */
  readonly bytes: number;
  readonly contentSha256?: string;
  readonly firstMalformedRecord?: number;
  /** As the receipt names them. */
  readonly quarantinedRecords?: readonly string[];
  readonly firstEventTime?: string;
  readonly lastEventTime?: string;
  /** Where the next attempt goes on. */
  readonly nextRecord: number;
  /** The file turned out to be a digest: it has no records, and that is no failure. */
  readonly skipped?: true;
  /** Why the end was not reached. */
  readonly failure?: unknown;
}

/** Turns a log file's records into rows, in order, and says how far it came: a failure is part of the answer. */
export async function indexLogFile(
  deps: IndexingDependencies,
  file: LogFileContent,
  deadline: Deadline,
): Promise<IndexedFile> {
  const records = indexRecords({ ...file, chunks: inTime(file, deadline) }, deps.indexing);
  const progress = new Progress(file.fromRecord);
  let failure: unknown;
  try {
    for await (const batch of records.batches) await storeBatch(deps, file, batch, progress, deadline);
  } catch (error) {
    failure = error;
  }
  const { bytes, sha256, firstMalformedRecord, ...counts } = records.counts();
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
  return failure instanceof NotCloudTrailError && failure.isDigest;
}

async function storeBatch(
  deps: IndexingDependencies,
  file: LogFileContent,
  batch: readonly RecordOutcome[],
  progress: Progress,
  deadline: Deadline,
): Promise<void> {
  for (const records of slices(batch)) {
    if (deadline.remainingMs() < STORE_MS)
      throw new OutOfTimeError(`the records from ${progress.nextRecord} of ${file.logFile}`);
    const indexed = records.flatMap(({ outcome }) => (typeof outcome === 'object' ? [outcome] : []));
    const stored = await deps.events.write(indexed, deadline, file.isReread);
    progress.add(records, indexed, stored);
  }
}

/** A batch in parts that take about the same time to store, however many terms somebody gave to one of its records. */
function* slices(batch: readonly RecordOutcome[]): Generator<readonly RecordOutcome[]> {
  let [slice, terms]: [RecordOutcome[], number] = [[], 0];
  for (const record of batch) {
    slice.push(record);
    terms += typeof record.outcome === 'object' ? record.outcome.termKeys.length : 0;
    if (slice.length < RECORDS_AT_ONCE && terms < TERMS_AT_ONCE) continue;
    yield slice;
    [slice, terms] = [[], 0];
  }
  if (slice.length > 0) yield slice;
}

/** How many of a batch's own records have no row, by reason. Related ones do not count. */
function notIndexed(own: readonly RecordOutcome[]): Pick<FileCounts, 'expired' | 'leftOut'> {
  const count = (reason: NotIndexed) => own.filter(({ outcome }) => outcome === reason).length;
  return { expired: count('expired'), leftOut: count('leftOut') };
}

/** Whether a record counts as Systems Manager's. One that cannot be read does: nobody can know whose it is. */
function isOwn(record: FoundRecord): boolean {
  return record.damage !== undefined || record.family === 'systems-manager';
}

function isOfUnknownSource(record: FoundRecord): boolean {
  return record.damage === undefined && !isKnownSource(String(record.value['eventSource']));
}

/** How far a file has come. */
class Progress {
  counts: FileCounts = NO_COUNTS;
  private readonly times: string[] = [];
  private quarantined: readonly string[] = [];

  constructor(public nextRecord: number) {}

  /** Adds a batch of records: those that were indexed, and what storing them came to. */
  add(records: readonly RecordOutcome[], indexed: readonly IndexedRecord[], stored: Partial<FileCounts>): void {
    const own = records.filter(({ record }) => isOwn(record));
    const unknownSources = own.filter(({ record }) => isOfUnknownSource(record)).length;
    this.counts = addCounts(this.counts, { ...NO_COUNTS, ...stored, ...notIndexed(own), unknownSources });
    this.nextRecord = (records.at(-1)?.record.index ?? this.nextRecord - 1) + 1;
    this.widen(indexed.filter(({ row }) => row.quarantineReason === undefined).map(({ time }) => time));
    this.quarantined = namedRecords(this.quarantined, indexed.flatMap(quarantinedRecord));
  }

  extent(): Pick<IndexedFile, 'nextRecord' | 'firstEventTime' | 'lastEventTime' | 'quarantinedRecords'> {
    const { nextRecord, quarantined } = this;
    const [firstEventTime, lastEventTime] = [this.times.at(0), this.times.at(-1)];
    return {
      nextRecord,
      ...(firstEventTime && lastEventTime && { firstEventTime, lastEventTime }),
      ...(quarantined.length > 0 && { quarantinedRecords: quarantined }),
    };
  }

  /** Keeps the earliest and the latest time alone. */
  private widen(times: readonly string[]): void {
    const sorted = [...this.times, ...times].sort();
    this.times.splice(0, this.times.length, ...sorted.slice(0, 1), ...sorted.slice(1).slice(-1));
  }
}
