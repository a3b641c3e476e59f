import type { Context, DynamoDBBatchResponse } from 'aws-lambda';
import { type Deadline, keepingBack } from '../app/ports/deadline';
import { type AlertDependencies, raiseAlerts } from '../app/raise-alerts';
import { observedRow } from '../core/alerts/observe-row';
import type { ObservedEvent } from '../core/alerts/observed-event';
import { type StreamEvent, streamEvents } from './stream-events';

/** The time kept back from an invocation for its answer and its metrics, in milliseconds. */
const ANSWER_MS = 1_000;

/** What the handler needs. */
export interface AlertHandlerDependencies extends AlertDependencies {
  /** Sends the metrics of an invocation on their way. */
  readonly flush: () => void;
}

/** The function as Lambda calls it. */
export type AlertHandler = (event: unknown, context: Context) => Promise<DynamoDBBatchResponse>;

/**
 * Raises the alerts of a batch of the stream. Lambda goes on from the first sequence number that is reported, so that
 * one is enough; what came after it and was told is recognised by the state.
 */
export function createAlertHandler(dependencies: Promise<AlertHandlerDependencies>): AlertHandler {
  return async (event, context) => {
    const deps = await dependencies;
    try {
      const changes = streamEvents(event).map((change) => ({ change, observed: observedChange(change) }));
      const observed = changes.flatMap((each) => each.observed ?? []);
      const again: ReadonlySet<ObservedEvent | undefined> = await raiseAlerts(deps, observed, deadlineOf(context));
      const first = changes.find((each) => again.has(each.observed));
      return { batchItemFailures: first ? [{ itemIdentifier: first.change.sequenceNumber }] : [] };
    } finally {
      deps.flush();
    }
  };
}

function observedChange({ row, indexedAt }: StreamEvent): ObservedEvent | undefined {
  return row && observedRow(row, indexedAt);
}

function deadlineOf(context: Context): Deadline {
  return keepingBack({ remainingMs: () => context.getRemainingTimeInMillis() }, ANSWER_MS);
}
