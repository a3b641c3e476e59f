import type { ObservedEvent } from '../../core/alerts/observed-event';
import type { EventQuery } from '../../core/query/event-query';
import { planned } from '../../core/query/planned-query';
import { type FindDependencies, findEvents } from '../ask/find-events';

/** Which stored events are looked at, as in `EventQuery`: times, accounts and regions, all where none is named. */
export type ObservedRange = Pick<EventQuery, 'since' | 'until' | 'accounts' | 'regions'>;

/**
 * Stored events as alerting sees new ones, oldest first; then those in quarantine, which have no account and no region to
 * ask by. Where they came from does not matter: what a backfill brought is tried as well.
 */
export async function* storedObservations(deps: FindDependencies, range: ObservedRange): AsyncGenerator<ObservedEvent> {
  const query = { ...range, related: true, guard: true, oldestFirst: true, record: true };
  const queries = range.accounts.length + range.regions.length > 0 ? [query] : [query, { ...query, quarantined: true }];
  for (const each of queries) {
    for await (const { event, record } of findEvents(deps, planned(each))) {
      yield { event, record };
    }
  }
}
