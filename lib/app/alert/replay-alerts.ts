import type { EventMatcher } from '../../core/alerts/event-matcher';
import type { FindDependencies } from '../ask/find-events';
import type { ExpectedAlert } from './expected-alert';
import type { ExpectedAlerts } from './expected-alerts';
import { type ObservedRange, storedObservations } from './stored-observations';

/** The alerts of stored events. */
export interface ReplayedAlerts {
  /** In the order of their last events. */
  readonly alerts: readonly ExpectedAlert[];
  /** Events that were matched. */
  readonly events: number;
  /** Records in quarantine that were matched beside them. */
  readonly quarantined: number;
}

/** Evaluates rules and topics on stored events again. Sends nothing, and leaves the state of alerting alone. */
export async function replayAlerts(
  deps: FindDependencies,
  range: ObservedRange,
  match: EventMatcher,
  expected: ExpectedAlerts,
): Promise<ReplayedAlerts> {
  const counts = { events: 0, quarantined: 0 };
  for await (const observed of storedObservations(deps, range)) {
    counts[observed.event.quarantineReason === undefined ? 'events' : 'quarantined'] += 1;
    expected.add(match(observed));
    expected.correlate(observed);
  }
  return { alerts: expected.alerts(), ...counts };
}
