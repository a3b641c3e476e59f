import { differencesOfRow, differingAttributes } from '../../core/integrity/row-comparison';
import { conflictKey, type EventKey, quarantineKey } from '../../core/rows/event-keys';
import { formatRef } from '../../core/rows/event-ref';
import {
  conflictRow,
  type EventRow,
  INDEX_VERSION,
  inPartition,
  quarantineRow,
  withEvidenceOf,
} from '../../core/rows/event-row';
import { isExpired } from '../../core/rows/retention';
import { type TermRow, termRows } from '../../core/rows/term-row';
import type { EventReader } from '../ports/event-reader';
import type { TermReader } from '../ports/term-reader';
import type { ExpectedRecord } from './expected-rows';
import type { Findings } from './findings';

/** Terms of paths that the configuration names: records indexed before a path was named have none, and no question needs them. */
const CONFIGURED_TERM = 'record.';

/** Where rows come from. */
export interface RowDependencies {
  readonly reader: EventReader;
  readonly terms: TermReader;
  readonly now: () => Date;
}

/** A row as its record makes it, beside the one that stands in the table. */
interface Pair {
  readonly expected: EventRow;
  readonly stored: EventRow;
  readonly terms: readonly string[];
}

/** Compares rows and their terms with what the records of a signed log file make. */
export class RowVerifier {
  private catalogue: Promise<ReadonlySet<string>> | undefined;

  constructor(private readonly deps: RowDependencies) {}

  /** Compares the rows of a batch of records. */
  async verify(batch: readonly ExpectedRecord[], logFile: string, findings: Findings): Promise<void> {
    const first = await this.storedBy(batch.map(({ row }) => row));
    const pairs: Pair[] = [];
    const others: ExpectedRecord[] = [];
    for (const indexed of batch) {
      const stored = first.get(keyText(indexed.row));
      if (stored?.recordSha256 === indexed.row.recordSha256) {
        pairs.push({ expected: indexed.row, stored, terms: indexed.terms });
      } else others.push(indexed);
    }
    if (others.length > 0) pairs.push(...(await this.elsewhere(others, first, logFile, findings)));
    await this.compare(pairs, findings);
  }

  /** Rows of records that do not stand under their first key: beside another record, in quarantine, in another partition. */
  private async elsewhere(
    batch: readonly ExpectedRecord[],
    first: ReadonlyMap<string, EventRow>,
    logFile: string,
    findings: Findings,
  ): Promise<readonly Pair[]> {
    const catalogue = await this.partitions();
    const stored = await this.storedBy(batch.flatMap((indexed) => this.otherRows(indexed, catalogue)));
    return batch.flatMap((indexed) => {
      const pair = this.otherRows(indexed, catalogue)
        .map((row) => ({ expected: row, stored: stored.get(keyText(row)) }))
        .find(({ stored: found }) => found?.recordSha256 === indexed.row.recordSha256);
      if (pair?.stored) return [pairOf(indexed, pair.expected, pair.stored)];
      const where = `record ${indexed.row.recordIndex} of ${logFile}`;
      const isTaken = first.has(keyText(indexed.row));
      if (isTaken) findings.add('invalid', formatRef(indexed.row), `it is not ${where}, which belongs there`);
      else if (!indexed.isOptional) findings.add('missing', formatRef(indexed.row), `${where} has no row`);
      return [];
    });
  }

  /** What a record may stand as if not under its first key. */
  private otherRows(indexed: ExpectedRecord, catalogue: ReadonlySet<string>): readonly EventRow[] {
    const { row, time, record, context } = indexed;
    const quarantined = quarantineRow(quarantineKey(time, row.recordSha256), '', record, context);
    if (row.quarantineReason !== undefined) return [];
    return [conflictRow(row, conflictKey(row, row.recordSha256)), quarantined, ...this.spread(row, catalogue)];
  }

