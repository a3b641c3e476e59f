import { planned } from '../../core/query/planned-query';
import { SESSION_EVENTS, sessionStory } from '../../core/query/session-story';
import type { StoredEvent } from '../../core/rows/stored-event';
import { type FindDependencies, findEvents } from './find-events';

/**
 * The stories of sessions. Reads each session again, whatever question led to it. Otherwise, the story would lack what
 * a window, a limit or another condition left out, above all the end.
 */
export async function tellSessions(deps: FindDependencies, sessionIds: Iterable<string>): Promise<readonly string[]> {
  const stories: string[] = [];
  for (const id of sessionIds) stories.push(sessionStory(id, await eventsOf(deps, id)));
  return stories;
}

async function eventsOf(deps: FindDependencies, sessionId: string): Promise<readonly StoredEvent[]> {
  const question = planned({ resources: [sessionId], eventNames: SESSION_EVENTS, oldestFirst: true });
  const events: StoredEvent[] = [];
  for await (const { event } of findEvents(deps, question)) events.push(event);
  return events;
}
