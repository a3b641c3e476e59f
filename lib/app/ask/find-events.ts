import type { EventQuery } from '../../core/query/event-query';
import type { Partition } from '../../core/query/partition';
import type { PlannedQuery } from '../../core/query/planned-query';
import { cataloguedPartitions } from '../../core/query/query-plan';
import type { JsonObject } from '../../core/record/json';
import type { CorruptRows } from '../../core/rows/corrupt-rows';
import { partitionBase, QUARANTINE_PARTITION } from '../../core/rows/event-keys';
import { parseRef } from '../../core/rows/event-ref';
import type { EventRow, ListedRow } from '../../core/rows/event-row';
import type { StoredEvent } from '../../core/rows/stored-event';
import { mergeOrdered } from '../flow/merge-ordered';
import { type EventReader, MOST_JOINED } from '../ports/event-reader';
import { completeEvent, isPartial } from './complete-events';
import { readRecord } from './read-record';
import { keyText, newestFirst, oldestFirst, type ReadRow, readJoinedRows, readRows } from './read-rows';

/** How many records to fetch by key at once, if the found rows do not contain them. */
const RECORDS_AT_ONCE = 100;

/** An event that answers a question. It has `record` and what was masked in it if the question asks for them. */
export interface FoundEvent {
  readonly event: StoredEvent;
  readonly record?: JsonObject;
  readonly maskedPaths?: readonly string[];
  /** Where its row was at hand, which the index and terms do not have. */
  readonly evidence?: Evidence;
}

/**
 * What proves that an event is what the log file contains: the place of the record in it, and the SHA-256 of the record's
 * bytes there.
 */
export type Evidence = Pick<EventRow, 'recordIndex' | 'recordSha256'>;

/** The dependencies of a question. */
export interface FindDependencies {
  readonly reader: EventReader;
  readonly now: () => Date;
  /** Whether the evidence of each event is of use, where it costs nothing. */
  readonly withEvidence?: boolean;
  /**
   * Called with each event that passes all conditions except those on its record, because only the log file has the
   * record.
   */
  readonly onUnread?: (event: StoredEvent) => void;
  /** Takes note of rows whose record cannot be read, which are then answers without it; else `UnreadableRecordError`. */
  readonly corrupt?: CorruptRows;
}

/** Answers a question, in time order. Reads no further than its limit needs. */
export async function* findEvents(deps: FindDependencies, question: PlannedQuery): AsyncGenerator<FoundEvent> {
  const { query } = question;
  if (query.limit <= 0) return;
  const partitions = await partitionsOf(deps.reader, question);
  let remaining = query.limit;
  for await (const found of answers(deps, question, partitions)) {
    yield found;
    remaining -= 1;
    if (remaining <= 0) return;
  }
}

/** The partitions that have the answers to a question. */
export async function partitionsOf(reader: EventReader, { plan, query }: PlannedQuery): Promise<readonly Partition[]> {
  return 'partitions' in plan ? standing(reader, plan.partitions) : catalogued(reader, plan.names, query);
}

/** The partitions that a plan names, without those of older index versions if no row is left that their terms lead to. */
async function standing(reader: EventReader, partitions: readonly Partition[]): Promise<readonly Partition[]> {
  if (!partitions.some(({ olderOnly }) => olderOnly)) return partitions;
  const isNeeded = (await reader.olderPartitions()).some((name) => name !== QUARANTINE_PARTITION);
  return partitions.filter(({ olderOnly }) => isNeeded || !olderOnly);
}

async function catalogued(
  reader: EventReader,
  names: readonly string[],
  query: EventQuery,
): Promise<readonly Partition[]> {
  const prefixes = names.length === 0 ? [''] : names.map(partitionBase);
  const lists = await Promise.all(prefixes.map((prefix) => reader.catalogue(prefix)));
  return cataloguedPartitions(names, lists.flat(), query);
}

async function* answers(
  deps: FindDependencies,
  question: PlannedQuery,
  partitions: readonly Partition[],
): AsyncGenerator<FoundEvent> {
  const read = sequences(deps, question, partitions);
  const rows = passing(mergeOrdered(read, question.query.oldestFirst ? oldestFirst : newestFirst));
  yield* answersAmong(deps, question, rows);
}

