import type { PlannedQuery } from '../../core/query/planned-query';
import { planned } from '../../core/query/planned-query';
import type { StoredEvent } from '../../core/rows/stored-event';
import { eventTimeAt, timeOf } from '../../core/story/event-times';
import { after, LONGEST_MS, QuietStart } from '../../core/story/story-window';
import { type FindDependencies, findEvents } from '../ask/find-events';

/** Where a story without a session begins. */
export interface FoundStart {
  /** In milliseconds. */
  readonly time: number;
  /** Whether it may go back further: the limit or a day was reached before it was quiet. */
  readonly isCut: boolean;
}

/**
 * Goes back from an event over the rows of a question until 30 minutes have none, a day at most, and over so many rows at
 * most. The agent's own traffic never ceases, and so does not count.
 */
export async function findStart(
  deps: FindDependencies,
  { query }: PlannedQuery,
  anchor: StoredEvent,
  mostRows: number,
): Promise<FoundStart> {
  const time = timeOf(anchor);
  const start = new QuietStart(time);
  const times = { since: eventTimeAt(Math.max(0, time - LONGEST_MS)), until: after(time) };
  const question = planned({
    ...query,
    ...times,
    noAgent: true,
    oldestFirst: false,
    record: false,
    limit: mostRows + 1,
  });
  let rows = 0;
  for await (const { event } of findEvents(deps, question)) {
    if (start.isOver(event)) return { time: start.time, isCut: false };
    if (rows >= mostRows) return { time: start.time, isCut: true };
    start.extend(event);
    rows += 1;
  }
  return { time: start.time, isCut: false };
}
