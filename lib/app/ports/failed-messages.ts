import type { Deadline } from './deadline';

/** A message that could not be published, taken from the failure queue. */
export interface FailedMessage {
  /** The input of `Publish`, as text. */
  readonly body: string;
  /** What the queue knows this taking by. */
  readonly receipt: string;
}

/** The queue of messages that could not be published. */
export interface FailedMessages {
  /** Takes some of the messages, and hides them from other takers for the length of an invocation. Empty if none wait. */
  take(deadline: Deadline): Promise<readonly FailedMessage[]>;
  /** Publishes a message exactly as it was first rendered, and takes it off the queue. Rejects if it stays there. */
  publish(message: FailedMessage, deadline: Deadline): Promise<void>;
  /** Shows a message that was taken again. */
  release(message: FailedMessage, deadline: Deadline): Promise<void>;
}
