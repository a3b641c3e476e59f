import { type AnswerNote, incomplete } from '../completeness/answer-note';
import { DamagedVerificationStateError } from '../verify/verification-state';

/** How far the function of a stack has verified finished days, and what is wrong with that. */
export interface VerifiedBefore {
  /** The day before which it has verified every day, `YYYY-MM-DD`; absent if none verifies, or nobody can read it. */
  readonly verifiedBefore?: string;
  readonly problems: readonly AnswerNote[];
}

/** Reads how far the days are verified. A state that somebody has changed is a problem, and the rest of a status stands. */
export async function verifiedDays(read: (() => Promise<string | undefined>) | undefined): Promise<VerifiedBefore> {
  try {
    const verifiedBefore = await read?.();
    return { ...(verifiedBefore !== undefined && { verifiedBefore }), problems: [] };
  } catch (error) {
    if (!(error instanceof DamagedVerificationStateError)) throw error;
    return { problems: [incomplete(error.message, 'verify')] };
  }
}
