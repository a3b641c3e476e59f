import type { Deadline } from '../ports/deadline';
import type { FailedMessage, FailedMessages } from '../ports/failed-messages';

/** What publishing failed messages again needs of the world. */
export interface PublishFailedDependencies {
  readonly failedMessages: FailedMessages;
  readonly report: DrainReporting;
}

/** Logs and counts what happened to what had failed. */
export interface DrainReporting {
  /** What had failed and is done now. */
  drained(what: string): void;
  /** What stays until the next run. */
  notDrained(what: string, reason: unknown): void;
}

const MESSAGE = 'a failed message';

/**
 * Publishes the messages in the failure queue, each as it was first rendered: subscribers who have it already know its
 * deduplication ids. Takes them from the queue itself, where only the alert function puts them, and never from whoever
 * invokes it. What still cannot be published stays there.
 */
export async function publishFailed(deps: PublishFailedDependencies, deadline: Deadline): Promise<void> {
  const { failedMessages, report } = deps;
  const remaining: FailedMessage[] = [];
  try {
    for (
      let taken = await failedMessages.take(deadline);
      taken.length > 0;
      taken = await failedMessages.take(deadline)
    ) {
      for (const message of taken) if (!(await isPublished(deps, message, deadline))) remaining.push(message);
    }
    // Only now: a message that is shown again at once would be taken again at once.
    for (const message of remaining) await failedMessages.release(message, deadline);
  } catch (error) {
    report.notDrained('the failure queue', error);
  }
}

async function isPublished(
  { failedMessages, report }: PublishFailedDependencies,
  message: FailedMessage,
  deadline: Deadline,
): Promise<boolean> {
  try {
    await failedMessages.publish(message, deadline);
    report.drained(MESSAGE);
    return true;
  } catch (error) {
    report.notDrained(MESSAGE, error);
    return false;
  }
}
