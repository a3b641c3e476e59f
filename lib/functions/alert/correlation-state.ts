import { pause } from '../../adapters/retry/pause';
import type { CorrelationDependencies } from '../../app/alert/correlate-events';
import type { BucketState } from '../../app/ports/bucket-state';
import type { SightState } from '../../app/ports/sight-state';

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
