import type { PlannedQuery } from '../../core/query/planned-query';
import type { StoredEvent } from '../../core/rows/stored-event';
import type { Story, StoryAnchor } from '../../core/story/story';
import { storyPivots } from '../../core/story/story-pivots';
import { storyRows } from '../../core/story/story-rows';
import { touchedThings } from '../../core/story/touched-things';
import { startedSessions, unsaid } from '../../core/story/unsaid';
import type { EventsOfId } from '../ask/events-by-id';
import type { FindDependencies, FoundEvent } from '../ask/find-events';
import type { AnswerNote } from '../completeness/answer-note';
import type { CoverageDependencies } from '../completeness/coverage';
import type { AskedStory } from './asked-story';
import { earlierEvent } from './earlier-event';
import { type FoundAnchor, findAnchor } from './find-anchor';
import { namedAfterwards } from './named-afterwards';
import { type OtherRows, otherRows } from './other-rows';
import { type OwnRows, ownRows } from './own-rows';
import { PartitionBudget } from './partition-budget';
import { nearest } from './read-story-rows';
import { sessionTranscripts } from './session-transcripts';
import { type PastEcsExecDependencies, sessionsPastEcsExec } from './sessions-past-ecs-exec';
import { storyNotes } from './story-notes';
import { anchorQuestion, chainQuestion, ownQuestions } from './story-questions';
import { type RulesOfStory, storyRules } from './story-rules';

/** What stories are made from. */
export type StoryDependencies = PastEcsExecDependencies & CoverageDependencies & { readonly judgedBy: RulesOfStory };

/**
 * A story with what it may lack, several events that one ID names, a record in quarantine, which belongs to nobody, or the
 * question that found nothing.
 */
export type ToldStory =
  | { readonly story: Story; readonly notes: readonly AnswerNote[] }
  | { readonly several: EventsOfId }
  | { readonly quarantined: StoredEvent }
  | { readonly nothingFor: PlannedQuery };

/** The rows of a story before they are told. */
interface ReadStory {
  readonly anchor: StoryAnchor;
  readonly own: OwnRows;
  readonly others: OtherRows;
  readonly found: readonly FoundEvent[];
  readonly isCut: boolean;
}

/** Tells what belongs to an event, a session, a key, an actor or a resource, in the order of time. */
export async function tellStory(deps: StoryDependencies, asked: AskedStory): Promise<ToldStory> {
  const found = await findAnchor(deps, asked);
  if (found === 'none') return { nothingFor: anchorQuestion(asked) };
  if ('several' in found || 'quarantined' in found) return found;
  const budget = await budgetOf(deps, asked);
  const read = await readStory(deps, asked, found, budget);
  const story = await told(deps, read, budget);
  const refusedQuestions = budget.refused;
  const notes = await storyNotes(deps, asked, story, {
    isCut: read.isCut,
    limit: asked.limit,
    isStartCut: read.own.start.isCut,
    hostsLeftOut: read.others.hostsLeftOut,
    refusedQuestions,
    earlier: await earlierEvent(deps, asked, story.window),
    afterwards: await namedAfterwards(deps, story, budget),
  });
  return { story, notes };
}

async function budgetOf({ reader }: FindDependencies, { limit }: AskedStory): Promise<PartitionBudget> {
  const hasOlder = (await reader.olderPartitions()).length > 0;
  return Number.isFinite(limit) ? new PartitionBudget(hasOlder) : new PartitionBudget(hasOlder, limit);
}

async function readStory(
  deps: FindDependencies,
  asked: AskedStory,
  found: FoundAnchor,
  budget: PartitionBudget,
): Promise<ReadStory> {
  budget.admits(chainQuestion(asked, found.anchor));
  const own = await ownRows(deps, asked, found, ownQuestions(asked, found.anchor, budget));
  const principals = asked.kind === 'actor' ? principalsIn(own.found, found.anchor) : found.anchor.principals;
  const anchor = { ...found.anchor, principals };
  const others = await otherRows(deps, asked, anchor, own, budget);
  const all = nearest([...own.found, ...others.found], { start: own.start.time, limit: asked.limit });
  return {
    anchor: { ...anchor, hosts: others.hosts },
    own,
    others,
    found: all.found,
    isCut: all.isCut || own.isCut || others.isCut,
  };
}

/** An actor may have acted in several roles. */
function principalsIn(found: readonly FoundEvent[], { principals }: StoryAnchor): readonly string[] {
  return [...new Set([...principals, ...found.flatMap(({ event }) => event.userIdentityArn ?? [])])];
}

async function told(
  deps: StoryDependencies,
  { anchor, own, found, isCut }: ReadStory,
  budget: PartitionBudget,
): Promise<Story> {
  const { window, end } = own;
  const rows = storyRows(
    anchor,
    found.map(({ event }) => event),
  );
  const records = new Map(found.map(({ event, record }) => [event.ref, record]));
  const touched = touchedThings(rows, ({ ref }) => records.get(ref));
  const sessions = startedSessions(rows);
  const places = await sessionTranscripts(deps, sessions, budget);
  const pastEcsExec = await sessionsPastEcsExec(
    deps,
    sessions,
    rows.map(({ event }) => event),
  );
  return {
    anchor,
    window,
    end,
    rows,
    touched,
    rules: storyRules(found, deps.judgedBy, { window, isCut, principals: anchor.principals }),
    unsaid: unsaid(rows, ({ sessionId }) => places.get(sessionId), pastEcsExec),
    pivots: storyPivots(anchor, rows, window, touched),
  };
}
