import { readLogFileName } from '../core/delivery/log-file-name';
import type { Origin } from '../core/event/audit-event';
import {
  addCounts,
  type FileCounts,
  formatLogFile,
  type LogFileLocation,
  NO_COUNTS,
  type Receipt,
  receiptKey,
} from '../core/rows/delivery-row';
import { INDEX_VERSION } from '../core/rows/event-row';
import { expiryOf } from '../core/rows/retention';
import { type IndexedFile, type IndexingDependencies, indexLogFile } from './index-log-file';
import { type Deadline, keepingBack, OutOfTimeError } from './ports/deadline';
import { ForeignBucketError, type LogFileSource, type OpenedLogFile } from './ports/log-file-source';
import type { ReceiptStore } from './ports/receipt-store';

/** What a receipt outlives its rows by, in days: so that a row is never there without the receipt that vouches for it. */
const RECEIPT_EXTRA_DAYS = 35;

/** The least time that a log file is begun with, in milliseconds: with less it could only be opened and closed again. */
const BEGIN_MS = 20_000;

/** The time kept back from reading and storing, so that the receipt can be written whatever became of the rows. */
const RECEIPT_MS = 5_000;

/** What ingestion needs of the world. */
export interface IngestDependencies extends IndexingDependencies {
  readonly logFiles: LogFileSource;
  readonly receipts: ReceiptStore;
  readonly now: () => Date;
}

/** A log file to ingest. */
export interface LogFileTask extends LogFileLocation {
  readonly origin: Origin;
  readonly versionId?: string;
  /** Whether the file is read again although its receipt says that it is done. */
  readonly force?: boolean;
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
  let opened: OpenedLogFile;
  try {
    opened = await deps.logFiles.open(task, task.versionId, work);
  } catch (failure) {
    if (failure instanceof ForeignBucketError) throw failure;
    return settle(deps, unopenedReceipt(deps, task, previous, failure), failure, deadline);
  }
  try {
    if (previous && !task.force && isSettled(previous, opened)) return await recognise(deps, previous, deadline);
    const indexed = await indexOpened(deps, task, opened, resumable(previous, opened), work);
    return await settle(deps, receiptOf(deps, task, previous, opened, indexed), indexed.failure, deadline);
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
  task: LogFileTask,
  opened: OpenedLogFile,
  checkpoint: Receipt | undefined,
  deadline: Deadline,
): Promise<IndexedFile> {
  const { deliveredAt } = readLogFileName(task.key);
  const source = { logFile: formatLogFile(task), origin: task.origin, deliveredAt, now: deps.now() };
  const content = { ...source, chunks: opened.chunks, fromRecord: checkpoint?.nextRecord ?? 0 };
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
  return { ...now, ...extent, counts: continuedCounts(before, now.counts) };
}

/** What is stored adds up over attempts; what was read is read anew each time. */
function continuedCounts(before: FileCounts, now: FileCounts): FileCounts {
  return addCounts(now, { ...before, records: 0, ssmRecords: 0, relatedRecords: 0 });
}

function receiptDraft(deps: IngestDependencies, task: LogFileTask, previous: Receipt | undefined) {
  const { accountId, region, deliveredAt } = readLogFileName(task.key);
  const { retentionDays } = deps.indexing;
  const days = retentionDays === undefined ? undefined : retentionDays + RECEIPT_EXTRA_DAYS;
  const expiresAt = expiryOf(deps.now().toISOString(), deliveredAt, days);
  return {
    ...receiptKey(task),
    ...NO_COUNTS,
    logFile: formatLogFile(task),
    bytes: 0,
    origin: task.origin,
    indexVersion: INDEX_VERSION,
    finishedAt: deps.now().toISOString(),
    ...(accountId && { accountId }),
    ...(region && { region }),
    ...(deliveredAt && { deliveredAt }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...((previous?.hadTrouble || (previous && previous.state !== 'done')) && { hadTrouble: true as const }),
  };
}

/** The receipt of a file that was read, as far as it went. */
function receiptOf(
  deps: IngestDependencies,
  task: LogFileTask,
  previous: Receipt | undefined,
  { eTag, versionId }: OpenedLogFile,
  { counts, failure, nextRecord, ...read }: IndexedFile,
): Receipt {
  const attempt = attemptState(deps, failure);
  return {
    ...receiptDraft(deps, task, previous),
    ...counts,
    ...read,
    eTag,
    ...(versionId !== undefined && { versionId }),
    ...(attempt.state === 'unfinished' && { nextRecord }),
    ...attempt,
  };
}

/** The receipt of a file that could not be opened. A checkpoint stays one: the file is as far as it was. */
function unopenedReceipt(
  deps: IngestDependencies,
  task: LogFileTask,
  previous: Receipt | undefined,
  failure: unknown,
): Receipt {
  const attempt = attemptState(deps, failure);
  if (previous?.state !== 'unfinished') return { ...receiptDraft(deps, task, previous), ...attempt };
  return { ...previous, ...attempt, state: 'unfinished', hadTrouble: true };
}

function attemptState(deps: IngestDependencies, failure: unknown): Pick<Receipt, 'state' | 'finishedAt' | 'reason'> {
  const finishedAt = deps.now().toISOString();
  if (failure === undefined) return { state: 'done', finishedAt };
  const reason = messageOf(failure);
  return { state: failure instanceof OutOfTimeError ? 'unfinished' : 'failed', finishedAt, reason };
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
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

/** The checkpoint to go on from: an unfinished attempt at the same content by the same version of the index. */
function resumable(previous: Receipt | undefined, { eTag }: OpenedLogFile): Receipt | undefined {
  const isCheckpoint =
    previous?.state === 'unfinished' && previous.eTag === eTag && previous.indexVersion === INDEX_VERSION;
  return isCheckpoint ? previous : undefined;
}
