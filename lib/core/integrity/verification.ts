/** Something that is wrong or cannot be judged, and why. */
export interface VerificationFinding {
  /** The place of a digest or log file, the `ref` of a row, or a term. */
  readonly subject: string;
  readonly reason: string;
}

/**
 * The kinds of findings. `unreadable` exists but cannot be read (archived, forbidden), so nothing is known about it.
 * `unsigned` is what no valid signature proves or disproves.
 */
export const FINDING_KINDS = ['invalid', 'missing', 'unreadable', 'unsigned'] as const;
export type VerificationFindingKind = (typeof FINDING_KINDS)[number];

/** What was verified. Each kind vouches for the next. */
export const VERIFIED_KINDS = ['digests', 'files', 'rows'] as const;
export type VerifiedKind = (typeof VERIFIED_KINDS)[number];

/** The result of verifying things of one kind. */
export interface Verified {
  readonly valid: number;
  readonly invalid: readonly VerificationFinding[];
  readonly missing: readonly VerificationFinding[];
  readonly unreadable: readonly VerificationFinding[];
  readonly unsigned: readonly VerificationFinding[];
}

/** The result of a verification. */
export interface Verification {
  /** In addition to the verdicts: the times for which a trail signed nothing, by where the chain begins anew. */
  readonly digests: Verified & { readonly gaps: readonly VerificationFinding[] };
  /** Whether contents were read, instead of only comparing receipts. */
  readonly files: Verified & { readonly contentRead: boolean };
  /** Whether rows were compared at all. */
  readonly rows: Verified & { readonly compared: boolean };
}

/** Whether nothing was judged at all. In this case, finding nothing wrong proves nothing. */
export function isEmpty(verification: Verification): boolean {
  return VERIFIED_KINDS.every((kind) => {
    const { valid, ...found } = verification[kind];
    return valid === 0 && FINDING_KINDS.every((how) => found[how].length === 0);
  });
}

/** Whether nothing is invalid, missing or unreadable. What is unsigned is for a person to judge. */
export function isSound(verification: Verification): boolean {
  return findingCount(verification) === 0;
}

/** How much is invalid, missing or unreadable. */
export function findingCount(verification: Verification): number {
  return VERIFIED_KINDS.reduce((sum, kind) => {
    const { invalid, missing, unreadable } = verification[kind];
    return sum + invalid.length + missing.length + unreadable.length;
  }, 0);
}
