import type { Raise } from '../../core/alerts/raise';
import type { FindDependencies } from '../ask/find-events';
import { CaughtEvents, type RaisedAlert } from './caught-events';
import { type ObservedRange, storedObservations } from './stored-observations';

/** What stored events raise. */
export interface ReplayedAlerts {
  /** By the time of their first events. */
  readonly alerts: readonly RaisedAlert[];
  /** Events that rules were asked about. */
  readonly events: number;
}

/** Asks rules and topics about stored events again. Nothing is sent, and the state of alerting is left alone. */
export async function replayAlerts(
  deps: FindDependencies,
  range: ObservedRange,
  raise: Raise,
): Promise<ReplayedAlerts> {
  const caught = new CaughtEvents();
  let events = 0;
  for await (const observed of storedObservations(deps, range)) {
    events += 1;
    caught.add(raise(observed));
  }
  return { alerts: caught.alerts(), events };
}
