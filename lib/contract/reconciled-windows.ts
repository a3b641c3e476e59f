/**
 * The windows that the reconcile function compares: `recent` every hour, `deep` once a day. The schedule invokes the
 * function for each of them.
 */
export const RECONCILED_WINDOWS = ['recent', 'deep'] as const;
export type ReconciledWindow = (typeof RECONCILED_WINDOWS)[number];

/** What the schedule tells the function. */
export interface ReconcileInstruction {
  readonly window: ReconciledWindow;
}

/** How often the schedule starts the function, in minutes: a comparison that one run does not finish goes on in the next. */
export const RECONCILE_MINUTES = 15;

/**
 * How many hours may lie between now and the beginning of the last comparison that is finished. One that takes a day is two
 * days behind when the next one ends. The deep one goes back 35 days, and CloudTrail tries to deliver for 30 (user guide:
 * redelivery), so that one may begin five days after the other.
 */
export const MOST_HOURS_BEHIND: Readonly<Record<ReconciledWindow, number>> = { recent: 2 * 24, deep: 2 * 5 * 24 };
