import { differencesOfRow } from '../../core/integrity/row-comparison';
import { isAgentPartition } from '../../core/rows/agent-partitions';
import type { CorruptRows } from '../../core/rows/corrupt-rows';
import { conflictKey, type EventKey, plainPartition, quarantineKey } from '../../core/rows/event-keys';
import { formatRef } from '../../core/rows/event-ref';
import { conflictRow, type EventRow, INDEX_VERSION, inPartition, quarantineRow } from '../../core/rows/event-row';
import { isExpired } from '../../core/rows/retention';
import type { TermRow } from '../../core/rows/term-row';
import type { IndexedRecord } from '../index/index-record';
import { KNOWN_VERSIONS } from '../index/index-version';
import type { EventReader } from '../ports/event-reader';
import type { TermReader } from '../ports/term-reader';
import type { ExpectedRecord } from './expected-rows';
import { expectedTerms, leftTerms, newerTerms, type RowPair, termProblem, termText } from './expected-terms';
import type { Findings } from './findings';
import type { ProvenRows } from './proven-rows';

/** The source of rows. */
export interface RowDependencies {
  readonly reader: EventReader;
  readonly terms: TermReader;
  readonly now: () => Date;
  /** The rows that `reader` leaves out because they are corrupt: each is a finding of its own. */
  readonly corrupt?: CorruptRows;
}

/** Compares rows and their terms with what the records of a signed log file make. */
export class RowVerifier {
  private catalogue: Promise<ReadonlySet<string>> | undefined;
  private older: Promise<boolean> | undefined;

  constructor(private readonly deps: RowDependencies) {}

  /**
   * Compares the rows of a batch of records.
   *
   * @param readBy the version of the index that read the log file last, as its receipt tells
   * @param proven takes note of the rows that are as they should be
   */
  async verify(
    batch: readonly ExpectedRecord[],
    logFile: string,
    findings: Findings,
    readBy = INDEX_VERSION,
    proven?: ProvenRows,
  ): Promise<void> {
    const first = await this.storedBy(batch.map(({ row }) => row));
    const pairs: RowPair[] = [];
    const others: ExpectedRecord[] = [];
    for (const record of batch) {
      const stored = first.get(keyText(record.row));
      if (stored?.recordSha256 !== record.row.recordSha256) others.push(record);
      else pairs.push(...this.pairUnderFirstKey(record, stored, findings));
    }
    if (others.length > 0) pairs.push(...(await this.elsewhere(others, first, { logFile, findings, readBy })));
    await this.compare(pairs, findings, proven);
  }

  private pairUnderFirstKey(record: ExpectedRecord, stored: EventRow, findings: Findings): readonly RowPair[] {
    const indexed = versionOf(record, stored.indexVersion);
    if (indexed) return [{ record, stored, indexed, expected: indexed.row }];
    const reason = `its indexVersion is ${stored.indexVersion}, which makes no row of its record: this program checks ${KNOWN_VERSIONS.join(' and ')}`;
    findings.add('invalid', formatRef(stored), reason);
    return [];
  }

  /**
   * Rows of records that are not under their first key: beside another record, in quarantine, or in another partition.
   */
  private async elsewhere(
    batch: readonly ExpectedRecord[],
    first: ReadonlyMap<string, EventRow>,
    { logFile, findings, readBy }: { logFile: string; findings: Findings; readBy: number },
  ): Promise<readonly RowPair[]> {
    const candidates = await Promise.all(batch.map(async (record) => ({ record, rows: await this.otherRows(record) })));
    const stored = await this.storedBy(candidates.flatMap(({ rows }) => rows.map(({ row }) => row)));
    return candidates.flatMap(({ record, rows }) => {
      for (const { indexed, row } of rows) {
        const found = stored.get(keyText(row));
        if (found?.recordSha256 === record.row.recordSha256 && found.indexVersion === row.indexVersion)
          return [{ record, stored: found, indexed, expected: row }];
      }
      if (rows.some(({ row }) => this.deps.corrupt?.has(row))) return [];
      const where = `record ${record.row.recordIndex} of ${logFile}`;
      const isTaken = first.has(keyText(record.row));
      const isDue = !record.isOptional && versionOf(record, readBy) !== undefined;
      if (isTaken) findings.add('invalid', formatRef(record.row), `${where} belongs here instead`);
      else if (isDue) findings.add('missing', formatRef(record.row), `${where} has no row`);
      return [];
    });
  }

  /** The rows that a record may have if it is not under its first key, in each version that the table may hold. */
  private async otherRows(record: ExpectedRecord): Promise<readonly { indexed: IndexedRecord; row: EventRow }[]> {
    const catalogue = await this.partitions();
    const older = (await this.holdsOlder()) ? KNOWN_VERSIONS.slice(1) : [];
    const versions = [record, ...older.flatMap((version) => record.byVersion(version) ?? [])];
    return versions.flatMap((indexed) =>
      [indexed.row, ...this.besides(indexed, catalogue)].map((row) => ({ indexed, row })),
    );
  }

