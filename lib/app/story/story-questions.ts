import type { EventQuery } from '../../core/query/event-query';
import { type PlannedQuery, planned } from '../../core/query/planned-query';
import { automationActor } from '../../core/story/made-things';
import type { StoryAnchor } from '../../core/story/story';
import { type AskedStory, valueAsked } from './asked-story';
import type { PartitionBudget } from './partition-budget';

/** Stories lack nothing that was indexed, and rules need the records. */
const WHOLE = { related: true, guard: true, record: true, oldestFirst: true } as const;

/** The question whose answer a story is told from: what finds nothing, or is incomplete, by it. */
export function anchorQuestion({ kind, value, since, until }: AskedStory): PlannedQuery {
  return planned({ ...valueAsked(kind, value), since, until, related: true, guard: true });
}

/** The question of a principal and its key, over whose rows a story goes back and on. */
export function chainQuestion({ kind, value }: AskedStory, { principals, accessKeys }: StoryAnchor): PlannedQuery {
  return planned({ ...WHOLE, ...(kind === 'actor' ? { actors: [value] } : { principals, accessKeys }) });
}

/** The questions of a story: what the principal did, under whatever key, and who names the anchor. */
export function ownQuestions(
  { kind, value }: AskedStory,
  { principals, things }: StoryAnchor,
  budget: PartitionBudget,
): readonly PlannedQuery[] {
  const questions = [
    ...(kind === 'actor' ? [{ actors: [value] }] : principals.length > 0 ? [{ principals }] : []),
    ...(kind === 'accessKey' ? [{ accessKeys: [value] }] : []),
    ...(things.length > 0 ? [naming(things)] : []),
  ];
  return admitted(questions, budget);
}

/** What a story found that others may name, and who may have acted meanwhile. */
export interface Others {
  readonly things: readonly string[];
  readonly automations: readonly string[];
  readonly hosts: readonly string[];
}

/** The questions of what others did: who names what the principal made, what automations called, what the hosts' roles did. */
export function otherQuestions(
  { things, automations, hosts }: Others,
  budget: PartitionBudget,
): readonly PlannedQuery[] {
  return admitted(
    [
      ...things.map((id) => naming([id])),
      ...automations.map((id) => ({ actors: [automationActor(id)] })),
      ...hosts.map((host) => ({ actors: [host], noAgent: true })),
    ],
    budget,
  );
}

/** The agent names its own node in all that it does. */
function naming(things: readonly string[]): Partial<EventQuery> {
  return { resources: things, noAgent: true };
}

function admitted(questions: readonly Partial<EventQuery>[], budget: PartitionBudget): readonly PlannedQuery[] {
  return questions.map((asked) => planned({ ...WHOLE, ...asked })).filter((question) => budget.admits(question));
}
