/** Something found wrong, or not to be told, and why. */
export interface VerificationFinding {
  /** A digest's or log file's place, the `ref` of a row, or a term. */
  readonly subject: string;
  readonly reason: string;
}

/**
 * How findings weigh: `unreadable` is there and cannot be read (archived, forbidden), so that nothing is known of it;
 * `unsigned` is what no valid signature speaks for or against.
 */
export const FINDING_KINDS = ['invalid', 'missing', 'unreadable', 'unsigned'] as const;
export type VerificationFindingKind = (typeof FINDING_KINDS)[number];

/** What was verified, in the order in which one vouches for the next. */
export const VERIFIED_KINDS = ['digests', 'files', 'rows'] as const;
export type VerifiedKind = (typeof VERIFIED_KINDS)[number];

/** What verifying things of one kind came to. */
export interface Verified {
  readonly valid: number;
  readonly invalid: readonly VerificationFinding[];
  readonly missing: readonly VerificationFinding[];
  readonly unreadable: readonly VerificationFinding[];
  readonly unsigned: readonly VerificationFinding[];
}

/** What a verification came to. */
export interface Verification {
  /** Beside the verdicts, the times for which a trail signed nothing, by where the chain begins anew. */
  readonly digests: Verified & { readonly gaps: readonly VerificationFinding[] };
  /** Whether contents were read, and not only receipts compared. */
  readonly files: Verified & { readonly contentRead: boolean };
  /** Whether rows were compared at all. */
  readonly rows: Verified & { readonly compared: boolean };
}

/** Whether nothing was judged at all: nothing found wrong then means nothing. */
export function isEmpty(verification: Verification): boolean {
  return VERIFIED_KINDS.every((kind) => {
    const { valid, ...found } = verification[kind];
    return valid === 0 && FINDING_KINDS.every((how) => found[how].length === 0);
  });
}

/** Whether nothing is invalid, missing or unreadable. What is unsigned is for a person to judge. */
export function isSound(verification: Verification): boolean {
  return VERIFIED_KINDS.every((kind) => {
    const { invalid, missing, unreadable } = verification[kind];
    return invalid.length + missing.length + unreadable.length === 0;
  });
}
