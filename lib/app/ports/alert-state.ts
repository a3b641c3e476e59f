import type { DigestEntry } from '../../core/alerts/digest-entry';
import type { SentMessage } from '../../core/alerts/message-plan';
import type { Deadline } from './deadline';

/** Times of events, in epoch milliseconds, both inclusive. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** A suppressed match, and when its digest is due, in epoch milliseconds. */
export interface PendingEntry {
  readonly group: string;
  readonly entry: DigestEntry;
  readonly dueAt: number;
}

/**
 * The memory of what was sent lately, by groups of matches. Noting something twice stores it once, so that alerting
 * recognizes a batch of events that comes again. Rejects if the store throttles or has a fault.
 */
export interface AlertState {
  /** The messages of a group whose first events are in a span of time. */
  sentMessages(group: string, span: TimeSpan, deadline: Deadline): Promise<readonly SentMessage[]>;
  /** Notes that a message was sent, for `longerMs` milliseconds more than usual. */
  noteSent(group: string, message: SentMessage, deadline: Deadline, longerMs?: number): Promise<void>;
  /**
   * Stores a suppressed match for its digest. Gives false if it was stored before, whether or not its digest was sent.
   */
  suppress(pending: PendingEntry, deadline: Deadline, longerMs?: number): Promise<boolean>;
  /** The entries whose digests are due and not sent, with those of a group together as far as they fit in memory. */
  dueEntries(now: Date, deadline: Deadline): AsyncIterable<readonly PendingEntry[]>;
  /** Notes that the digest of an entry was sent. */
  noteDigested(pending: PendingEntry, deadline: Deadline): Promise<void>;
}
