import type { Neighbour } from '../../contract/neighbours';
import { NotCloudTrailError } from '../../core/log-file/broken-log-file-error';
import type { FoundRecord } from '../../core/log-file/systems-manager-records';
import { isKnownSource } from '../../core/record/event-source';
import { addCounts, type FileCounts, NO_COUNTS, namedRecords } from '../../core/rows/delivery-row';
import type { IndexedRecord, Indexing, NotIndexed } from '../index/index-record';
import { type FileToIndex, indexRecords, quarantinedRecord, type RecordOutcome } from '../index/index-records';
import { type Deadline, OutOfTimeError } from '../ports/deadline';
import type { EventWriter } from './store-events';

/** How many records to store between two looks at the clock. A table usually takes them in some tenths of a second. */
const RECORDS_AT_ONCE = 100;

/**
 * The most terms to store between two looks at the clock, except those of a single record. A hundred usual records have
 * fewer.
 */
const TERMS_AT_ONCE = 5_000;

/**
 * How long storing that many can take when the table throttles, in milliseconds. With less time left, indexing starts
 * no batch and reads no more, because a large file may have no record to store.
 */
const STORE_MS = 10_000;

/** The dependencies and the configuration of indexing. */
export interface IndexingDependencies {
  readonly events: EventWriter;
  readonly indexing: Indexing;
}

/** The content of a log file, and what is known about the file. */
export interface LogFileContent extends FileToIndex {
  /** The place of the first record that is not stored yet: 0, or where an earlier attempt was interrupted. */
  readonly fromRecord: number;
  /** Whether the file was read before. Its rows may then be where another configuration put them. */
  readonly isReread: boolean;
}

/** What happened to the records of a file, whether or not it could be read and stored to its end. */
export interface IndexedFile {
  readonly counts: FileCounts;
  /** Decompressed bytes read. */
  readonly bytes: number;
  readonly contentSha256?: string;
  /** As in the receipt. */
  readonly neighbours?: readonly Neighbour[];
  readonly neighbourRecords?: number;
  readonly firstMalformedRecord?: number;
  readonly firstSourcelessRecord?: number;
  /** Named as in the receipt. */
  readonly quarantinedRecords?: readonly string[];
  readonly firstEventTime?: string;
  readonly lastEventTime?: string;
  /** Where the next attempt continues. */
  readonly nextRecord: number;
  /** The file turned out to be a digest, which has no records. That is not a failure. */
  readonly skipped?: true;
  /** Why it did not reach the end. */
  readonly failure?: unknown;
}

/**
 * Turns the records of a log file into rows, in order, and says how far it came. A failure is part of the answer and
 * does not throw.
 */
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
  const { bytes, sha256, firstMalformedRecord, firstSourcelessRecord, neighbourRecords, ...counts } = records.counts();
  const neighbours = [...deps.indexing.kept.neighbours];
  return {
    ...progress.extent(),
    counts: { ...progress.counts, ...counts },
    bytes,
    ...(neighbourRecords !== undefined && { neighbours, neighbourRecords }),
    ...(firstMalformedRecord !== undefined && { firstMalformedRecord }),
    ...(firstSourcelessRecord !== undefined && { firstSourcelessRecord }),
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

/** Splits a batch into parts that take about the same time to store, however many terms one record has. */
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

/** How many Systems Manager records of a batch have no row, by reason. Related and guard records do not count. */
function notIndexed(own: readonly RecordOutcome[]): Pick<FileCounts, 'expired' | 'leftOut'> {
  const count = (reason: NotIndexed) => own.filter(({ outcome }) => outcome === reason).length;
  return { expired: count('expired'), leftOut: count('leftOut') };
}

/**
 * Whether a record counts as Systems Manager's. An unreadable record does, because nobody can know which service it
 * belongs to.
 */
function isOwn(record: FoundRecord): boolean {
  return record.damage !== undefined || record.family === 'systems-manager';
}

function isOfUnknownSource(record: FoundRecord): boolean {
  return record.damage === undefined && !isKnownSource(String(record.value['eventSource']));
}

/** How far a file is indexed. */
class Progress {
  counts: FileCounts = NO_COUNTS;
  private readonly times: string[] = [];
  private quarantined: readonly string[] = [];

  constructor(public nextRecord: number) {}

  /** Adds a batch of records: the indexed ones, and the result of storing them. */
  add(records: readonly RecordOutcome[], indexed: readonly IndexedRecord[], stored: Partial<FileCounts>): void {
    const own = records.filter(({ record }) => isOwn(record));
    const unknownSources = own.filter(({ record }) => isOfUnknownSource(record)).length;
    this.counts = addCounts(this.counts, { ...NO_COUNTS, ...stored, ...notIndexed(own), unknownSources });
    this.nextRecord = (records.at(-1)?.record.index ?? this.nextRecord - 1) + 1;
    this.widen(indexed.filter(({ row }) => row.quarantineReason === undefined).map(({ time }) => time));
    this.quarantined = namedRecords(
      this.quarantined,
      indexed.flatMap((each) => quarantinedRecord(each)),
    );
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

  /** Keeps only the earliest and the latest time. */
  private widen(times: readonly string[]): void {
    const sorted = [...this.times, ...times].sort();
    this.times.splice(0, this.times.length, ...sorted.slice(0, 1), ...sorted.slice(1).slice(-1));
  }
}
