import { readLogFileName } from '../../core/delivery/log-file-name';
import { addCounts, type FileCounts, formatLogFile, namedRecords, type Receipt } from '../../core/rows/delivery-row';
import { INDEX_VERSION } from '../../core/rows/event-row';
import { type Deadline, keepingBack, OutOfTimeError } from '../ports/deadline';
import { ForeignBucketError, type LogFileSource, type OpenedLogFile } from '../ports/log-file-source';
import type { ReceiptStore } from '../ports/receipt-store';
import type { WorkInHand } from '../ports/work-in-hand';
import { type Attempt, begunReceipt, messageOf, readReceipt, unopenedReceipt } from './draft-receipt';
import { type IndexedFile, type IndexingDependencies, indexLogFile } from './index-log-file';
import type { LogFileTask } from './log-file-task';

/** The least time that a log file is begun with, in milliseconds: with less it could only be opened and closed again. */
const BEGIN_MS = 20_000;

/** The time kept back from reading and storing, so that the receipt can be written whatever became of the rows. */
const RECEIPT_MS = 5_000;

/** What ingestion needs of the world. */
export interface IngestDependencies extends IndexingDependencies {
  readonly logFiles: LogFileSource;
  readonly receipts: ReceiptStore;
  readonly now: () => Date;
  /** Where no queue stands behind the work: leaves a trace of the file that a killed process was at. */
  readonly workInHand?: WorkInHand;
}

/**
 * Ingests one log file: fetch, extract, rows, and last the receipt, which is the answer. Safe to repeat at any point. A
 * file whose content was indexed before by the same index version is not read again. Rejects with the reason where the
 * file could not be finished, after what could be stored is stored and the receipt says how far (`IngestFailure`).
 * Other rejections leave no receipt: too little time to begin, a foreign bucket, receipts that cannot be read or written.
 */
export async function ingestLogFile(deps: IngestDependencies, task: LogFileTask, deadline: Deadline): Promise<Receipt> {
  if (deadline.remainingMs() < BEGIN_MS) throw new OutOfTimeError(formatLogFile(task));
  const work = keepingBack(deadline, RECEIPT_MS);
  const previous = await deps.receipts.find(task, work);
  const attempt = { task, previous, now: deps.now, retentionDays: deps.indexing.retentionDays };
  let opened: OpenedLogFile;
  try {
    opened = await deps.logFiles.open(task, task.versionId, work);
  } catch (failure) {
    if (failure instanceof ForeignBucketError) throw failure;
    return settle(deps, unopenedReceipt(attempt, failure), failure, deadline);
  }
  try {
    if (previous && !task.force && isSettled(previous, opened)) return await recognise(deps, previous, deadline);
    const checkpoint = resumable(attempt, opened);
    await deps.workInHand?.begin(begunReceipt(attempt, opened, checkpoint), work);
    const indexed = await indexOpened(deps, attempt, opened, checkpoint, work);
    return await settle(deps, readReceipt(attempt, opened, indexed), indexed.failure, deadline);
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

async function settle(
  deps: IngestDependencies,
  receipt: Receipt,
  failure: unknown,
  deadline: Deadline,
): Promise<Receipt> {
  try {
    await deps.receipts.put(receipt, deadline);
  } catch (error) {
    if (failure === undefined) throw error;
    const reason = `${receipt.reason}; nor could its receipt be written: ${messageOf(error)}`;
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

/** An attempt that went on from a checkpoint, and what came before it, as one. */
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

/** What is stored adds up over attempts; what was read is read anew each time. */
function continuedCounts(before: FileCounts, now: FileCounts): FileCounts {
  return addCounts(now, { ...before, records: 0, ssmRecords: 0, relatedRecords: 0, malformedRecords: 0 });
}

/** Whether this content is indexed already, as this version of the index has it. */
function isSettled(previous: Receipt, { eTag }: OpenedLogFile): boolean {
  return previous.state === 'done' && previous.eTag === eTag && previous.indexVersion >= INDEX_VERSION;
}

/**
 * A receipt as a second delivery counts: every row was known. One that had trouble is put again: the process that wrote
 * it may have ended before the list of trouble was brought up to date.
 */
async function recognise(deps: IngestDependencies, previous: Receipt, deadline: Deadline): Promise<Receipt> {
  if (previous.hadTrouble) await deps.receipts.put(previous, deadline);
  const { newEvents, knownEvents, conflicts, quarantined } = previous;
  return {
    ...previous,
    newEvents: 0,
    knownEvents: newEvents + knownEvents + conflicts + quarantined,
    conflicts: 0,
    quarantined: 0,
  };
}

/**
 * The checkpoint to go on from: an unfinished attempt at the same content by the same version of the index. An attempt
 * that is forced goes on from its own alone.
 */
function resumable({ task, previous }: Attempt, { eTag }: OpenedLogFile): Receipt | undefined {
  const isCheckpoint =
    previous?.state === 'unfinished' && previous.eTag === eTag && previous.indexVersion === INDEX_VERSION;
  return isCheckpoint && (previous.forced || !task.force) ? previous : undefined;
}
