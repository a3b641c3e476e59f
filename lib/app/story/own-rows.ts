import type { PlannedQuery } from '../../core/query/planned-query';
import type { StoredEvent } from '../../core/rows/stored-event';
import { eventTimeAt, timeOf } from '../../core/story/event-times';
import type { StoryEnd, StoryWindow } from '../../core/story/story';
import { lanes } from '../../core/story/story-rows';
import { after, beforeStart, QuietEnd, recordedEnd } from '../../core/story/story-window';
import { type Stop, unrecordedEnd } from '../../core/story/unrecorded-end';
import type { FindDependencies, FoundEvent } from '../ask/find-events';
import type { AskedStory } from './asked-story';
import type { FoundAnchor } from './find-anchor';
import { type FoundStart, findStart } from './find-start';
import { type RowsRead, readStoryRows } from './read-story-rows';
import { chainQuestion } from './story-questions';

/** What the principal of a story did and who names its anchor, from its start to its end. */
export interface OwnRows extends RowsRead {
  readonly start: FoundStart;
  readonly window: StoryWindow;
  readonly end: StoryEnd;
}

/** Reads the rows of the own questions of a story, and so learns where it begins and ends. */
export async function ownRows(
  deps: FindDependencies,
  asked: AskedStory,
  found: FoundAnchor,
  questions: readonly PlannedQuery[],
): Promise<OwnRows> {
  const start = await startOf(deps, asked, found);
  const since = asked.since ?? beforeStart(start.time);
  const until = knownEnd(asked, found);
  const quiet = until === undefined && isToBeQuiet(asked, found) ? quietEnd(asked, found, start) : undefined;
  const bounds = { since, until, start: start.time, limit: asked.limit };
  const read = await readStoryRows(deps, { questions, ...bounds, ...(quiet && { isOver: quiet.isOver }) });
  const stop = stopOf(read, quiet?.end, until);
  const window = {
    since,
    until: quiet ? after(stop.last ?? start.time) : until,
    start: eventTimeAt(start.time),
  };
  return {
    found: rowsUntil(read.found, window.until),
    isCut: read.isCut,
    start,
    window,
    end: endOf(deps, found, stop),
  };
}

/** Why rows that were read end where they do. */
function stopOf(
  { found, isCut }: RowsRead,
  quiet: QuietEnd | undefined,
  until: string | undefined,
): Pick<Stop, 'last' | 'by'> {
  if (isCut) return { last: lastTime(found), by: 'limit' };
  if (quiet === undefined) return { last: lastTime(found), by: until === undefined ? 'now' : 'asked' };
  return { last: quiet.time, by: quiet.isCut ? 'day' : 'quiet' };
}

function endOf({ now }: FindDependencies, { session }: FoundAnchor, stop: Pick<Stop, 'last' | 'by'>): StoryEnd {
  if (session?.termination) return recordedEnd(session.termination);
  return unrecordedEnd({ ...stop, isSession: session !== undefined, now: now().getTime() });
}

function rowsUntil(found: readonly FoundEvent[], until: string | undefined): readonly FoundEvent[] {
  return found.filter(({ event }) => until === undefined || (event.eventTime ?? '') < until);
}

/** Where a story begins: with its session, where the times say, or after it was quiet. */
async function startOf(
  deps: FindDependencies,
  asked: AskedStory,
  { anchor, event, session }: FoundAnchor,
): Promise<FoundStart> {
  if (session || (asked.kind === 'event' && asked.since !== undefined)) return { time: timeOf(event), isCut: false };
  if (asked.since !== undefined) return { time: Date.parse(asked.since), isCut: false };
  const mostRows = Number.isFinite(asked.limit) ? Math.ceil(asked.limit / 2) : asked.limit;
  return findStart(deps, chainQuestion(asked, anchor), event, mostRows);
}

/** The exclusive end that is known without reading on. */
function knownEnd({ until }: AskedStory, { session }: FoundAnchor): string | undefined {
  if (until !== undefined) return until;
  return session?.termination && after(timeOf(session.termination));
}

/** Whoever says since when asks for all from then on, unless there is something that begins later. */
function isToBeQuiet({ kind, since }: AskedStory, { session }: FoundAnchor): boolean {
  return since === undefined || session !== undefined || kind === 'event';
}

interface Quiet {
  readonly end: QuietEnd;
  readonly isOver: (event: StoredEvent) => boolean;
}

/** A session goes on by each row, and in any case until it is resumed last; a story, until the event that it is told from; anything else by those of its principal and key. The agent's own traffic never ceases. */
function quietEnd({ kind }: AskedStory, { anchor, event, session }: FoundAnchor, start: FoundStart): Quiet {
  const laneOf = lanes(anchor);
  const end = new QuietEnd(start.time, session?.resumption && timeOf(session.resumption));
  if (!session) end.extend(event);
  const extendsIt = (each: StoredEvent) =>
    each.agent !== true && (session !== undefined || kind === 'actor' || laneOf(each) === 'principal');
  return {
    end,
    isOver: (each) => {
      if (end.isOver(each)) return true;
      if (extendsIt(each)) end.extend(each);
      return false;
    },
  };
}

function lastTime(found: readonly FoundEvent[]): number | undefined {
  return found.length === 0 ? undefined : Math.max(...found.map(({ event }) => timeOf(event)));
}
