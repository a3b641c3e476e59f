import { planned } from '../../core/query/planned-query';
import type { StoredEvent } from '../../core/rows/stored-event';
import { thingsMade } from '../../core/story/made-things';
import type { Story } from '../../core/story/story';
import { type FindDependencies, findEvents } from '../ask/find-events';
import type { PartitionBudget } from './partition-budget';

/** How many such calls are told of: that there are any is what matters. */
const MOST = 3;

/**
 * The first calls after a story that changed what it is about or made: who cancelled its command or ended its session
 * later. They are no rows of it.
 */
export async function namedAfterwards(
  deps: FindDependencies,
  { anchor, rows, window }: Pick<Story, 'anchor' | 'rows' | 'window'>,
  budget: PartitionBudget,
): Promise<readonly StoredEvent[]> {
  if (window.until === undefined) return [];
  const own = rows.filter(({ lane }) => lane === 'principal' || lane === 'otherKey').map(({ event }) => event);
  const named = anchor.kind === 'resource' ? [] : anchor.things;
  const things = [...new Set([...named, ...thingsMade(own)])].filter((id) =>
    budget.admits(planned({ resources: [id] })),
  );
  if (things.length === 0) return [];
  const asked = { resources: things, changed: true, since: window.until, oldestFirst: true, limit: MOST };
  const found: StoredEvent[] = [];
  for await (const { event } of findEvents(deps, planned(asked))) found.push(event);
  return found;
}