  /** The row as it stands where its name is spread over partitions: which one is a matter of the configuration of its time. */
  private spread(row: EventRow, catalogue: ReadonlySet<string>): readonly EventRow[] {
    const partitions = [...catalogue].filter((name) => name.startsWith(`${row.eventName}#`));
    return partitions.map((partition) => inPartition(row, partition));
  }

  private async compare(pairs: readonly Pair[], findings: Findings): Promise<void> {
    const sound: Pair[] = [];
    for (const pair of pairs) {
      const problem = this.problemOf(pair);
      if (problem) findings.add(problem.kind, formatRef(pair.stored), problem.reason);
      else sound.push(pair);
    }
    const catalogue = await this.partitions();
    const expected = sound.map((pair) => ({ pair, rows: expectedTerms(pair) }));
    const stored = new Map(
      (await this.deps.terms.terms(distinct(expected.flatMap(({ rows }) => rows)))).map((row) => [termText(row), row]),
    );
    for (const { pair, rows } of expected) {
      const problems = rows.flatMap((row) => termProblem(row, stored.get(termText(row))) ?? []);
      for (const { kind, reason } of problems) findings.add(kind, formatRef(pair.stored), reason);
      const isListed = catalogue.has(pair.stored.eventName);
      if (!isListed) findings.add('missing', formatRef(pair.stored), 'the catalogue does not name its partition');
      if (isListed && problems.length === 0) findings.confirm();
    }
  }

  private problemOf({ expected, stored }: Pair): { kind: 'invalid' | 'missing'; reason: string } | undefined {
    if (stored.indexVersion !== INDEX_VERSION) {
      const reason = `its indexVersion is ${stored.indexVersion}: this program can check ${INDEX_VERSION}`;
      return { kind: 'invalid', reason };
    }
    if (isExpired(stored.expiresAt, this.deps.now())) return { kind: 'missing', reason: 'it expires before its time' };
    const differing = differencesOfRow(expected, stored);
    if (differing.length === 0) return undefined;
    return { kind: 'invalid', reason: `it differs from its record in ${differing.join(', ')}` };
  }

  private async storedBy(keys: readonly EventKey[]): Promise<ReadonlyMap<string, EventRow>> {
    const rows = await this.deps.reader.rows([...new Map(keys.map((key) => [keyText(key), key])).values()]);
    return new Map(rows.map((row) => [keyText(row), row]));
  }

  private partitions(): Promise<ReadonlySet<string>> {
    this.catalogue ??= this.deps.reader.catalogue('').then((names) => new Set(names));
    return this.catalogue;
  }
}

/** A quarantined row says why; its record then has no terms that can be relied on. */
function pairOf(indexed: ExpectedRecord, expected: EventRow, stored: EventRow): Pair {
  if (stored.quarantineReason === undefined) return { expected, stored, terms: indexed.terms };
  return { expected: { ...expected, quarantineReason: stored.quarantineReason }, stored, terms: [] };
}

/** The Terms rows that belong to a stored row: with the evidence that it has. */
function expectedTerms({ expected, stored, terms }: Pair): readonly TermRow[] {
  return termRows(withEvidenceOf(expected, stored), terms).filter(({ term }) => !term.startsWith(CONFIGURED_TERM));
}

function termProblem(
  expected: TermRow,
  stored: TermRow | undefined,
): { kind: 'invalid' | 'missing'; reason: string } | undefined {
  if (!stored) return { kind: 'missing', reason: `it has no term ${expected.term}` };
  const differing = differingAttributes(expected, stored);
  if (differing.length === 0) return undefined;
  return { kind: 'invalid', reason: `its term ${expected.term} differs from it in ${differing.join(', ')}` };
}

function distinct(rows: readonly TermRow[]): readonly TermRow[] {
  return [...new Map(rows.map((row) => [termText(row), row])).values()];
}

function keyText({ eventName, eventTimeId }: EventKey): string {
  return `${eventName}\n${eventTimeId}`;
}

function termText({ term, eventTimeIdName }: TermRow): string {
  return `${term}\n${eventTimeIdName}`;
}
