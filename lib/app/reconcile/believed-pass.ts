import type { ReconciledWindow } from '../../contract/reconciled-windows';
import { readLogFileName } from '../../core/delivery/log-file-name';
import { byteOrder } from '../../core/text/byte-order';
import type { OpenPart, ReconciliationState, UnfinishedPass } from '../ports/progress/reconciliation-states';
import { PARTS_AT_ONCE } from './pass-run';
import { comparedSince, isPassDue } from './reconciliation-window';

/**
 * The pass that a stored state goes on with, if it is one that this program would have begun: when one was due, from where
 * the pass before it leaves off, and with no more parts open than are compared at once, each at a log file of its own.
 * Undefined otherwise. A pass that somebody made up can therefore hide log files for as long as it lasts, and the next one
 * compares the same days again.
 */
export function believedPass(
  window: ReconciledWindow,
  stored: ReconciliationState | undefined,
  now: Date,
): UnfinishedPass | undefined {
  const { pass, last } = stored ?? {};
  if (pass === undefined || !isBegunAsDue(window, pass, last?.until, now)) return undefined;
  const ids = new Set(pass.open.map(({ id }) => id));
  const isInOrder = pass.open.every(({ id }) => byteOrder(id, pass.begun) <= 0) && ids.size === pass.open.length;
  const arePossible = pass.open.length <= PARTS_AT_ONCE && pass.open.every((part) => isAtOwnFile(part, pass));
  return isInOrder && arePossible && areCounts(pass) ? pass : undefined;
}

function isBegunAsDue(
  window: ReconciledWindow,
  { since, until }: UnfinishedPass,
  lastBegan: string | undefined,
  now: Date,
): boolean {
  const began = new Date(until);
  const isPast = began.getTime() <= now.getTime() && began.toISOString() === until;
  return isPast && isPassDue(window, lastBegan, began) && since === comparedSince(window, lastBegan, began);
}

/** Whether the last log file that is compared is one of the part's account and region, and of the window, as its name tells. */
function isAtOwnFile({ id, after }: OpenPart, { since, until }: UnfinishedPass): boolean {
  if (after === undefined) return true;
  const { accountId, region, deliveredAt } = readLogFileName(after);
  const isInWindow = deliveredAt === undefined || (since <= deliveredAt && deliveredAt < until);
  return id === `${accountId ?? accountOf(id)}/${region ?? regionOf(id)}` && isInWindow;
}

function accountOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

function regionOf(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}

function areCounts({ counts, unlisted }: UnfinishedPass): boolean {
  return [...Object.values(counts), unlisted].every((count) => Number.isSafeInteger(count) && count >= 0);
}
