import type { Deadline } from './deadline';

/** A suppression window: one message stands for all of its events. */
export interface AlertWindow {
  /** Deduplication ids of the events in its message. */
  readonly openers: readonly string[];
  /** Whether the message was sent; false while it is on its way, or where its sender was cut off. */
  readonly isSent: boolean;
}

/**
 * The memory of what was sent lately. Each of its answers is the same when asked twice, so that a batch of events that
 * comes again is recognised. Rejects where the store throttles or is at fault.
 */
export interface AlertState {
  /** Opens the window for the events with these deduplication ids, unless it is open; how it stands then. */
  openWindow(window: string, openers: readonly string[], deadline: Deadline): Promise<AlertWindow>;
  /** Notes that the window's message was sent. */
  markSent(window: string, deadline: Deadline): Promise<void>;
  /** Counts suppressed events; those that were counted before are not counted again. */
  suppress(window: string, group: string, ids: readonly string[], deadline: Deadline): Promise<number>;
  /** How many events of a group were suppressed since the last message; the count begins again. */
  takeSuppressed(group: string, deadline: Deadline): Promise<number>;
}
