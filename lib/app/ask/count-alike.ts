import type { EventFieldName } from '../../contract/event-fields';
import type { PlannedQuery } from '../../core/query/planned-query';
import { testedFields } from '../../core/query/tested-fields';
import type { ListedRow } from '../../core/rows/event-row';
import { isCutUserAgent } from '../../core/rows/fitted-columns';
import { type StoredEvent, storedEvent } from '../../core/rows/stored-event';
import { type Seen, seenOnce } from '../../core/summary/tally';
import type { AlikeEventsReader, CountedEvents } from '../ports/counts/alike-events';
import { isPartial } from './complete-events';
import { answersAmong, type FindDependencies, type FoundEvent, partitionsOf } from './find-events';
import { type ReadRow, verdictOn } from './read-rows';
import { withWholeUserAgents } from './with-evidence';

/** The dependencies of counting. */
export interface CountDependencies extends FindDependencies {
  /** Absent if the store counts nothing that it does not read. */
  readonly alike?: AlikeEventsReader;
}

/** Events that are alike in what they are counted by: as one of them, and how many they are. */
export interface SeenEvents {
  readonly event: StoredEvent;
  readonly seen: Seen;
}

/** What events are counted by. */
interface CountedBy {
  readonly fields: readonly EventFieldName[];
  /** Whether events of different hours are counted apart. */
  readonly isHourly?: boolean;
}

/**
 * The events that answer a question, those that are alike together: the store counts them, and each kind is tested once.
 * Undefined if the store cannot do so, or the question tests more than fields that events share.
 */
export async function alikeEvents(
  deps: CountDependencies,
  question: PlannedQuery,
  { fields, isHourly = false }: CountedBy,
): Promise<AsyncIterable<SeenEvents> | undefined> {
  const { query, testsRecord } = question;
  const tested = testedFields(query);
  if (!deps.alike || !tested || testsRecord || Number.isFinite(query.limit)) return undefined;
  const needsUserAgent = fields.includes('userAgent');
  const found = deps.alike.alike({
    partitions: await partitionsOf(deps.reader, question),
    since: query.since,
    until: query.until,
    fields: [...new Set([...fields, ...tested])],
    isHourly,
    now: deps.now(),
    isWhole: (row) => !isPartial(row) && !(needsUserAgent && isCutUserAgent(row.userAgent)),
  });
  return found && seenIn(deps, question, found, needsUserAgent);
}

/** Each event by itself. */
export async function* eachEvent(
  deps: CountDependencies,
  events: AsyncIterable<FoundEvent>,
  needsUserAgent: boolean,
): AsyncGenerator<SeenEvents> {
  const whole = needsUserAgent ? withWholeUserAgents(deps.reader, events) : events;
  for await (const { event } of whole) yield { event, seen: seenOnce(event.eventTime) };
}

async function* seenIn(
  deps: CountDependencies,
  question: PlannedQuery,
  { together, apart }: CountedEvents,
  needsUserAgent: boolean,
): AsyncGenerator<SeenEvents> {
  for (const { row, times, last } of together) {
    const event = storedEvent(row);
    if (verdict(deps, question, row, event) !== 'passes') continue;
    yield { event, seen: { times, first: event.eventTime, last } };
  }
  yield* eachEvent(deps, answersAmong(deps, question, passing(deps, question, apart)), needsUserAgent);
}

async function* passing(
  deps: CountDependencies,
  question: PlannedQuery,
  rows: Iterable<ListedRow>,
): AsyncGenerator<ReadRow> {
  for (const row of rows) {
    const found = { row, verdict: verdict(deps, question, row) };
    if (found.verdict !== 'fails') yield found;
  }
}

function verdict(
  { now }: CountDependencies,
  question: PlannedQuery,
  row: ListedRow,
  event?: StoredEvent,
): ReadRow['verdict'] {
  return verdictOn(row, question, { table: 'events' }, now(), event);
}
