import { resourceSearches } from '../../core/query/resource-search';
import { isNodeId } from '../../core/resources/managed-node';
import type { StoredEvent } from '../../core/rows/stored-event';
import { byTimeAndId } from '../../core/story/event-order';
import { timeOf } from '../../core/story/event-times';
import { automationsStarted, executionOf, hostsReached, thingsMade } from '../../core/story/made-things';
import type { StoryAnchor, StoryWindow } from '../../core/story/story';
import { lanes } from '../../core/story/story-rows';
import type { FindDependencies, FoundEvent } from '../ask/find-events';
import type { AskedStory } from './asked-story';
import type { PartitionBudget } from './partition-budget';
import { type RowsRead, readStoryRows } from './read-story-rows';
import { otherQuestions } from './story-questions';

/** Machines whose own role is looked at: more would be a list of a fleet. */
const MOST_HOSTS = 10;

/** What others did, and whom it was about. */
export interface OtherRows extends RowsRead {
  readonly hosts: readonly string[];
  /** Machines that were reached beyond those that are looked at. */
  readonly hostsLeftOut: number;
}

/** What the principal of a story did, and in which window. */
interface Own extends RowsRead {
  readonly window: StoryWindow;
  /** In milliseconds. */
  readonly start: { readonly time: number };
}

/** How often is followed what automations started, and those that they started. */
const MOST_ROUNDS = 3;

/** Reads what others did in the window of a story: who names what its principal made, and the hosts' own roles. */
export async function otherRows(
  deps: FindDependencies,
  asked: AskedStory,
  anchor: StoryAnchor,
  own: Own,
  budget: PartitionBudget,
): Promise<OtherRows> {
  const bounds = { ...own.window, start: own.start.time, limit: asked.limit };
  let makers = ownEvents(anchor, own);
  const hosts = hostsOf(asked, makers);
  const looked = hosts.slice(0, MOST_HOSTS);
  const followed = new Set(anchor.things);
  const found: FoundEvent[] = [];
  let isCut = false;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const things = thingsMade(makers).filter((id) => !followed.has(id));
    const others = { things, automations: automationsStarted(makers), hosts: round === 0 ? looked : [] };
    const read = await readStoryRows(deps, { questions: otherQuestions(others, budget), ...bounds });
    if (read.found.length === 0) break;
    for (const id of things) followed.add(id);
    found.push(...read.found);
    isCut ||= read.isCut;
    makers = read.found.map(({ event }) => event).filter((event) => executionOf(event) !== undefined);
  }
  return { found, isCut, hosts: looked, hostsLeftOut: hosts.length - looked.length };
}

/**
 * What the principal of a story did: first what the story is told from, then what followed its start, and only then what
 * came before. Of many machines, those that it is about are so looked at.
 */
function ownEvents(anchor: StoryAnchor, { found, start }: Own): readonly StoredEvent[] {
  const laneOf = lanes(anchor);
  const rank = (event: StoredEvent) => (event.ref === anchor.ref ? 0 : timeOf(event) >= start.time ? 1 : 2);
  return found
    .map(({ event }) => event)
    .filter((event) => ['principal', 'otherKey'].includes(laneOf(event)))
    .sort((one, other) => rank(one) - rank(other) || byTimeAndId(one, other));
}

/** The machine that was asked for, and those that were reached. */
function hostsOf({ kind, value }: AskedStory, own: readonly StoredEvent[]): readonly string[] {
  const asked = kind === 'resource' ? resourceSearches(value).slice(0, 1) : [];
  return [...new Set([...asked.map(({ id }) => id).filter(isNodeId), ...hostsReached(own)])];
}
