import { findEvents } from '../../app/ask/find-events';
import { type Explored, type ExplorerLimits, exploreEvents } from '../../app/explorer/explore-events';
import { COUNTED_ROWS, LISTED_ROWS } from '../../core/explorer/api-paths';
import { wholeCount } from '../../core/explorer/estimated-rest';
import { writePage } from '../../core/explorer/page-address';
import { type Question, valuesOf } from '../../core/explorer/question';
import { inWindow, withWord } from '../../core/explorer/question-moves';
import { type PlannedQuery, planned } from '../../core/query/planned-query';
import { unreadNotes } from '../query/unread-notes';
import { sendLacks } from './answer-lacks';
import { limitOf } from './asked-flags';
import type { Asking, AskingDependencies } from './asking';

/** How much longer a list becomes that cannot go on by time, because all of it is of one second. */
const LONGER = 10;

/** The answers about a list: with facets and bars, further rows alone, counts of all alone. */
export type EventsAnswer = 'events' | 'more' | 'count';

/** Answers the page of events. */
export async function answerEvents(
  asking: Asking,
  name: EventsAnswer,
  question: Question,
  asked: PlannedQuery,
): Promise<void> {
  const unread: string[] = [];
  const deps = { ...asking.dependencies(), onUnread: ({ ref }: { readonly ref: string }) => void unread.push(ref) };
  const explored = await exploreEvents(deps, asked, limitsOf(name, question), {
    rows: (rows) => asking.send({ type: 'rows', rows }),
    counts: (counts) => asking.send({ type: 'counts', counts }),
  });
  if (explored.stopped && name === 'events') await sendWhole(asking, deps, asked, explored);
  if (name !== 'count' && explored.isCut) await sendMore(asking, question, asked, explored);
  if (name === 'events') {
    await asking.sendNotes(unreadNotes(unread));
    await sendLacks(asking, asked, explored.listed, { page: 'events', question });
  }
  await asking.send({ type: 'end', rows: explored.listed });
}

/** About what counting all takes: the far end of a window is where its events end. */
async function sendWhole(
  asking: Asking,
  deps: AskingDependencies,
  { query }: PlannedQuery,
  { first, stopped }: Explored,
): Promise<void> {
  const [begin, stop] = [first?.eventTime, stopped?.at.eventTime];
  const { queries, unitsByKey } = deps.meter.costs();
  const end = await furthestTime(deps, query);
  if (begin === undefined || stop === undefined || end === undefined) return;
  const units =
    unitsByKey === undefined ? undefined : queries.reduce((sum, each) => sum + (each.readUnits ?? 0), unitsByKey);
  const counted = { read: stopped?.read ?? 0, begin, stop, end };
  await asking.send({
    type: 'uncounted',
    whole: wholeCount({ ...counted, ...(units !== undefined && { readUnits: units }) }),
  });
}

/** The time of the event at the other end of a window. Conditions are left out, because they could have all of it read. */
async function furthestTime(
  deps: AskingDependencies,
  { since, until, oldestFirst, noAgent }: PlannedQuery['query'],
): Promise<string | undefined> {
  const last = planned({ since, until, noAgent, limit: 1, oldestFirst: !oldestFirst });
  for await (const { event } of findEvents(deps, last)) return event.eventTime;
  return undefined;
}

function limitsOf(name: EventsAnswer, question: Question): ExplorerLimits {
  const listed = limitOf(question) ?? LISTED_ROWS;
  if (name === 'count') return { listed: 0, counted: Number.POSITIVE_INFINITY };
  return { listed, counted: name === 'more' ? 0 : COUNTED_ROWS };
}

async function sendMore(
  asking: Asking,
  question: Question,
  { query }: PlannedQuery,
  explored: Explored,
): Promise<void> {
  const { listed: shown, first, last } = explored;
  const goesOn = first?.eventTime !== last?.eventTime && last?.eventTime !== undefined;
  const next = goesOn ? goingOn(question, query, last.eventTime) : longer(question, shown);
  const extent = last?.eventTime === undefined ? '' : ` ${query.oldestFirst ? 'up to' : 'back to'} ${last.eventTime}`;
  await asking.send({
    type: 'more',
    shown,
    address: writePage({ page: 'events', question: next }),
    text: `${shown} event${shown === 1 ? '' : 's'}${extent} shown, and there are more`,
  });
}

/** Events of the last second that are not shown must not be passed over: the window that goes on begins with it. */
function goingOn(question: Question, query: PlannedQuery['query'], last: string): Question {
  const since = query.since ?? (valuesOf(question, 'since').length > 0 ? 'all' : undefined);
  return query.oldestFirst ? inWindow(question, last, query.until) : inWindow(question, since, secondAfter(last));
}

function longer(question: Question, shown: number): Question {
  return withWord(question, { flag: 'limit', value: String(Math.max(1, shown) * LONGER) });
}

function secondAfter(time: string): string {
  return new Date(Date.parse(time) + 1_000).toISOString().replace('.000Z', 'Z');
}
