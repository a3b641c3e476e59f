import { pause } from '../../adapters/retry/pause';
import type { CorrelationDependencies } from '../../app/alert/correlate-events';
import type { BucketState, SightState } from '../../app/ports/correlation-state';

/** What of the dependencies of correlating is about the state: writers that collide wait with jitter. */
export function stateOfCorrelations(
  state: BucketState & SightState,
): Pick<CorrelationDependencies, 'buckets' | 'sights' | 'pause'> {
  return {
    buckets: state,
    sights: state,
    pause: (tries, deadline) => pause('the state of correlations', tries, deadline),
  };
}
