import type { Seen } from '../../core/correlations/first-sight';
import type { Deadline } from './deadline';

/** A change of what is remembered. */
export interface SeenChange {
  /** What it replaces; undefined if nothing was remembered. */
  readonly before: Seen | undefined;
  readonly next: Seen;
  /** After how many seconds without it, it is forgotten. */
  readonly forget: number;
}

/** The memory of correlations of first sight. Rejects if the store throttles or has a fault. */
export interface SightState {
  seen(key: string, deadline: Deadline): Promise<Seen | undefined>;
  /** Remembers something. Gives false if somebody else changed it in between. */
  noteSeen(key: string, change: SeenChange, deadline: Deadline): Promise<boolean>;
  /** The time of the earliest event of a correlation, in epoch seconds. */
  firstEvent(correlation: string, deadline: Deadline): Promise<number | undefined>;
  /** Notes a time of an event of a correlation; the earliest stays. */
  noteFirstEvent(correlation: string, t: number, deadline: Deadline): Promise<void>;
}
