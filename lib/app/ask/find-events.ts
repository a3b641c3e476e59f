import type { EventQuery } from '../../core/query/event-query';
import type { Partition } from '../../core/query/partition';
import type { PlannedQuery } from '../../core/query/planned-query';
import { cataloguedPartitions } from '../../core/query/query-plan';
import type { JsonObject } from '../../core/record/json';
import { partitionBase } from '../../core/rows/event-keys';
import type { ListedRow } from '../../core/rows/event-row';
import { readRecordAttribute } from '../../core/rows/record-attribute';
import type { StoredEvent } from '../../core/rows/stored-event';
import { mergeOrdered } from '../flow/merge-ordered';
import type { EventReader } from '../ports/event-reader';
import { completeEvent, isPartial } from './complete-events';
import { keyText, newestFirst, oldestFirst, type ReadRow, readRows } from './read-rows';

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
  const partitions =
    'partitions' in plan ? await standing(deps.reader, plan.partitions) : await catalogued(deps.reader, plan.names);
  let remaining = query.limit;
  for await (const found of answers(deps, question, partitions)) {
    yield found;
    remaining -= 1;
    if (remaining <= 0) return;
  }
}

/** The partitions that a plan names, but for those of older index versions where no such rows are left. */
async function standing(reader: EventReader, partitions: readonly Partition[]): Promise<readonly Partition[]> {
  if (!partitions.some(({ olderOnly }) => olderOnly)) return partitions;
  const isNeeded = (await reader.olderPartitions()).length > 0;
  return partitions.filter(({ olderOnly }) => isNeeded || !olderOnly);
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
  const read = partitions.map((partition) => readRows(deps, question, partition, needsRecord));
  const rows = passing(mergeOrdered(read, query.oldestFirst ? oldestFirst : newestFirst));
  const size = query.where.length > 0 ? RECORDS_AT_ONCE : Math.min(query.limit, RECORDS_AT_ONCE);
  for await (const batch of batches(rows, size, (row) => needsRecord || needsMore(row))) {
    for (const found of await wholeEvents(deps, question, batch, needsRecord)) {
      if (needsRecord && found.record === undefined) deps.onUnread?.(found.event);
      if (matches(query, found.record)) yield found;
    }
  }
}

/** The rows that are no failures; of an event that two keys led to, the first, which is the surest. */
async function* passing(rows: AsyncIterable<ReadRow>): AsyncGenerator<ReadRow> {
  let last: string | undefined;
  for await (const read of rows) {
    const key = keyText(read.row);
    if (read.verdict === 'fails' || key === last) continue;
    last = key;
    yield read;
  }
}

function needsMore({ row, verdict }: ReadRow): boolean {
  return verdict === 'may pass' || isPartial(row);
}

/** Rows in their order: those that need nothing one by one, as they come, and others together with what follows them. */
async function* batches(
  rows: AsyncIterable<ReadRow>,
  size: number,
  needs: (row: ReadRow) => boolean,
): AsyncGenerator<readonly ReadRow[]> {
  let batch: ReadRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < size && (batch.length > 1 || needs(row))) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Events with all that is asked of them; what their rows have no room for is fetched by key. */
async function wholeEvents(
  { reader }: FindDependencies,
  question: PlannedQuery,
  batch: readonly ReadRow[],
  needsRecord: boolean,
): Promise<readonly FoundEvent[]> {
  const missing = batch.filter((read) => read.row.record === undefined && (needsRecord || needsMore(read)));
  const fetched = new Map((await reader.rows(missing.map(({ row }) => row))).map((row) => [keyText(row), row]));
  return batch.flatMap(({ row, verdict }) => {
    const whole = fetched.get(keyText(row)) ?? row;
    const { event, isComplete } = completeEvent(whole);
    // What cannot be looked up is taken at the word of the term that led to it.
    const isRefused = verdict === 'may pass' && isComplete && !question.passes(event);
    return isRefused ? [] : [found(event, whole, needsRecord)];
  });
}

function found(event: StoredEvent, whole: ListedRow, needsRecord: boolean): FoundEvent {
  if (!needsRecord || whole.record === undefined) return { event };
  return { event, record: readRecordAttribute(whole.record), maskedPaths: whole.maskedPaths ?? [] };
}

function matches(query: EventQuery, record: JsonObject | undefined): boolean {
  return query.where.length === 0 || (record !== undefined && query.where.some((holds) => holds(record)));
}
