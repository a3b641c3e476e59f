import {
  FINDING_KINDS,
  type VerificationFinding,
  type VerificationFindingKind,
  type Verified,
} from '../../core/integrity/verification';

/** Collects the verdicts on things of one kind. */
export class Findings {
  private valid = 0;
  private readonly named: Set<string>;
  private readonly found: { readonly [kind in VerificationFindingKind]: VerificationFinding[] } = {
    invalid: [],
    missing: [],
    unreadable: [],
    unsigned: [],
  };

  /** `named` are subjects and rows that were told before. */
  constructor(named: readonly string[] = []) {
    this.named = new Set(named);
  }

  /** Counts things that are as they should be. */
  confirm(count = 1): void {
    this.valid += count;
  }

  /** Adds what was found wrong with a subject; `row` is the row that it was found in, where that is another. */
  add(kind: VerificationFindingKind, subject: string, reason: string, row = subject): void {
    this.found[kind].push({ subject, reason });
    this.named.add(subject);
    this.named.add(row);
  }

  /** Whether something was found wrong with a subject or row: it is told once. */
  isNamed(subject: string): boolean {
    return this.named.has(subject);
  }

  /** Everything that something was found wrong with. */
  names(): readonly string[] {
    return [...this.named];
  }

  /** Adds the content of another collection. */
  merge(other: Findings): void {
    this.valid += other.valid;
    for (const kind of FINDING_KINDS) this.found[kind].push(...other.found[kind]);
    for (const subject of other.named) this.named.add(subject);
  }

  result(): Verified {
    return { valid: this.valid, ...this.found };
  }
}
