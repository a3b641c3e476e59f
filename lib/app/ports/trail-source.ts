import type { TrailDescription } from '../../core/trail/trail-description';

/** The source of a trail's settings and status. */
export interface TrailSource {
  /** The trail as it is now. Undefined if there is no such trail. */
  describe(): Promise<TrailDescription | undefined>;
}
