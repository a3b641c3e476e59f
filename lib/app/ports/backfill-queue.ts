import type { Deadline } from './deadline';

/** The queue of backfills and repairs, seen by whoever reads its messages. */
export interface BackfillQueue {
  readonly arn: string;
  /**
   * Resolves if the queue itself knows that a message with this receipt handle was taken from it and is being worked on.
   * Otherwise rejects, whatever the reason.
   */
  proveHeld(receiptHandle: string, deadline: Deadline): Promise<void>;
}
