import type { Deadline } from './deadline';

/** A window in which one message stands for all events that are alike. */
export interface AlertWindow {
  /** Deduplication ids of the events that its message tells of. */
  readonly openers: readonly string[];
  /** Whether the message was sent; false while it is on its way, or where its sender was cut off. */
  readonly isTold: boolean;
}

/**
 * The memory of what was raised lately. Each of its answers is the same when asked twice, so that a batch of events that
 * comes again is recognised. Rejects where the store throttles or is at fault.
 */
export interface AlertState {
  /** Opens the window for the events with these deduplication ids, unless it is open; how it stands then. */
  open(window: string, openers: readonly string[], deadline: Deadline): Promise<AlertWindow>;
  /** Notes that the window's message was sent. */
  told(window: string, deadline: Deadline): Promise<void>;
  /** Counts events that raise no message of their own; those that were counted before are not counted again. */
  holdBack(window: string, cause: string, ids: readonly string[], deadline: Deadline): Promise<number>;
  /** How many events of a cause raised no message since the last one, which is this: the count begins again. */
  takeHeldBack(cause: string, deadline: Deadline): Promise<number>;
}
