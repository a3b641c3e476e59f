import type { Partition } from '../../core/query/partition';
import type { PlannedQuery } from '../../core/query/planned-query';
import { testedFields } from '../../core/query/tested-fields';
import { isJsonObject } from '../../core/record/json';
import { INDEX_VERSION, type ListedRow } from '../../core/rows/event-row';
import { isExpired } from '../../core/rows/retention';
import { type StoredEvent, storedEvent } from '../../core/rows/stored-event';
import type { EventReader, Page, PageRequest, RowSieve } from '../ports/event-reader';
import { isPartial } from './complete-events';
import { PageSizes, type PageSizing } from './page-sizes';

/**
 * A row, and whether it passes the conditions on event fields, as far as the row shows. A row that fails shows how far
 * its partition was read. Without such rows, merging would read a partition without matches to its end before the first
 * answer.
 */
export interface ReadRow {
  readonly row: ListedRow;
  readonly verdict: 'passes' | 'may pass' | 'fails';
  /** The event in the row, where the verdict was on it. */
  readonly event?: StoredEvent;
}

/** The dependencies of reading. */
export interface ReadDependencies {
  readonly reader: EventReader;
  readonly now: () => Date;
  /** Whether the evidence of each event is of use, where it costs nothing. */
  readonly withEvidence?: boolean;
}

/** What rows are read from: a partition, or several as one. */
interface RowSource extends Pick<Partition, 'table'> {
  readonly page: (request: Omit<PageRequest, 'partition'>) => Promise<Page>;
}

/** The rows of one partition that pass, and the last row of each page except the last page. */
export function readRows(
  deps: ReadDependencies,
  question: PlannedQuery,
  partition: Partition,
  sizing: PageSizing,
): AsyncGenerator<ReadRow> {
  const page: RowSource['page'] = (request) => deps.reader.page({ ...request, partition });
  return rowsOf(deps, question, { table: partition.table, page }, sizing);
}

/** The same of several partitions of the Events table together, without records, where a store reads them as one. */
export function readJoinedRows(
  deps: ReadDependencies,
  question: PlannedQuery,
  partitions: readonly string[],
  joinedPage: NonNullable<EventReader['joinedPage']>,
): AsyncGenerator<ReadRow> {
  const sieve = rowSieve(question);
  const page: RowSource['page'] = ({ since, until, oldestFirst, limit, after }) =>
    joinedPage({ partitions, since, until, oldestFirst, limit, after, ...(sieve && { sieve }) });
  return rowsOf(deps, question, { table: 'events', page }, { partitions: 1, withRecord: false, isJoined: true });
}

/** What leaves rows out before they are read whole. Undefined where nothing is left out, or each row has to be looked at. */
function rowSieve(question: PlannedQuery): RowSieve | undefined {
  const fields = testedFields(question.query);
  if (!fields || !question.narrows) return undefined;
  return { fields, mayBeOfUse: (row) => isPartial(row) || question.passes(storedEvent(row)) };
}

async function* rowsOf(
  deps: ReadDependencies,
  question: PlannedQuery,
  source: RowSource,
  sizing: PageSizing,
): AsyncGenerator<ReadRow> {
  const sizes = new PageSizes(question, sizing);
  let after: unknown;
  do {
    const page = await readPage(deps, question, source, { sizes, after });
    yield* page.kept;
    after = page.after;
  } while (after !== undefined);
}

/**
 * The rows of one page that are kept. All are tested at once, so that those that fail do not stay in memory until it is the
 * turn of their partition.
 */
async function readPage(
  { now, withEvidence = false }: ReadDependencies,
  question: PlannedQuery,
  source: RowSource,
  { sizes, after: from }: { readonly sizes: PageSizes; readonly after: unknown },
) {
  const { since, until, oldestFirst } = question.query;
  const needed = { withRecord: sizes.withRecord, withEvidence, ...question.sieve };
  const request = { since, until, oldestFirst, ...needed };
  const { rows, after, read = rows.length, bytes } = await source.page({ ...request, limit: sizes.next, after: from });
  const last = after === undefined ? undefined : rows.at(-1);
  const kept = rows
    .map((row): ReadRow => {
      const event = storedEvent(row);
      return { row, verdict: verdictOn(row, question, source, now(), event), event };
    })
    .filter(({ row, verdict }) => verdict !== 'fails' || row === last);
  sizes.add({ rows: read, kept: kept.length, bytes });
  return { kept, after };
}

/**
 * Whether a row of a partition answers a question. Terms rows without a version are of the first version. `stored` is the
 * event in the row, if somebody has it already.
 */
export function verdictOn(
  row: ListedRow,
  question: PlannedQuery,
  { table }: Pick<Partition, 'table'>,
  now: Date,
  stored: StoredEvent = storedEvent(row),
): ReadRow['verdict'] {
  if (isExpired(row.expiresAt, now) || isRecordOfAnother(row, question)) return 'fails';
  const version = row.indexVersion ?? (table === 'terms' ? 1 : undefined);
  const isNewest = version === undefined || version === INDEX_VERSION;
  const event = isNewest ? stored : { ...stored, indexVersion: version };
  if (row.fieldsOmitted && row.fieldsOmitted.length > 0) return 'may pass';
  if (question.passes(event)) return isPartial(row) && question.query.not.resources ? 'may pass' : 'passes';
  return isPartial(row) && question.mayPass(event) ? 'may pass' : 'fails';
}

/** Whether conditions on the record leave it out. A packed one is left to whoever reads it, and tells if it is corrupt. */
function isRecordOfAnother({ record }: ListedRow, { testsRecord, passesRecord }: PlannedQuery): boolean {
  return testsRecord && isJsonObject(record) && !(record instanceof Uint8Array) && !passesRecord(record);
}

/**
 * By time, then ID, then name. The same event, reached by two keys, compares equal; the more reliable and newer row
 * comes first.
 */
export function oldestFirst(left: ReadRow, right: ReadRow): number {
  const [a, b] = [keyText(left.row), keyText(right.row)];
  if (a === b) return surerFirst(left, right);
  return a < b ? -1 : 1;
}

/** In descending order. */
export function newestFirst(left: ReadRow, right: ReadRow): number {
  return keyText(left.row) === keyText(right.row) ? surerFirst(left, right) : -oldestFirst(left, right);
}

const SURE: readonly ReadRow['verdict'][] = ['passes', 'may pass', 'fails'];

function surerFirst(left: ReadRow, right: ReadRow): number {
  const version = ({ row }: ReadRow) => row.indexVersion ?? 0;
  return SURE.indexOf(left.verdict) - SURE.indexOf(right.verdict) || version(right) - version(left);
}

/** The key of a row as one text, in the order of the sort keys of all tables. */
export function keyText({ eventTimeId, eventName }: ListedRow): string {
  return `${eventTimeId}#${eventName}`;
}
