import type { Partition } from '../../core/query/partition';
import type { PlannedQuery } from '../../core/query/planned-query';
import type { ListedRow } from '../../core/rows/event-row';
import { isExpired } from '../../core/rows/retention';
import { storedEvent } from '../../core/rows/stored-event';
import type { EventReader, Page } from '../ports/event-reader';
import { isPartial } from './complete-events';

/**
 * A row, and whether it passes the conditions on event fields, as far as the row shows. A row that fails shows how far
 * its partition was read. Without such rows, merging would read a partition without matches to its end before the first
 * answer.
 */
export interface ReadRow {
  readonly row: ListedRow;
  readonly verdict: 'passes' | 'may pass' | 'fails';
}

/** The dependencies of reading. */
export interface ReadDependencies {
  readonly reader: EventReader;
  readonly now: () => Date;
}

/** How a partition is read. */
interface Reading {
  readonly withRecord: boolean;
  /** How many rows of the answer may come from this partition if all have about as many: more than one has to be read. */
  readonly share: number;
}

/**
 * The rows of one partition that pass, and the last row of each page except the last page. The first page is as short
 * as the partition's share of the answer, and the second as the answer. If that is not enough, rows are being filtered
 * out, and the next pages are whole ones.
 */
export async function* readRows(
  deps: ReadDependencies,
  question: PlannedQuery,
  partition: Partition,
  reading: Reading,
): AsyncGenerator<ReadRow> {
  for await (const { rows, after } of pages(deps.reader, question, partition, reading)) {
    const last = after === undefined ? undefined : rows.at(-1);
    for (const row of rows) {
      const verdict = verdictOn(row, question, partition, deps.now());
      if (verdict !== 'fails' || row === last) yield { row, verdict };
    }
  }
}

async function* pages(
  reader: EventReader,
  { query, narrows }: PlannedQuery,
  partition: Partition,
  { withRecord, share }: Reading,
): AsyncGenerator<Page> {
  const { since, until, oldestFirst, limit } = query;
  const request = { partition, since, until, oldestFirst, withRecord };
  const isWhole = narrows || !Number.isFinite(limit);
  const limits = isWhole ? [] : share < limit ? [share, limit] : [limit];
  let after: unknown;
  do {
    const page = await reader.page({ ...request, limit: limits.shift(), after });
    yield page;
    after = page.after;
  } while (after !== undefined);
}

/** Terms rows without a version are of the first version. */
function verdictOn(row: ListedRow, question: PlannedQuery, { table }: Partition, now: Date): ReadRow['verdict'] {
  if (isExpired(row.expiresAt, now)) return 'fails';
  const version = row.indexVersion ?? (table === 'terms' ? 1 : undefined);
  const event = { ...storedEvent(row), ...(version !== undefined && { indexVersion: version }) };
  if (row.fieldsOmitted && row.fieldsOmitted.length > 0) return 'may pass';
  if (question.passes(event)) return isPartial(row) && question.query.not.resources ? 'may pass' : 'passes';
  return isPartial(row) && question.mayPass(event) ? 'may pass' : 'fails';
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
