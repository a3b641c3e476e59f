import type { EventFieldName } from '../../contract/event-fields';
import type { PlannedQuery } from '../../core/query/planned-query';
import { testedFields } from '../../core/query/tested-fields';
import type { ListedRow } from '../../core/rows/event-row';
import { isCutUserAgent } from '../../core/rows/fitted-columns';
import { type StoredEvent, storedEvent } from '../../core/rows/stored-event';
import { type Seen, seenOnce } from '../../core/summary/tally';
import type { AlikeEventsReader, CountedEvents, Judgement } from '../ports/counts/alike-events';
import { isPartial } from './complete-events';
import { answersAmong, type FindDependencies, type FoundEvent, findEvents, partitionsOf } from './find-events';
import { type ReadRow, verdictOn } from './read-rows';
import { withWholeUserAgents } from './with-evidence';

/** The dependencies of counting. */
export interface CountDependencies extends FindDependencies {
  /** Absent if the store counts nothing that it does not read. */
  readonly alike?: AlikeEventsReader;
}

/** An event, as it is counted. */
interface SeenEvent {
  readonly event: StoredEvent;
  readonly seen: Seen;
}

/** What events are counted by: those that are equal in the fields are told together. */
export interface CountedList {
  readonly fields: readonly EventFieldName[];
  add(event: StoredEvent, seen: Seen): void;
}

/** What takes the events that answer a question. */
export interface Counters {
  readonly lists: readonly CountedList[];
  /** Takes how many events there were, those of one hour together, by the time of one of them. */
  addTime?(seen: Seen): void;
}

/** Counts the events that answer a question. Where the store can count, each kind of event is tested once. */
export async function countEvents(deps: CountDependencies, question: PlannedQuery, counters: Counters): Promise<void> {
  const needsUserAgent = counters.lists.some(({ fields }) => fields.includes('userAgent'));
  const counted = await countedAlike(deps, question, counters, needsUserAgent);
  const others = counted
    ? answersAmong(deps, question, passing(deps, question, counted.apart))
    : findEvents(deps, question);
  for await (const { event, seen } of eachEvent(deps, others, needsUserAgent)) {
    for (const list of counters.lists) list.add(event, seen);
    counters.addTime?.(seen);
  }
}

/**
 * Takes the events that are alike. Undefined if the store cannot count, or the question tests more than fields that events
 * share.
 */
async function countedAlike(
  deps: CountDependencies,
  question: PlannedQuery,
  { lists, addTime }: Counters,
  needsUserAgent: boolean,
): Promise<CountedEvents | undefined> {
  const { query, testsRecord } = question;
  const tested = testedFields(query);
  if (!deps.alike || !tested || testsRecord || Number.isFinite(query.limit)) return undefined;
  const found = deps.alike.alike({
    partitions: await partitionsOf(deps.reader, question),
    since: query.since,
    until: query.until,
    now: deps.now(),
    tested: needsUserAgent ? [...tested, 'userAgent'] : tested,
    judge: (row) => judgement(deps, question, row, needsUserAgent),
    lists: lists.map(({ fields }) => fields),
  });
  for (const [index, groups] of found?.together.entries() ?? []) {
    for (const { row, times, last } of groups) {
      const event = storedEvent(row);
      lists[index]?.add(event, { times, first: event.eventTime, last });
    }
  }
  for (const { time, times } of found?.hours ?? []) addTime?.({ times, first: time });
  return found;
}

function judgement(
  deps: CountDependencies,
  question: PlannedQuery,
  row: ListedRow,
  needsUserAgent: boolean,
): Judgement {
  if (isPartial(row) || (needsUserAgent && isCutUserAgent(row.userAgent))) return 'apart';
  return verdict(deps, question, row) === 'passes' ? 'counts' : 'fails';
}

/** Each event by itself. */
async function* eachEvent(
  deps: CountDependencies,
  events: AsyncIterable<FoundEvent>,
  needsUserAgent: boolean,
): AsyncGenerator<SeenEvent> {
  const whole = needsUserAgent ? withWholeUserAgents(deps.reader, events) : events;
  for await (const { event } of whole) yield { event, seen: seenOnce(event.eventTime) };
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

function verdict({ now }: CountDependencies, question: PlannedQuery, row: ListedRow): ReadRow['verdict'] {
  return verdictOn(row, question, { table: 'events' }, now());
}
