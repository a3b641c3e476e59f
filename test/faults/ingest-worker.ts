import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  MessageNotInflight,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { ingestDependencies } from '../../lib/functions/ingest/ingest-dependencies';
import { createIngestHandler, type IngestHandler } from '../../lib/functions/ingest/ingest-handler';
import { SeededRandom } from '../../samples/seeded-random';
import { DYNAMODB_FAULTS, FaultyRequests, S3_FAULTS, senderOf, summed } from './faulty-requests';
import type { WorkerSettings } from './worker-settings';

/** Invocations under way at once, as several of a function's environments. */
const INVOCATIONS = 4;

/** Messages of one invocation, as the stack has them. */
const BATCH_SIZE = 5;

/** Milliseconds that an invocation is told it has, and for which an empty queue is left alone. */
const INVOCATION_MS = 120_000;
const IDLE_MS = 100;

/**
 * The ingest function in a process of its own, fed from the queue as Lambda feeds it, its requests to DynamoDB and S3 going
 * wrong, until it kills itself in the middle of whatever it does: after a number of requests.
 */
async function work(settings: WorkerSettings): Promise<void> {
  const sqs = new SQSClient({ ...settings.aws, useQueueUrlAsEndpoint: false });
  const handler = faultyHandler(settings);
  await Promise.all(Array.from({ length: INVOCATIONS }, () => poll(sqs, settings.queueUrl, handler)));
}

function faultyHandler({ environment, aws, dynamodb, seed, share, requests }: WorkerSettings): IngestHandler {
  const random = new SeededRandom(seed);
  let left = requests;
  const onRequest = async () => {
    left -= 1;
    if (left > 0) return;
    if (left === 0) process.send?.(summed([toDynamoDb.counts, toS3.counts]));
    // What was counted must be on its way before the process is not; nothing else goes on meanwhile.
    await new Promise(() => setImmediate(() => process.kill(process.pid, 'SIGKILL')));
  };
  const senders = { dynamodb: new DynamoDBClient(dynamodb), s3: new S3Client(aws) };
  const toDynamoDb = new FaultyRequests(senderOf(senders.dynamodb), random, share, DYNAMODB_FAULTS, onRequest);
  const toS3 = new FaultyRequests(senderOf(senders.s3), random, share, S3_FAULTS, onRequest);
  return createIngestHandler(
    ingestDependencies(environment, {
      s3: { ...aws, requestHandler: toS3 as never },
      dynamodb: { ...dynamodb, requestHandler: toDynamoDb as never },
    }),
  );
}

async function poll(sqs: SQSClient, queueUrl: string, handler: IngestHandler): Promise<never> {
  for (;;) {
    const command = new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: BATCH_SIZE });
    const { Messages = [] } = await sqs.send(command);
    if (Messages.length === 0) await sleep(IDLE_MS);
    else await settle(sqs, queueUrl, Messages, await invoke(handler, Messages));
  }
}

/** Deletes what is done; what failed is visible again at once, or is so already where the work took long. */
async function settle(
  sqs: SQSClient,
  queueUrl: string,
  messages: readonly Message[],
  failed: ReadonlySet<string>,
): Promise<void> {
  for (const { MessageId = '', ReceiptHandle } of messages) {
    const receipt = { QueueUrl: queueUrl, ReceiptHandle };
    if (!failed.has(MessageId)) await sqs.send(new DeleteMessageCommand(receipt));
    else await showAgain(sqs, receipt);
  }
}

async function showAgain(sqs: SQSClient, receipt: { QueueUrl: string; ReceiptHandle: string | undefined }) {
  try {
    await sqs.send(new ChangeMessageVisibilityCommand({ ...receipt, VisibilityTimeout: 0 }));
  } catch (error) {
    if (!(error instanceof MessageNotInflight)) throw error;
  }
}

async function invoke(handler: IngestHandler, messages: readonly Message[]): Promise<ReadonlySet<string>> {
  const end = Date.now() + INVOCATION_MS;
  const context = { getRemainingTimeInMillis: () => end - Date.now(), functionName: 'ingest' } as Context;
  const Records = messages.map(({ MessageId: messageId, ReceiptHandle: receiptHandle, Body: body }) => ({
    messageId,
    receiptHandle,
    body,
    eventSource: 'aws:sqs',
    attributes: {},
    messageAttributes: {},
  }));
  const response = await handler({ Records }, context);
  return new Set(response?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
}

void work(JSON.parse(process.argv[2] ?? ''));
