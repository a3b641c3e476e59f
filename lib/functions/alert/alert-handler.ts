import type { Context, DynamoDBBatchResponse, SQSEvent } from 'aws-lambda';
import { type AlertDependencies, type AlertReporting, sendAlerts } from '../../app/alert/send-alerts';
import { type DigestDependencies, type DigestReporting, sendDigests } from '../../app/alert/send-digests';
import { type Deadline, keepingBack } from '../../app/ports/deadline';
import { observedRow } from '../../core/alerts/observe-row';
import type { ObservedEvent } from '../../core/alerts/observed-event';
import { type AlertTopicDestinations, isQueueEvent, publishFailed } from './failed-messages';
import { type StreamEvent, streamEvents } from './stream-events';

/** How many milliseconds an invocation keeps for its answer and its metrics. */
const ANSWER_MS = 1_000;

/** What the handler needs. */
export interface AlertHandlerDependencies extends AlertDependencies, DigestDependencies {
  readonly report: AlertReporting & DigestReporting;
  readonly destinations: AlertTopicDestinations;
  /** Publishes the metrics of an invocation. */
  readonly flush: () => void;
}

/** The function in the form that Lambda calls. */
export type AlertHandler = (event: unknown, context: Context) => Promise<DynamoDBBatchResponse>;

/**
 * Sends the alerts of a batch of the stream. If the schedule calls, sends due digests instead. If a person hands over
 * messages of the failure queue, sends these again.
 */
export function createAlertHandler(deps: AlertHandlerDependencies): AlertHandler {
  return async (event, context) => {
    try {
      const failed = await work(deps, event, context);
      return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
    } finally {
      deps.flush();
    }
  };
}

async function work(deps: AlertHandlerDependencies, event: unknown, context: Context): Promise<readonly string[]> {
  if (isQueueEvent(event)) return fromQueue(deps, event, context);
  if (!isScheduledEvent(event)) return fromStream(deps, event, context);
  await sendDigests(deps, deadlineOf(context));
  return [];
}

/** The event of the schedule has no content, so there is nothing to forge. */
function isScheduledEvent(event: unknown): boolean {
  return typeof event === 'object' && event !== null && Object.keys(event).length === 0;
}

/**
 * Lambda continues from the first sequence number in the report, so one is enough. The state recognizes what came after
 * it and was sent.
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

/** Handles each message separately. Gives the IDs of those that could not be published this time either. */
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
