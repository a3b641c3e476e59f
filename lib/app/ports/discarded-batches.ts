import type { Deadline } from './deadline';

/** Batches of new events that Lambda gave up on. */
export interface DiscardedBatches {
  /** The names of batches that wait. There may be more than it names. */
  list(deadline: Deadline): Promise<readonly string[]>;
  /** A batch, as the function first got it: whoever could write here could have written anything. */
  read(name: string, deadline: Deadline): Promise<unknown>;
  /** Removes a batch whose alerts were sent. */
  remove(name: string, deadline: Deadline): Promise<void>;
}
