import type { EventMatcher } from '../../core/alerts/event-matcher';
import type { FindDependencies } from '../ask/find-events';
import { type AlertGroup, AlertGroups } from './alert-groups';
import { type ObservedRange, storedObservations } from './stored-observations';

/** The alerts of stored events. */
export interface ReplayedAlerts {
  /** By the time of their first events. */
  readonly alerts: readonly AlertGroup[];
  /** Events that were matched. */
  readonly events: number;
}

/** Asks rules and topics about stored events again. Nothing is sent, and the state of alerting is left alone. */
export async function replayAlerts(
  deps: FindDependencies,
  range: ObservedRange,
  match: EventMatcher,
): Promise<ReplayedAlerts> {
  const groups = new AlertGroups();
  let events = 0;
  for await (const observed of storedObservations(deps, range)) {
    events += 1;
    groups.add(match(observed));
  }
  return { alerts: groups.alerts(), events };
}
