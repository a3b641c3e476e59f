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
import { type Deadline, OutOfTimeError } from './ports/deadline';
import type { LogFileSource, OpenedLogFile } from './ports/log-file-source';
import type { ReceiptStore } from './ports/receipt-store';

/** What a receipt outlives its rows by, in days: so that a row is never there without the receipt that vouches for it. */
const RECEIPT_EXTRA_DAYS = 35;

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
}

/**
 * Ingests one log file: fetch, extract, rows, and last the receipt, which is the answer. Safe to repeat at any point. A
 * file whose content was indexed before by the same index version is not read again. Rejects with the reason where the
 * file could not be finished, after what could be stored is stored and the receipt says how far (`IngestFailure`).
 */
export async function ingestLogFile(deps: IngestDependencies, task: LogFileTask, deadline: Deadline): Promise<Receipt> {
  const previous = await deps.receipts.find(task, deadline);
  const draft = receiptDraft(deps, task, previous);
  let opened: OpenedLogFile;
  try {
    opened = await deps.logFiles.open(task, task.versionId);
  } catch (failure) {
    return settle(deps, { ...draft, ...attemptState(deps, failure) }, failure, deadline);
  }
  if (previous && isSettled(previous, opened)) return knownReceipt(previous, opened);
  const indexed = await indexOpened(deps, task, opened, resumable(previous, opened), deadline);
  return settle(
    deps,
    { ...draft, ...evidenceOf(opened, indexed), ...attemptState(deps, indexed.failure) },
    indexed.failure,
    deadline,
  );
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
  await deps.receipts.put(receipt, deadline);
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
  return checkpoint ? { ...indexed, counts: continuedCounts(checkpoint, indexed.counts) } : indexed;
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

function evidenceOf({ eTag, versionId }: OpenedLogFile, { counts, failure, ...read }: IndexedFile) {
  return { ...counts, ...read, eTag, ...(versionId !== undefined && { versionId }) };
}

function attemptState(deps: IngestDependencies, failure: unknown): Pick<Receipt, 'state' | 'finishedAt' | 'reason'> {
  const finishedAt = deps.now().toISOString();
  if (failure === undefined) return { state: 'done', finishedAt };
  const reason = failure instanceof Error ? failure.message : String(failure);
  return { state: failure instanceof OutOfTimeError ? 'unfinished' : 'failed', finishedAt, reason };
}

/** Whether this content is indexed already, as this version of the index has it. */
function isSettled(previous: Receipt, { eTag }: OpenedLogFile): boolean {
  return previous.state === 'done' && previous.eTag === eTag && previous.indexVersion >= INDEX_VERSION;
}

/** A receipt as a second delivery counts: every row was known. */
function knownReceipt(previous: Receipt, opened: OpenedLogFile): Receipt {
  opened.discard();
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
