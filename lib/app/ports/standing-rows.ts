import type { EventKey } from '../../core/rows/event-keys';
import type { StandingRow } from '../../core/rows/event-row';
import type { Deadline } from './deadline';

/** Looks up what an Events row says about itself. */
export interface StandingRows {
  /** The row under a key, read consistently. Undefined if there is none. */
  standing(key: EventKey, deadline: Deadline): Promise<StandingRow | undefined>;
}
