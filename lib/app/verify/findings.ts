import {
  FINDING_KINDS,
  type VerificationFinding,
  type VerificationFindingKind,
  type Verified,
} from '../../core/integrity/verification';

/** Collects the verdicts on things of one kind. */
export class Findings {
  private valid = 0;
  private readonly found: { readonly [kind in VerificationFindingKind]: VerificationFinding[] } = {
    invalid: [],
    missing: [],
    unreadable: [],
    unsigned: [],
  };

  /** Counts things that are as they should be. */
  confirm(count = 1): void {
    this.valid += count;
  }

  add(kind: VerificationFindingKind, subject: string, reason: string): void {
    this.found[kind].push({ subject, reason });
  }

  /** Adds the content of another collection. */
  merge(other: Findings): void {
    this.valid += other.valid;
    for (const kind of FINDING_KINDS) this.found[kind].push(...other.found[kind]);
  }

  result(): Verified {
    return { valid: this.valid, ...this.found };
  }
}
