import type { Context, DynamoDBBatchResponse } from 'aws-lambda';
import { type DigestDependencies, sendDigests } from '../../app/alert/send-digests';
import { type Deadline, keepingBack } from '../../app/ports/deadline';
import { type DrainDependencies, drain } from './drain';
import { alertOnBatch } from './stream-batch';

/** How many milliseconds an invocation keeps for its answer and its metrics. */
const ANSWER_MS = 1_000;

/** The one member of an event that asks only for draining. */
const DRAIN = 'drain';

/** What the handler needs. */
export interface AlertHandlerDependencies extends DrainDependencies, DigestDependencies {
  readonly report: DrainDependencies['report'] & DigestDependencies['report'];
  /** Publishes the metrics of an invocation. */
  readonly flush: () => void;
}

/** The function in the form that Lambda calls. */
export type AlertHandler = (event: unknown, context: Context) => Promise<DynamoDBBatchResponse>;

/**
 * Sends the alerts of a batch of the stream. If the schedule calls, sends due digests instead, then drains what failed
 * before. The event `{"drain": {}}` drains at once. Nothing that an invocation hands over is published: not by the
 * schedule's event, which has no content, and not by a batch, whose rows are read back.
 */
export function createAlertHandler(deps: AlertHandlerDependencies): AlertHandler {
  return async (event, context) => {
    try {
      const again = await work(deps, event, deadlineOf(context));
      return { batchItemFailures: again === undefined ? [] : [{ itemIdentifier: again }] };
    } finally {
      deps.flush();
    }
  };
}

async function work(deps: AlertHandlerDependencies, event: unknown, deadline: Deadline): Promise<string | undefined> {
  if (isEmpty(event)) {
    await sendDigests(deps, deadline);
    await drain(deps, deadline);
    return undefined;
  }
  if (!isDrain(event)) return alertOnBatch(deps, event, deadline);
  await drain(deps, deadline);
  return undefined;
}

function isEmpty(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function isDrain(event: unknown): boolean {
  const members = typeof event === 'object' && event !== null ? Object.entries(event) : [];
  return members.length === 1 && members[0]?.[0] === DRAIN && isEmpty(members[0][1]);
}

function deadlineOf(context: Context): Deadline {
  return keepingBack({ remainingMs: () => context.getRemainingTimeInMillis() }, ANSWER_MS);
}
