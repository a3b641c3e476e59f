import { readLogFileName } from '../../core/delivery/log-file-name';
import type { ListedLogFile } from '../ports/log-file-listing';
import type { FileWithReceipt } from './files-with-receipts';

/**
 * What a comparison finds about a listed file: indexed as it lies there; without a receipt; begun or tried and not done;
 * replaced since it was indexed; not indexed and archived, so that it has to be restored first; or not indexed yet and too
 * young for that to mean anything.
 */
export const RECONCILED_STATES = ['received', 'missing', 'failed', 'changed', 'archived', 'waiting'] as const;
export type ReconciledState = (typeof RECONCILED_STATES)[number];

/** The states of which something has to come, and can. */
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
  /** Why it failed, as its receipt says. */
  readonly reason?: string;
}

/** Judges a listed file by its receipt; what came after `youngSince` (ISO 8601) and is not done may still be under way. */
export function reconciledFile({ file, receipt }: FileWithReceipt, youngSince: string): ReconciledFile {
  const isReceived = receipt?.state === 'done' && unquoted(receipt.eTag ?? '') === unquoted(file.eTag);
  if (isReceived) return { file, state: 'received' };
  if (file.isArchived) return { file, state: 'archived' };
  if (arrivedAt(file) > youngSince) return { file, state: 'waiting' };
  if (receipt === undefined) return { file, state: 'missing' };
  if (receipt.state === 'done') return { file, state: 'changed' };
  return { file, state: 'failed', reason: receipt.reason ?? `its receipt says ${receipt.state}` };
}

/** The later of delivery and of lying there: a file that is put back in its place is announced then. */
function arrivedAt({ key, storedAt }: ListedLogFile): string {
  const { deliveredAt = '' } = readLogFileName(key);
  return storedAt > deliveredAt ? storedAt : deliveredAt;
}

/** Some answers put an entity tag in quotes, some do not. */
function unquoted(eTag: string): string {
  return eTag.replaceAll('"', '');
}
