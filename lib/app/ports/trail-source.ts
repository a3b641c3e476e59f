import type { TrailDescription } from '../../core/trail/trail-description';

/** Where a trail can be looked at. */
export interface TrailSource {
  /** The trail as it is now; undefined where there is no such trail. */
  describe(): Promise<TrailDescription | undefined>;
}
