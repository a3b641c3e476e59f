import { readLogFileName } from '../../core/delivery/log-file-name';
import { formatLogFile, NO_COUNTS, type Receipt, receiptKey } from '../../core/rows/delivery-row';
import { INDEX_VERSION } from '../../core/rows/event-row';
import { expiryOf } from '../../core/rows/retention';
import { OutOfTimeError } from '../ports/deadline';
import type { OpenedLogFile } from '../ports/log-file-source';
import type { IndexedFile } from './index-log-file';
import type { LogFileTask } from './log-file-task';

/** How many days a receipt outlives its rows, so that no row exists without the receipt that vouches for it. */
const RECEIPT_EXTRA_DAYS = 35;

/** An attempt at a log file: the task, the earlier receipt, and the rules for this attempt. */
export interface Attempt {
  readonly task: LogFileTask;
  readonly previous: Receipt | undefined;
  readonly now: () => Date;
  /** How many days rows are kept; undefined keeps everything. */
  readonly retentionDays: number | undefined;
}

/** The receipt of a file before it is read: from its first record, or from a checkpoint. */
export function begunReceipt(attempt: Attempt, opened: OpenedLogFile, checkpoint: Receipt | undefined): Receipt {
  return checkpoint ?? { ...receiptDraft(attempt), ...contentOf(opened), state: 'unfinished', nextRecord: 0 };
}

/** The receipt of a file that was read, as far as it went. */
export function readReceipt(attempt: Attempt, opened: OpenedLogFile, indexed: IndexedFile): Receipt {
  const { counts, failure, nextRecord, ...read } = indexed;
  const end = endOf(attempt, failure);
  return {
    ...receiptDraft(attempt),
    ...counts,
    ...read,
    ...contentOf(opened),
    ...changeOf(attempt.previous, opened, end.state, read.contentSha256),
    ...(end.state === 'unfinished' && { nextRecord }),
    ...(end.state !== 'done' && attempt.task.force && { forced: true }),
    ...end,
  };
}

/** The receipt of a file that could not be opened. A checkpoint stays, because the file is as far as it was. */
export function unopenedReceipt(attempt: Attempt, failure: unknown): Receipt {
  const { previous } = attempt;
  const end = endOf(attempt, failure);
  if (previous?.state !== 'unfinished') return { ...receiptDraft(attempt), ...end };
  return { ...previous, ...end, state: 'unfinished', hadTrouble: true };
}

/** The message of an error, or of whatever was thrown. */
export function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}

function receiptDraft({ task, previous, now, retentionDays }: Attempt) {
  const { accountId, region, deliveredAt } = readLogFileName(task.key);
  const days = retentionDays === undefined ? undefined : retentionDays + RECEIPT_EXTRA_DAYS;
  const expiresAt = expiryOf(now().toISOString(), deliveredAt, days);
  return {
    ...receiptKey(task),
    ...NO_COUNTS,
    logFile: formatLogFile(task),
    bytes: 0,
    origin: task.origin,
    indexVersion: INDEX_VERSION,
    finishedAt: now().toISOString(),
    ...(accountId && { accountId }),
    ...(region && { region }),
    ...(deliveredAt && { deliveredAt }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...((previous?.hadTrouble || (previous && previous.state !== 'done')) && { hadTrouble: true as const }),
    ...(previous?.changed && { changed: true as const }),
    ...(previous?.formerContentSha256 && { formerContentSha256: previous.formerContentSha256 }),
  };
}

function contentOf({ eTag, versionId, storedBytes }: OpenedLogFile) {
  return {
    eTag,
    ...(versionId !== undefined && { versionId }),
    ...(storedBytes !== undefined && { storedBytes }),
  };
}

/**
 * Whether a finished file now has other content. A new entity tag alone does not prove it, because a copied or newly
 * encrypted file also has one. A file that is not read to its end yet gives no answer. A file that cannot be read to
 * its end counts as changed.
 */
function changeOf(
  previous: Receipt | undefined,
  { eTag }: OpenedLogFile,
  state: Receipt['state'],
  contentSha256: string | undefined,
): Pick<Receipt, 'changed' | 'formerContentSha256'> {
  const wasReplaced = previous?.state === 'done' && previous.eTag !== eTag;
  const former = wasReplaced ? previous.contentSha256 : previous?.formerContentSha256;
  if (former === undefined) return {};
  const isChanged = state !== 'unfinished' && contentSha256 !== former;
  return { formerContentSha256: former, ...(isChanged && { changed: true }) };
}

function endOf({ now }: Attempt, failure: unknown): Pick<Receipt, 'state' | 'finishedAt' | 'reason'> {
  const finishedAt = now().toISOString();
  if (failure === undefined) return { state: 'done', finishedAt };
  return { state: failure instanceof OutOfTimeError ? 'unfinished' : 'failed', finishedAt, reason: messageOf(failure) };
}
