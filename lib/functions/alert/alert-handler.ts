import type { Context, DynamoDBBatchResponse, SQSEvent } from 'aws-lambda';
import { type AlertDependencies, sendAlerts } from '../../app/alert/send-alerts';
import { type Deadline, keepingBack } from '../../app/ports/deadline';
import { observedRow } from '../../core/alerts/observe-row';
import type { ObservedEvent } from '../../core/alerts/observed-event';
import { type AlertTopicDestinations, isQueueEvent, publishFailed } from './failed-messages';
import { type StreamEvent, streamEvents } from './stream-events';

/** The time of an invocation that is left for its answer and its metrics, in milliseconds. */
const ANSWER_MS = 1_000;

/** What the handler needs. */
export interface AlertHandlerDependencies extends AlertDependencies {
  readonly destinations: AlertTopicDestinations;
  /** Sends the metrics of an invocation on their way. */
  readonly flush: () => void;
}

/** The function as Lambda calls it. */
export type AlertHandler = (event: unknown, context: Context) => Promise<DynamoDBBatchResponse>;

/** Sends the alerts of a batch of the stream; or publishes messages of the failure queue that a person hands over. */
export function createAlertHandler(deps: AlertHandlerDependencies): AlertHandler {
  return async (event, context) => {
    try {
      const work = isQueueEvent(event) ? fromQueue(deps, event, context) : fromStream(deps, event, context);
      return { batchItemFailures: (await work).map((itemIdentifier) => ({ itemIdentifier })) };
    } finally {
      deps.flush();
    }
  };
}

/**
 * Lambda goes on from the first sequence number that is reported, so that one is enough: the state recognises what
 * came after it and was sent.
 */
async function fromStream(
  deps: AlertHandlerDependencies,
  event: unknown,
  context: Context,
): Promise<readonly string[]> {
  const changes = streamEvents(event).map((change) => ({ change, observed: observedChange(change) }));
  const observed = changes.flatMap((each) => each.observed ?? []);
  const again: ReadonlySet<ObservedEvent | undefined> = await sendAlerts(deps, observed, deadlineOf(context));
  const first = changes.find((each) => again.has(each.observed));
  return first ? [first.change.sequenceNumber] : [];
}

/** Each message on its own: gives the IDs of those that could not be published this time either. */
async function fromQueue(
  { destinations, report }: AlertHandlerDependencies,
  { Records }: SQSEvent,
  context: Context,
): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { body, messageId } of Records) {
    try {
      await publishFailed(destinations, body, deadlineOf(context));
    } catch (error) {
      report.failed(error);
      failed.push(messageId);
    }
  }
  return failed;
}

function observedChange({ row, indexedAt }: StreamEvent): ObservedEvent | undefined {
  return row && observedRow(row, indexedAt);
}

function deadlineOf(context: Context): Deadline {
  return keepingBack({ remainingMs: () => context.getRemainingTimeInMillis() }, ANSWER_MS);
}