/** The rows of the partitions, as few sequences as the store can make of them. */
function sequences(
  deps: FindDependencies,
  question: PlannedQuery,
  partitions: readonly Partition[],
): readonly AsyncGenerator<ReadRow>[] {
  const { joinedPage } = deps.reader;
  const withRecord = question.query.record || question.testsRecord;
  if (joinedPage && !withRecord && partitions.length > 1 && partitions.every(({ table }) => table === 'events')) {
    return inGroups(partitions.map(({ value }) => value)).map((names) =>
      readJoinedRows(deps, question, names, joinedPage),
    );
  }
  return partitions.map((partition) =>
    readRows(deps, question, partition, { withRecord, partitions: partitions.length }),
  );
}

function inGroups(names: readonly string[]): readonly (readonly string[])[] {
  const groups = Array.from({ length: Math.ceil(names.length / MOST_JOINED) });
  return groups.map((_, index) => names.slice(index * MOST_JOINED, (index + 1) * MOST_JOINED));
}

/** The events of rows that pass or may pass, as far as they are answers, in the same order. */
export async function* answersAmong(
  deps: FindDependencies,
  question: PlannedQuery,
  rows: AsyncIterable<ReadRow>,
): AsyncGenerator<FoundEvent> {
  const { query, testsRecord } = question;
  const needsRecord = query.record || testsRecord;
  const size = testsRecord ? RECORDS_AT_ONCE : Math.min(query.limit, RECORDS_AT_ONCE);
  for await (const batch of batches(rows, size, (row) => needsRecord || needsMore(row))) {
    for (const found of await wholeEvents(deps, question, batch, needsRecord)) {
      if (needsRecord && found.record === undefined && !isCorrupt(deps, found)) deps.onUnread?.(found.event);
      if (question.passesRecord(found.record)) yield found;
    }
  }
}

/** The rows that pass. If two keys lead to one event, only the first row, which is the most reliable. */
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

/**
 * Rows in their order. Those that need nothing come one by one, as they arrive. Others come together with the rows
 * behind them.
 */
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

/** Events with everything that the question asks for. Fetches by key what their rows have no room for. */
async function wholeEvents(
  { reader, corrupt }: FindDependencies,
  question: PlannedQuery,
  batch: readonly ReadRow[],
  needsRecord: boolean,
): Promise<readonly FoundEvent[]> {
  const missing = batch.filter((read) => read.row.record === undefined && (needsRecord || needsMore(read)));
  const fetched = new Map((await reader.rows(missing.map(({ row }) => row))).map((row) => [keyText(row), row]));
  return batch.flatMap(({ row, verdict, event: stored }) => {
    // A row that led to a corrupt one is told with it, and answers for it: what it says may be true.
    const whole = fetched.get(keyText(row)) ?? row;
    const { event, isComplete } = completeEvent(whole, whole === row ? stored : undefined);
    // If it cannot look up an event, trusts the term that led to it.
    const isRefused = verdict === 'may pass' && isComplete && !question.passes(event);
    return isRefused ? [] : [found(event, whole, needsRecord, corrupt)];
  });
}

function found(
  event: StoredEvent,
  whole: ListedRow,
  needsRecord: boolean,
  corrupt: CorruptRows | undefined,
): FoundEvent {
  const evidence = evidenceIn(whole);
  if (!needsRecord || whole.record === undefined) return { event, ...evidence };
  const record = readRecord(whole, corrupt);
  return { event, ...evidence, ...(record && { record, maskedPaths: whole.maskedPaths ?? [] }) };
}

function evidenceIn({ recordIndex, recordSha256 }: ListedRow): Pick<FoundEvent, 'evidence'> {
  return recordIndex === undefined || recordSha256 === undefined ? {} : { evidence: { recordIndex, recordSha256 } };
}

function isCorrupt({ corrupt }: FindDependencies, { event }: FoundEvent): boolean {
  return corrupt?.has(parseRef(event.ref)) === true;
}
