import type { PlannedQuery } from '../../core/query/planned-query';
import { planned } from '../../core/query/planned-query';
import type { StoredEvent } from '../../core/rows/stored-event';
import { byTimeAndId } from '../../core/story/event-order';
import { eventTimeAt, timeOf } from '../../core/story/event-times';
import { type FindDependencies, type FoundEvent, findEvents } from '../ask/find-events';
import { mergeOrdered } from '../flow/merge-ordered';

/** Which rows are read: those of some questions, around a start. */
export interface RowsWanted {
  readonly questions: readonly PlannedQuery[];
  readonly since: string | undefined;
  readonly until: string | undefined;
  /** In milliseconds. Of more rows than the limit, those nearest to it stay. */
  readonly start: number;
  readonly limit: number;
  /** Whether rows from here on no longer belong. Asked for rows from the start on, in the order of time. */
  readonly isOver?: (event: StoredEvent) => boolean;
}

/** Rows, and whether there are more than the limit. */
export interface RowsRead {
  readonly found: readonly FoundEvent[];
  readonly isCut: boolean;
}

/** Reads the rows of questions, each row once, nearest to the start first where there are too many. */
export async function readStoryRows(deps: FindDependencies, wanted: RowsWanted): Promise<RowsRead> {
  if (wanted.questions.length === 0) return { found: [], isCut: false };
  const from = eventTimeAt(wanted.start);
  const isBefore = wanted.since === undefined || wanted.since < from;
  const onwards = { since: isBefore ? from : wanted.since, until: wanted.until };
  const later = await read(deps, wanted, onwards, true);
  const earlier = isBefore ? await read(deps, wanted, { since: wanted.since, until: from }, false) : [];
  return nearest([...later, ...earlier], wanted);
}

/** The rows nearest to a start, each once. */
export function nearest(found: readonly FoundEvent[], { start, limit }: Pick<RowsWanted, 'start' | 'limit'>): RowsRead {
  const distinct = [...new Map(found.map((each) => [each.event.ref, each])).values()];
  if (distinct.length <= limit) return { found: distinct, isCut: false };
  const distance = ({ event }: FoundEvent) => Math.abs(timeOf(event) - start);
  const sorted = distinct.sort((one, other) => distance(one) - distance(other) || byTimeAndId(one.event, other.event));
  return { found: sorted.slice(0, limit), isCut: true };
}

/** One row more than the limit, so that it is noticed that there are more. */
async function read(
  deps: FindDependencies,
  { questions, limit, isOver }: RowsWanted,
  times: Pick<RowsWanted, 'since' | 'until'>,
  oldestFirst: boolean,
): Promise<readonly FoundEvent[]> {
  if (times.since !== undefined && times.until !== undefined && times.since >= times.until) return [];
  const asked = questions.map(({ query }) => planned({ ...query, ...times, oldestFirst, limit: limit + 1 }));
  const order = oldestFirst ? byTime : (one: FoundEvent, other: FoundEvent) => byTime(other, one);
  const found: FoundEvent[] = [];
  for await (const each of mergeOrdered(
    asked.map((question) => findEvents(deps, question)),
    order,
  )) {
    if (oldestFirst && isOver?.(each.event)) break;
    found.push(each);
    if (found.length > limit) break;
  }
  return found;
}

function byTime(one: FoundEvent, other: FoundEvent): number {
  return byTimeAndId(one.event, other.event);
}
