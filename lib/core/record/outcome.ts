/**
 * The outcomes of a call. `throttled` is separate from `failed`, because a third of real errors are throttles, not
 * faults.
 */
export const OUTCOMES = ['success', 'denied', 'throttled', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];
