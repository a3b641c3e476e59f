import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { DeliveryFailure, type DeliveryMessage, ingestDelivery } from '../../app/ingest/ingest-delivery';
import type { IngestDependencies } from '../../app/ingest/ingest-log-file';
import type { Renewals } from '../../app/ingest/renewals';
import type { BackfillQueue } from '../../app/ports/backfill-queue';
import { type Deadline, keepingBack } from '../../app/ports/deadline';
import { lambdaMessages } from '../../core/delivery/lambda-messages';
import type { IngestReport } from './ingest-report';

/** How many milliseconds an invocation keeps for its answer and its metrics. */
const ANSWER_MS = 1_000;

/** What the handler needs. */
export interface IngestHandlerDependencies extends IngestDependencies {
  readonly report: IngestReport;
  /** The queue whose messages may carry instructions. */
  readonly backfill: BackfillQueue;
  readonly renewals: Renewals;
  /** Publishes the metrics of an invocation. */
  readonly flush: () => void;
}

/** The function in the form that Lambda calls. */
export type IngestHandler = (event: unknown, context: Context) => Promise<SQSBatchResponse | undefined>;

/**
 * Ingests what an invocation carries. Messages of a queue succeed or fail separately, and the answer reports the failed
 * ones by ID. With any other source (SNS, S3 or EventBridge directly), the invocation itself fails, because these
 * sources retry a failed invocation.
 */
export function createIngestHandler(deps: IngestHandlerDependencies): IngestHandler {
  return async (event, context) => {
    try {
      const answer = isQueueEvent(event) ? await fromQueue(deps, event, context) : await direct(deps, event, context);
      await followRenewals(deps, deadlineOf(context));
      return answer;
    } finally {
      deps.flush();
    }
  };
}

/** What is ingested is ingested, whatever becomes of this: the next look goes on with it. */
async function followRenewals({ renewals, report }: IngestHandlerDependencies, deadline: Deadline): Promise<void> {
  try {
    await renewals.advance(deadline);
  } catch (error) {
    report.renewalsNotFollowed(error);
  }
}

async function fromQueue(
  deps: IngestHandlerDependencies,
  event: SQSEvent,
  context: Context,
): Promise<SQSBatchResponse> {
  const ingest = (record: SQSRecord) => ingestMessage(deps, messageOf(deps.backfill, record), deadlineOf(context));
  const processor = new BatchProcessor(EventType.SQS);
  return processPartialResponse(event, ingest, processor, { context, throwOnFullBatchFailure: false });
}

/** What a record says about where it comes from is worth nothing by itself, because whoever invokes the function says it. */
function messageOf(
  backfill: BackfillQueue,
  { body, messageId, receiptHandle, eventSourceARN }: SQSRecord,
): DeliveryMessage & { readonly messageId: string } {
  if (eventSourceARN !== backfill.arn) return { body, messageId };
  return { body, messageId, proveInstructions: (deadline) => backfill.proveHeld(receiptHandle, deadline) };
}

async function direct(deps: IngestHandlerDependencies, event: unknown, context: Context): Promise<undefined> {
  for (const { body, messageId } of lambdaMessages(event))
    await ingestMessage(deps, { body, messageId }, deadlineOf(context));
}

async function ingestMessage(
  deps: IngestHandlerDependencies,
  message: DeliveryMessage & { readonly messageId: string | undefined },
  deadline: Deadline,
): Promise<void> {
  try {
    deps.report.done(await ingestDelivery(deps, message, deadline));
  } catch (error) {
    if (error instanceof DeliveryFailure) deps.report.done(error.done);
    deps.report.failed(message.messageId, error instanceof DeliveryFailure ? error.errors : [error]);
    throw error;
  }
}

function deadlineOf(context: Context): Deadline {
  return keepingBack({ remainingMs: () => context.getRemainingTimeInMillis() }, ANSWER_MS);
}

function isQueueEvent(event: unknown): event is SQSEvent {
  const records: unknown = (event as { Records?: unknown } | null | undefined)?.Records;
  return Array.isArray(records) && records[0]?.eventSource === 'aws:sqs';
}
