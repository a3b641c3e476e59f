import { formatRef } from '../../core/rows/event-ref';
import { type EventRow, INDEX_VERSION, type ListedRow } from '../../core/rows/event-row';

/** How many rows to remember: some hundred bytes each. What is not remembered is looked at once more. */
const MOST_ROWS = 200_000;

/** What is remembered of a row. */
interface Proof extends Pick<EventRow, 'logFile' | 'recordIndex' | 'recordSha256'> {
  readonly termKeys: readonly string[];
}

/**
 * Rows that were found to be what a signed log file makes, at the place and under the key that it makes. Whoever comes by
 * such a row again does not have to read its log file, its record or its terms a second time.
 */
export class ProvenRows {
  private readonly proofs = new Map<string, Proof>();
  /** Each term once, because rows share most of theirs. */
  private readonly terms = new Map<string, string>();

  constructor(private readonly most = MOST_ROWS) {}

  /** Notes a row of this version of the index, and the keys of its terms. */
  add({ logFile, recordIndex, recordSha256, ...key }: EventRow, termKeys: readonly string[]): void {
    if (this.proofs.size >= this.most) return;
    const shared = termKeys.map((term) => this.shared(term));
    this.proofs.set(formatRef(key), { logFile, recordIndex, recordSha256, termKeys: shared });
  }

  /** Adds what another collection has noted. */
  merge(other: ProvenRows): void {
    for (const [ref, proof] of other.proofs) if (this.proofs.size < this.most) this.proofs.set(ref, proof);
  }

  /** The keys of the terms of a row that still says the same about itself. Undefined if it is not proven. */
  termsOf(row: EventRow): readonly string[] | undefined {
    const proof = this.proofs.get(formatRef(row));
    const isSame =
      proof?.logFile === row.logFile &&
      proof.recordIndex === row.recordIndex &&
      proof.recordSha256 === row.recordSha256 &&
      row.indexVersion === INDEX_VERSION;
    return isSame ? proof.termKeys : undefined;
  }

  /** Whether a Terms row leads to a proven row that has its term. */
  hasTerm(term: string, row: ListedRow): boolean {
    return row.indexVersion === INDEX_VERSION && (this.proofs.get(formatRef(row))?.termKeys.includes(term) ?? false);
  }

  private shared(term: string): string {
    const known = this.terms.get(term) ?? term;
    this.terms.set(term, known);
    return known;
  }
}
