import { readLogFileName } from '../../core/delivery/log-file-name';
import type { ListedLogFile } from '../ports/log-file-listing';
import type { FileWithReceipt } from './files-with-receipts';

/**
 * What a comparison finds about a listed file: it is indexed as it is; has no receipt; was started or tried but is not
 * done; was replaced after it was indexed; is archived and not indexed, so that it has to be restored first; or is not
 * indexed yet and too young for that to mean anything.
 */
export const RECONCILED_STATES = ['received', 'missing', 'failed', 'changed', 'archived', 'waiting'] as const;
export type ReconciledState = (typeof RECONCILED_STATES)[number];

/** The states that need action, and allow it. */
export const WRONG_STATES = ['missing', 'failed', 'changed'] as const satisfies readonly ReconciledState[];
export type WrongState = (typeof WRONG_STATES)[number];

/** Whether a state says that something is wrong. */
export function isWrong(state: ReconciledState): state is WrongState {
  return WRONG_STATES.some((wrong) => wrong === state);
}

/** A listed file, judged. */
export interface ReconciledFile {
  readonly file: ListedLogFile;
  readonly state: ReconciledState;
  /** Why it failed, according to its receipt. */
  readonly reason?: string;
}

/**
 * Judges a listed file by its receipt. An unfinished file that came after `youngSince` (ISO 8601) may still be in
 * progress.
 */
export function reconciledFile({ file, receipt }: FileWithReceipt, youngSince: string): ReconciledFile {
  const isReceived = receipt?.state === 'done' && unquoted(receipt.eTag ?? '') === unquoted(file.eTag);
  if (isReceived) return { file, state: 'received' };
  if (file.isArchived) return { file, state: 'archived' };
  if (arrivedAt(file) > youngSince) return { file, state: 'waiting' };
  if (receipt === undefined) return { file, state: 'missing' };
  if (receipt.state === 'done') return { file, state: 'changed' };
  return { file, state: 'failed', reason: receipt.reason ?? `its receipt says ${receipt.state}` };
}

/** The later of delivery and of being put there, because a file that is put back is announced again. */
function arrivedAt({ key, storedAt }: ListedLogFile): string {
  const { deliveredAt = '' } = readLogFileName(key);
  return storedAt > deliveredAt ? storedAt : deliveredAt;
}

/** Some answers put an entity tag in quotes, others do not. */
function unquoted(eTag: string): string {
  return eTag.replaceAll('"', '');
}