  private besides(indexed: IndexedRecord, catalogue: ReadonlySet<string>): readonly EventRow[] {
    const { row, time, record, context } = indexed;
    if (row.quarantineReason !== undefined) return [];
    const key = quarantineKey(time, row.recordSha256);
    const quarantined = { ...quarantineRow(key, '', record, context), indexVersion: row.indexVersion };
    return [conflictRow(row, conflictKey(row, row.recordSha256)), quarantined, ...spreadRows(row, catalogue)];
  }

  private async compare(pairs: readonly RowPair[], findings: Findings, proven?: ProvenRows): Promise<void> {
    const sound: RowPair[] = [];
    for (const pair of pairs) {
      const problem = this.problemOf(pair);
      if (problem) findings.add(problem.kind, formatRef(pair.stored), problem.reason);
      else sound.push(pair);
    }
    const catalogue = await this.partitions();
    const holdsOlder = await this.holdsOlder();
    const expected = sound.map((pair) => ({
      pair,
      rows: expectedTerms(pair),
      left: holdsOlder ? leftTerms(pair) : [],
    }));
    const keys = distinct(expected.flatMap(({ rows, left }) => [...rows, ...left]));
    const stored = new Map((await this.deps.terms.terms(keys)).map((row) => [termText(row), row]));
    for (const { pair, rows, left } of expected) {
      const leftThere = left.filter((row) => stored.has(termText(row)));
      const newer = new Map(newerTerms(pair).map((row) => [termText(row), row]));
      const problems = [...rows, ...leftThere].flatMap(
        (row) => termProblem(row, stored.get(termText(row)), newer.get(termText(row))) ?? [],
      );
      for (const { kind, reason, term } of problems) findings.add(kind, formatRef(pair.stored), reason, rowText(term));
      const isListed = catalogue.has(pair.stored.eventName);
      if (!isListed) findings.add('missing', formatRef(pair.stored), 'the catalogue does not name its partition');
      if (!isListed || problems.length > 0) continue;
      findings.confirm();
      if (isAtItsPlace(pair)) proven?.add(pair.stored, pair.indexed.termKeys);
    }
  }

  private problemOf({
    record,
    expected,
    stored,
  }: RowPair): { kind: 'invalid' | 'missing'; reason: string } | undefined {
    if (!record.isOptional && isExpired(stored.expiresAt, this.deps.now()))
      return { kind: 'missing', reason: 'it expires before its time' };
    if (isHiddenAsAgents(stored, expected)) return { kind: 'invalid', reason: NO_AGENTS_CALL };
    // A quarantined row has a reason, which does not depend on its record alone.
    const { quarantineReason } = stored;
    const told = quarantineReason === undefined ? expected : { ...expected, quarantineReason };
    const differing = differencesOfRow(told, stored);
    if (differing.length === 0) return undefined;
    return { kind: 'invalid', reason: `it differs from its record in ${differing.join(', ')}` };
  }

  private async storedBy(keys: readonly EventKey[]): Promise<ReadonlyMap<string, EventRow>> {
    const rows = await this.deps.reader.rows([...new Map(keys.map((key) => [keyText(key), key])).values()]);
    return new Map(rows.map((row) => [keyText(row), row]));
  }

  private holdsOlder(): Promise<boolean> {
    this.older ??= this.deps.reader.olderPartitions().then((partitions) => partitions.length > 0);
    return this.older;
  }

  private partitions(): Promise<ReadonlySet<string>> {
    this.catalogue ??= this.deps.reader.catalogue('').then((names) => new Set(names));
    return this.catalogue;
  }
}

/** The rows of a record in a version. Undefined if that version makes none, or is unknown here. */
function versionOf(record: ExpectedRecord, version: number): IndexedRecord | undefined {
  return version === INDEX_VERSION ? record : record.byVersion(version);
}

const NO_AGENTS_CALL =
  "it stands among the agent's own calls, which questions leave out, and its record is none of them";

/** Whether a row is where `--no-agent` and `summary` do not look, although its record is not the agent's. */
function isHiddenAsAgents({ eventName }: EventRow, expected: EventRow): boolean {
  return isAgentPartition(eventName) && expected.marks?.agent !== true;
}

/** Whether a row says that its record is where it was just read, and has the key that the record makes. */
function isAtItsPlace({ stored, record, expected }: RowPair): boolean {
  const { row } = record;
  const isFirst = expected === row && stored.indexVersion === INDEX_VERSION;
  return isFirst && stored.logFile === row.logFile && stored.recordIndex === row.recordIndex;
}

/** The row in each other partition of its name, if that has several. Program and configuration of its time decided which one. */
function spreadRows(row: EventRow, catalogue: ReadonlySet<string>): readonly EventRow[] {
  const plain = plainPartition(row.eventName);
  const partitions = [...catalogue].filter((name) => name !== row.eventName && plainPartition(name) === plain);
  return partitions.map((partition) => inPartition(row, partition));
}

function distinct(rows: readonly TermRow[]): readonly TermRow[] {
  return [...new Map(rows.map((row) => [termText(row), row])).values()];
}

function keyText({ eventName, eventTimeId }: EventKey): string {
  return `${eventName}\n${eventTimeId}`;
}

/** The key of a Terms row as a corrupt row is called by it. */
function rowText({ term, eventTimeIdName }: TermRow): string {
  return `${term}/${eventTimeIdName}`;
}
