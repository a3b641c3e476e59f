import {
  FINDING_KINDS,
  type VerificationFinding,
  type VerificationFindingKind,
  type Verified,
} from '../../core/integrity/verification';

/** Collects what verifying things of one kind comes to. */
export class Findings {
  private valid = 0;
  private readonly found: { readonly [kind in VerificationFindingKind]: VerificationFinding[] } = {
    invalid: [],
    missing: [],
    unreadable: [],
    unsigned: [],
  };

  /** Counts what was found as it should be. */
  confirm(count = 1): void {
    this.valid += count;
  }

  add(kind: VerificationFindingKind, subject: string, reason: string): void {
    this.found[kind].push({ subject, reason });
  }

  /** Adds all that another collection has. */
  merge(other: Findings): void {
    this.valid += other.valid;
    for (const kind of FINDING_KINDS) this.found[kind].push(...other.found[kind]);
  }

  result(): Verified {
    return { valid: this.valid, ...this.found };
  }
}
