import type { ObservedEvent } from '../core/alerts/observed-event';
import { EVERYTHING, type EventQuery } from '../core/query/event-query';
import { type FindDependencies, findEvents } from './find-events';

/** Which stored events are looked at: times as in `EventQuery`, accounts by `recipientAccountId`, all where none is named. */
export type ObservedRange = Pick<EventQuery, 'since' | 'until' | 'accounts'>;

/** Stored events as alerting saw them when they were new, oldest first; history, which raises nothing, is left out. */
export async function* storedObservations(deps: FindDependencies, range: ObservedRange): AsyncGenerator<ObservedEvent> {
  const query = { ...EVERYTHING, ...range, related: true, oldestFirst: true, record: true };
  for await (const { event, record } of findEvents(deps, query)) {
    if (event.origin !== 'backfill') yield { event, record };
  }
}
