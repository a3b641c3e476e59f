import { readLogFileName } from '../../core/delivery/log-file-name';
import type { Origin } from '../../core/event/audit-event';
import type { KeptNeighbours } from '../../core/neighbours/neighbour-calls';
import { isReadWith } from '../../core/neighbours/read-with';
import { addCounts, type FileCounts, formatLogFile, namedRecords, type Receipt } from '../../core/rows/delivery-row';
import { INDEX_VERSION } from '../../core/rows/event-row';
import { type Deadline, keepingBack, OutOfTimeError } from '../ports/deadline';
import { ForeignBucketError, type LogFileSource, type OpenedLogFile } from '../ports/log-file-source';
import type { ReceiptStore } from '../ports/receipt-store';
import type { WorkInHand } from '../ports/work-in-hand';
import { type Attempt, begunReceipt, messageOf, readReceipt, unopenedReceipt } from './draft-receipt';
import { type IndexedFile, type IndexingDependencies, indexLogFile } from './index-log-file';
import type { LogFileTask } from './log-file-task';

/**
 * The least time, in milliseconds, to start a log file with. In less time, it could only be opened and closed again.
 */
const BEGIN_MS = 20_000;

/** The time that reading and storing leave, so that the receipt can be written whatever happens to the rows. */
const RECEIPT_MS = 5_000;

/** The dependencies of ingestion. */
export interface IngestDependencies extends IndexingDependencies {
  readonly logFiles: LogFileSource;
  readonly receipts: ReceiptStore;
  readonly now: () => Date;
  /** If there is no queue behind the work, leaves a trace of the file that a killed process was reading. */
  readonly workInHand?: WorkInHand;
}

/**
 * Ingests one log file: fetches it, extracts its records, writes rows, and writes the receipt last. The answer is the
 * receipt. You can repeat it at any point. Does not read a file again if the same index version indexed the same
 * content before. The answer says what was wrong with a corrupt receipt that it replaces. If the file could not be finished, stores what it can, says in the receipt how far it came, and
 * rejects with the reason (`IngestFailure`). Other rejections leave no receipt: too little time to start, a foreign
 * bucket, receipts that cannot be read or written.
 */
export async function ingestLogFile(
  deps: IngestDependencies,
  given: LogFileTask,
  deadline: Deadline,
): Promise<Receipt> {
  if (deadline.remainingMs() < BEGIN_MS) throw new OutOfTimeError(formatLogFile(given));
  const work = keepingBack(deadline, RECEIPT_MS);
  const previous = await deps.receipts.find(given, work);
  const task = { ...given, origin: continuedOrigin(given, previous) };
  const attempt = { task, previous, now: deps.now, retentionDays: deps.indexing.retentionDays };
  let opened: OpenedLogFile;
  try {
    opened = await deps.logFiles.open(task, task.versionId, work);
  } catch (failure) {
    if (failure instanceof ForeignBucketError) throw failure;
    return settle(deps, unopenedReceipt(attempt, failure), failure, deadline);
  }
  try {
    const { neighbours } = deps.indexing.kept;
    if (previous && !task.force && isSettled(previous, opened, neighbours))
      return await recognise(deps, previous, deadline);
    const checkpoint = resumable(attempt, opened, neighbours);
    await deps.workInHand?.begin(() => begunReceipt(attempt, opened, checkpoint), work);
    const indexed = await indexOpened(deps, attempt, opened, checkpoint, work);
    const receipt = await settle(deps, readReceipt(attempt, opened, indexed), indexed.failure, deadline);
    return previous?.corrupt === undefined ? receipt : { ...receipt, corrupt: previous.corrupt };
  } finally {
    opened.discard();
  }
}

/** A log file that could not be finished. Its receipt counts what was stored before the failure. */
export class IngestFailure extends Error {
  constructor(
    readonly receipt: Receipt,
    cause: unknown,
  ) {
    super(`${receipt.logFile}: ${receipt.reason ?? 'unfinished'}`, { cause });
    this.name = 'IngestFailure';
  }
}

/** A file that was begun as news is not continued as history: the rest of its events would raise no alerts. */
function continuedOrigin({ origin }: LogFileTask, previous: Receipt | undefined): Origin {
  return origin === 'backfill' && previous?.state === 'unfinished' ? previous.origin : origin;
}

