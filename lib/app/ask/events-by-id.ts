import { planned } from '../../core/query/planned-query';
import { type FindDependencies, type FoundEvent, findEvents } from './find-events';

/** Events that one ID or handle names, and whether there are more than these. */
export interface EventsOfId {
  readonly events: readonly FoundEvent[];
  readonly isMore: boolean;
}

/** Events that are listed of one ID: real ones have one event, or two where records conflict. */
const MOST_LISTED = 100;

/**
 * The events whose ID is, or begins with, one that was given, the newest first. The agent's own are not among them: they
 * have no term of their ID.
 */
export async function eventsById(deps: FindDependencies, id: string): Promise<EventsOfId> {
  const question = planned({ eventIds: [id], related: true, guard: true, limit: MOST_LISTED + 1 });
  const events: FoundEvent[] = [];
  for await (const found of findEvents(deps, question)) events.push(found);
  return { events: events.slice(0, MOST_LISTED), isMore: events.length > MOST_LISTED };
}
