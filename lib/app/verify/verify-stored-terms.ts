import type { CorruptRows } from '../../core/rows/corrupt-rows';
import { formatRef } from '../../core/rows/event-ref';
import type { EventRow, ListedRow } from '../../core/rows/event-row';
import { KEEP_ALL } from '../../core/rows/kept-records';
import { readableRecord } from '../../core/rows/record-attribute';
import { byteOrder } from '../../core/text/byte-order';
import type { Indexing } from '../index/index-record';
import { indexByVersion } from '../index/index-version';
import type { EventReader } from '../ports/event-reader';
import type { Findings } from './findings';
import type { ProvenRows } from './proven-rows';

/** How many Terms rows to read at once. The events of this many rows are then looked up. */
const PAGE_ROWS = 100;

/**
 * A term that leads to only one event. The check compares its partition with the event and looks for nothing else in
 * it.
 */
const BY_EVENT = 'eventID=';

/** The version of Terms rows without a version. */
const FIRST_VERSION = 1;

/** Where to go on with the terms, and who is told of each. */
export interface TermsInOrder {
  readonly after: string;
  readonly onDone: (term: string) => Promise<void>;
}

/** The clock of a comparison that ignores whether a row has expired. */
const BEFORE_ANY_EXPIRY = new Date(0);

/**
 * The terms of the events of a window, collected while reading their rows. They say which partitions of the Terms table
 * to look at. They stay in memory until the end, at most some millions: one for each principal, resource, address and
 * access key of the window.
 */
export class StoredTerms {
  private readonly terms = new Set<string>();

  constructor(
    private readonly reader: EventReader,
    private readonly indexing: Indexing,
    private readonly corrupt?: CorruptRows,
    private readonly proven?: ProvenRows,
  ) {}

  /** Takes the terms of an existing row. */
  add(row: EventRow): void {
    this.addTerms(this.termsOf(row, row.indexVersion) ?? []);
  }

  /** Takes the terms of a row that its log file has proven. False if it has not. */
  addProven(row: EventRow): boolean {
    const terms = this.proven?.termsOf(row);
    this.addTerms(terms ?? []);
    return terms !== undefined;
  }

  private addTerms(terms: readonly string[]): void {
    for (const term of terms) if (!term.startsWith(BY_EVENT)) this.terms.add(term);
  }

  /**
   * Finds Terms rows of a window that lead to no event, or to an event that has no such term. Goes on after the term
   * `from.after`, in the order of their bytes, and tells each term that is done.
   */
  async verify(since: string, until: string, findings: Findings, from?: TermsInOrder): Promise<void> {
    const terms = from ? [...this.terms].filter((term) => byteOrder(from.after, term) < 0).sort(byteOrder) : this.terms;
    for (const value of terms) {
      const partition = { table: 'terms' as const, value };
      let after: unknown;
      do {
        const request = { partition, since, until, oldestFirst: true, limit: PAGE_ROWS, withRecord: false };
        const page = await this.reader.page({ ...request, after });
        await this.verifyPage(value, page.rows, findings);
        after = page.after;
      } while (after !== undefined);
      await from?.onDone(value);
    }
  }

  private async verifyPage(term: string, listed: readonly ListedRow[], findings: Findings): Promise<void> {
    const rows = listed.filter((row) => !this.proven?.hasTerm(term, row));
    if (rows.length === 0) return;
    const events = new Map((await this.reader.rows(rows)).map((row) => [formatRef(row), row]));
    for (const row of rows) {
      const event = events.get(formatRef(row));
      if (!event && this.corrupt?.has(row)) continue;
      if (event && (this.termsOf(event, row.indexVersion ?? FIRST_VERSION)?.includes(term) ?? true)) continue;
      const reason = event
        ? `the term ${term} leads to it, but it has no such term`
        : `the term ${term} leads to it, but it does not exist`;
      findings.add('invalid', formatRef(row), reason);
    }
  }

  /**
   * The terms that the record of a row makes in a version of the index. Undefined if the row has no readable record. A
   * row that was read again keeps the terms of its first version beside the new ones, because nothing deletes rows.
   */
  private termsOf(row: EventRow, version: number): readonly string[] | undefined {
    const record = readableRecord(row.record);
    const source = { origin: row.origin, deliveredAt: undefined, now: BEFORE_ANY_EXPIRY };
    const indexed = record && indexByVersion(version, record, row, source, { ...this.indexing, kept: KEEP_ALL });
    return typeof indexed === 'object' ? indexed.termKeys : undefined;
  }
}