async function settle(
  deps: IngestDependencies,
  receipt: Receipt,
  failure: unknown,
  deadline: Deadline,
): Promise<Receipt> {
  try {
    await deps.receipts.put(receipt, deadline);
  } catch (error) {
    // A store that fails for good says so by one error: the file has no other trouble, and no further file can do better.
    if (failure === undefined || error === failure) throw error;
    const reason = `${receipt.reason}; its receipt could not be written either: ${messageOf(error)}`;
    throw new IngestFailure({ ...receipt, reason }, failure);
  }
  if (failure !== undefined) throw new IngestFailure(receipt, failure);
  return receipt;
}

async function indexOpened(
  deps: IngestDependencies,
  { task, previous }: Attempt,
  opened: OpenedLogFile,
  checkpoint: Receipt | undefined,
  deadline: Deadline,
): Promise<IndexedFile> {
  const { deliveredAt } = readLogFileName(task.key);
  const source = { logFile: formatLogFile(task), origin: task.origin, deliveredAt, now: deps.now() };
  const isReread = previous !== undefined || task.force === true;
  const content = { ...source, chunks: opened.chunks, fromRecord: checkpoint?.nextRecord ?? 0, isReread };
  const indexed = await indexLogFile(deps, content, deadline);
  return checkpoint ? continued(checkpoint, indexed) : indexed;
}

/** Combines an attempt that continued from a checkpoint with what came before it. */
function continued(before: Receipt, now: IndexedFile): IndexedFile {
  const times = [before.firstEventTime, before.lastEventTime, now.firstEventTime, now.lastEventTime]
    .filter((time) => time !== undefined)
    .sort();
  const [firstEventTime, lastEventTime] = [times.at(0), times.at(-1)];
  const extent = firstEventTime && lastEventTime ? { firstEventTime, lastEventTime } : {};
  const quarantined = namedRecords(before.quarantinedRecords ?? [], now.quarantinedRecords ?? []);
  const named = quarantined.length > 0 ? { quarantinedRecords: quarantined } : {};
  return { ...now, ...extent, ...named, counts: continuedCounts(before, now.counts) };
}

/** Counts of stored rows add up over attempts. Counts of what was read start again each time. */
function continuedCounts(before: FileCounts, now: FileCounts): FileCounts {
  return addCounts(now, {
    ...before,
    records: 0,
    ssmRecords: 0,
    relatedRecords: 0,
    guardRecords: 0,
    malformedRecords: 0,
    sourcelessRecords: 0,
  });
}

/** Whether this version of the index has already indexed this content, with the neighbours that are kept today. */
function isSettled(previous: Receipt, { eTag }: OpenedLogFile, neighbours: KeptNeighbours): boolean {
  const isIndexed = previous.state === 'done' && previous.eTag === eTag && previous.indexVersion >= INDEX_VERSION;
  return isIndexed && isReadWith(previous, neighbours);
}

/**
 * The receipt that a second delivery counts: every row was known. If the receipt had trouble, it is put again, because
 * the process that wrote it may have ended before it updated the list of trouble.
 */
async function recognise(deps: IngestDependencies, previous: Receipt, deadline: Deadline): Promise<Receipt> {
  if (previous.hadTrouble) await deps.receipts.put(previous, deadline);
  const { newEvents, knownEvents, conflicts, quarantined, knownQuarantined } = previous;
  return {
    ...previous,
    newEvents: 0,
    knownEvents: newEvents + knownEvents + conflicts,
    conflicts: 0,
    quarantined: 0,
    knownQuarantined: quarantined + knownQuarantined,
  };
}

/**
 * The checkpoint to continue from: an unfinished attempt at the same content by the same version of the index, which looked for
 * the same neighbours. A forced
 * attempt continues only from its own checkpoint.
 */
function resumable(
  { task, previous }: Attempt,
  { eTag }: OpenedLogFile,
  neighbours: KeptNeighbours,
): Receipt | undefined {
  const isOfContent =
    previous?.state === 'unfinished' && previous.eTag === eTag && previous.indexVersion === INDEX_VERSION;
  const isCheckpoint = isOfContent && isReadWith(previous, neighbours);
  return isCheckpoint && (previous.forced || !task.force) ? previous : undefined;
}
