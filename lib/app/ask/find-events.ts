import type { EventQuery } from '../../core/query/event-query';
import type { Partition } from '../../core/query/partition';
import type { PlannedQuery } from '../../core/query/planned-query';
import { cataloguedPartitions } from '../../core/query/query-plan';
import type { JsonObject } from '../../core/record/json';
import { partitionBase } from '../../core/rows/event-keys';
import type { ListedRow } from '../../core/rows/event-row';
import { readRecordAttribute } from '../../core/rows/record-attribute';
import { isExpired } from '../../core/rows/retention';
import { type StoredEvent, storedEvent } from '../../core/rows/stored-event';
import { mergeOrdered } from '../flow/merge-ordered';
import type { EventReader } from '../ports/event-reader';

/** Records fetched by key at once, where the rows that were found do not carry them. */
const RECORDS_AT_ONCE = 100;

/** An event that answers a question; `record` and what was masked in it where the question asks for it. */
export interface FoundEvent {
  readonly event: StoredEvent;
  readonly record?: JsonObject;
  readonly maskedPaths?: readonly string[];
}

/** What a question needs of the world. */
export interface FindDependencies {
  readonly reader: EventReader;
  readonly now: () => Date;
  /** Called with each event that passes but for its record, which is asked for and kept in the log file alone. */
  readonly onUnread?: (event: StoredEvent) => void;
}

/** Answers a question, in time order, reading no further than its limit needs. */
export async function* findEvents(deps: FindDependencies, question: PlannedQuery): AsyncGenerator<FoundEvent> {
  const { query, plan } = question;
  if (query.limit <= 0) return;
  const partitions = 'partitions' in plan ? plan.partitions : await catalogued(deps.reader, plan.names);
  let remaining = query.limit;
  for await (const found of answers(deps, question, partitions)) {
    yield found;
    remaining -= 1;
    if (remaining <= 0) return;
  }
}

async function catalogued(reader: EventReader, names: readonly string[]): Promise<readonly Partition[]> {
  const prefixes = names.length === 0 ? [''] : names.map(partitionBase);
  const lists = await Promise.all(prefixes.map((prefix) => reader.catalogue(prefix)));
  return cataloguedPartitions(names, lists.flat());
}

async function* answers(
  deps: FindDependencies,
  question: PlannedQuery,
  partitions: readonly Partition[],
): AsyncGenerator<FoundEvent> {
  const { query } = question;
  const needsRecord = query.record || query.where.length > 0;
  const merged = passing(
    mergeOrdered(
      partitions.map((partition) => rowsOf(deps, question, partition, needsRecord)),
      query.oldestFirst ? oldestFirst : newestFirst,
    ),
  );
  if (!needsRecord) {
    for await (const row of merged) yield { event: storedEvent(row) };
    return;
  }
  const size = query.where.length > 0 ? RECORDS_AT_ONCE : Math.min(query.limit, RECORDS_AT_ONCE);
  for await (const batch of inBatches(merged, size)) {
    for (const found of await withRecords(deps.reader, batch)) {
      if (found.record === undefined) deps.onUnread?.(found.event);
      if (matches(query, found.record)) yield found;
    }
  }
}

/**
 * A row, and whether it passes the conditions on event fields. One that does not stands for how far its partition has
 * been read: without it, merging would read a partition in which nothing passes to its end before the first answer.
 */
interface ReadRow {
  readonly row: ListedRow;
  readonly passes: boolean;
}

async function* passing(rows: AsyncIterable<ReadRow>): AsyncGenerator<ListedRow> {
  for await (const { row, passes } of rows) if (passes) yield row;
}

/**
 * The rows of one partition that pass, and the last one of each page that is not the last page. The first page is as
 * short as the answer; where that was not enough, rows are filtered out, and the next pages are whole ones.
 */
async function* rowsOf(
  deps: FindDependencies,
  question: PlannedQuery,
  partition: Partition,
  withRecord: boolean,
): AsyncGenerator<ReadRow> {
  const { since, until, oldestFirst, limit } = question.query;
  const passes = (row: ListedRow) => !isExpired(row.expiresAt, deps.now()) && question.passes(storedEvent(row));
  const pageLimit = question.narrows || !Number.isFinite(limit) ? undefined : limit;
  let after: unknown;
  do {
    const most = after === undefined ? pageLimit : undefined;
    const page = await deps.reader.page({ partition, since, until, oldestFirst, limit: most, withRecord, after });
    after = page.after;
    const last = after === undefined ? undefined : page.rows.at(-1);
    for (const row of page.rows) {
      if (passes(row)) yield { row, passes: true };
      else if (row === last) yield { row, passes: false };
    }
  } while (after !== undefined);
}

async function* inBatches<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<readonly Item[]> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Rows of the index and of terms carry no record: theirs are fetched by key. */
async function withRecords(reader: EventReader, rows: readonly ListedRow[]): Promise<readonly FoundEvent[]> {
  const missing = rows.filter((row) => row.record === undefined);
  const fetched = new Map((await reader.rows(missing)).map((row) => [keyText(row), row]));
  return rows.map((row) => found(row, fetched.get(keyText(row)) ?? row));
}

function found(row: ListedRow, whole: ListedRow): FoundEvent {
  if (whole.record === undefined) return { event: storedEvent(row) };
  return { event: storedEvent(row), record: readRecordAttribute(whole.record), maskedPaths: whole.maskedPaths ?? [] };
}

function matches(query: EventQuery, record: JsonObject | undefined): boolean {
  return query.where.length === 0 || (record !== undefined && query.where.some((holds) => holds(record)));
}

function keyText({ eventTimeId, eventName }: ListedRow): string {
  return `${eventTimeId}#${eventName}`;
}

/** By time, then ID, then name: the same event reached by two keys compares equal. */
function oldestFirst(left: ReadRow, right: ReadRow): number {
  const [a, b] = [keyText(left.row), keyText(right.row)];
  if (a === b) return Number(right.passes) - Number(left.passes);
  return a < b ? -1 : 1;
}

function newestFirst(left: ReadRow, right: ReadRow): number {
  const [a, b] = [keyText(left.row), keyText(right.row)];
  return a === b ? Number(right.passes) - Number(left.passes) : -oldestFirst(left, right);
}
