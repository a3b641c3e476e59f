import { isNodeId } from '../../core/resources/managed-node';
import { automationsStarted, hostsReached, thingsMade } from '../../core/story/made-things';
import type { StoryAnchor, StoryWindow } from '../../core/story/story';
import { lanes } from '../../core/story/story-rows';
import type { FindDependencies, FoundEvent } from '../ask/find-events';
import type { AskedStory } from './asked-story';
import type { PartitionBudget } from './partition-budget';
import { type RowsRead, readStoryRows } from './read-story-rows';
import { type Others, otherQuestions } from './story-questions';

/** Machines whose own role is looked at: more would be a list of a fleet. */
const MOST_HOSTS = 10;

/** What others did, and whom it was about. */
export interface OtherRows extends RowsRead {
  readonly hosts: readonly string[];
  /** Machines that were reached beyond those that are looked at. */
  readonly hostsLeftOut: number;
}

/** What a principal made that others may name, and the machines whose own role may have acted meanwhile. */
function othersOf({ kind, value }: AskedStory, anchor: StoryAnchor, found: readonly FoundEvent[]): Others {
  const laneOf = lanes(anchor);
  const own = found.map(({ event }) => event).filter((event) => ['principal', 'otherKey'].includes(laneOf(event)));
  const asked = kind === 'resource' && isNodeId(value) ? [value] : [];
  return {
    things: thingsMade(own).filter((id) => !anchor.things.includes(id)),
    automations: automationsStarted(own),
    hosts: [...new Set([...asked, ...hostsReached(own)])],
  };
}

/** Reads what others did in the window of a story: who names what its principal made, and the hosts' own roles. */
export async function otherRows(
  deps: FindDependencies,
  asked: AskedStory,
  anchor: StoryAnchor,
  own: RowsRead & { readonly window: StoryWindow; readonly start: { readonly time: number } },
  budget: PartitionBudget,
): Promise<OtherRows> {
  const others = othersOf(asked, anchor, own.found);
  const hosts = others.hosts.slice(0, MOST_HOSTS);
  const read = await readStoryRows(deps, {
    questions: otherQuestions({ ...others, hosts }, budget),
    ...own.window,
    start: own.start.time,
    limit: asked.limit,
  });
  return { ...read, hosts, hostsLeftOut: others.hosts.length - hosts.length };
}
