import type { Finding, FindingKind, Verified } from '../core/integrity/verification';

/** Collects what verifying things of one kind comes to. */
export class Findings {
  private valid = 0;
  private readonly found: { readonly [kind in FindingKind]: Finding[] } = { invalid: [], missing: [], unsigned: [] };

  /** Counts what was found as it should be. */
  confirm(count = 1): void {
    this.valid += count;
  }

  add(kind: FindingKind, subject: string, reason: string): void {
    this.found[kind].push({ subject, reason });
  }

  result(): Verified {
    return { valid: this.valid, ...this.found };
  }
}
