import type { ReconciledWindow } from '../../contract/reconciled-windows';
import type { ReconciliationState } from '../ports/progress/reconciliation-states';

/**
 * How many days back a comparison goes. The hourly one still finds a file within the hour that is late by a weekend. The
 * daily one: if a bucket refuses CloudTrail, it tries to deliver for 30 days (CloudTrail user guide: redelivery).
 */
const DAYS: Readonly<Record<ReconciledWindow, number>> = { recent: 3, deep: 35 };

/** Receipts outlive their rows by so many days: before that, a file may lack one because of its age. */
const MOST_DAYS = 35;

/** The hour (UTC) from which the deep comparison of a day begins. */
const DEEP_HOUR = 3;

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;

/** The longest that Lambda lets an invocation last (Lambda quotas), and a minute for clocks that differ, in milliseconds. */
const LONGEST_RUN_MS = 16 * 60 * 1_000;

/**
 * Whether it is time for a new pass over a window: the last one began before this hour, or before 3 o'clock (UTC). One that
 * began in the future, as a wrong clock or somebody else has stored it, would put off all others: so it counts for nothing.
 */
export function isPassDue(window: ReconciledWindow, lastBegan: string | undefined, now: Date): boolean {
  const began = begunBy(now, lastBegan);
  return began === undefined || began < latestMark(window, now.getTime());
}

/** Whether a run works on a pass. It is not believed that it does for longer than any run can. */
export function isHeld(held: ReconciliationState['held'], now: Date): boolean {
  const leftMs = held === undefined ? 0 : Date.parse(held.until) - now.getTime();
  return leftMs > 0 && leftMs <= LONGEST_RUN_MS;
}

/** When the last pass began, in milliseconds since the epoch. Undefined if there is none, or if it began in the future. */
function begunBy(now: Date, lastBegan: string | undefined): number | undefined {
  const began = lastBegan === undefined ? Number.POSITIVE_INFINITY : Date.parse(lastBegan);
  return began <= now.getTime() ? began : undefined;
}

function latestMark(window: ReconciledWindow, now: number): number {
  if (window === 'recent') return now - (now % HOUR_MS);
  const sinceMark = (now - DEEP_HOUR * HOUR_MS) % DAY_MS;
  return now - sinceMark;
}

/**
 * The time of delivery from which a pass compares, in ISO 8601 without fractions. It counts from the beginning of the pass
 * before it, so that a file that came since then is met, however long that pass took.
 */
export function comparedSince(window: ReconciledWindow, lastBegan: string | undefined, now: Date): string {
  const counted = (begunBy(now, lastBegan) ?? now.getTime()) - DAYS[window] * DAY_MS;
  const since = new Date(Math.max(counted, now.getTime() - MOST_DAYS * DAY_MS));
  return since.toISOString().replace(/\.\d+Z$/, 'Z');
}

/**
 * How many hours ago the last pass began that is finished. Before the first one is, how long it takes already. Undefined if
 * none has begun.
 */
export function hoursBehind(state: ReconciliationState | undefined, now: Date): number | undefined {
  const began = state?.last?.until ?? state?.pass?.until;
  return began === undefined ? undefined : (now.getTime() - Date.parse(began)) / HOUR_MS;
}
