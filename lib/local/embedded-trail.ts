import { CreateBucketCommand, DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateTopicCommand, PublishCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import type { IngestHandler } from '../functions/ingest/ingest-handler';
import type { EmbeddedAws } from './embedded-aws';
import { createEmbeddedQueue } from './embedded-queue';

/** The bucket of the embedded trail. */
export const EMBEDDED_BUCKET = 'embedded-trail-logs';

/** How often a message is tried before it is a dead letter. */
const MAX_RECEIVES = 2;

/** How many messages one invocation takes: at most as many as with the stack's event source mapping. */
const BATCH_MESSAGES = 10;

/** How many milliseconds an invocation believes to have. */
const INVOCATION_MS = 60_000;

/** What CloudTrail sends to a topic when somebody points a trail at it. */
const VALIDATION_MESSAGE = 'CloudTrail validation message.';

/** A trail's delivery path on the embedded services: bucket, topic, queue with dead letters. */
export class EmbeddedTrail {
  private constructor(
    private readonly aws: EmbeddedAws,
    private readonly topicArn: string,
    private readonly queueUrl: string,
    private readonly deadLetterUrl: string,
  ) {}

  /** Makes the delivery path, and sends the test announcement that CloudTrail sends. */
  static async create(aws: EmbeddedAws): Promise<EmbeddedTrail> {
    await aws.s3.send(new CreateBucketCommand({ Bucket: EMBEDDED_BUCKET }));
    const { TopicArn: topicArn = '' } = await aws.sns.send(new CreateTopicCommand({ Name: 'embedded-delivery' }));
    const deadLetters = await createEmbeddedQueue(aws, 'embedded-dead-letters');
    const redrive = JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: MAX_RECEIVES });
    const queue = await createEmbeddedQueue(aws, 'embedded-delivery', { RedrivePolicy: redrive });
    await aws.sns.send(
      new SubscribeCommand({
        TopicArn: topicArn,
        Protocol: 'sqs',
        Endpoint: queue.arn,
        Attributes: { RawMessageDelivery: 'true' },
      }),
    );
    const trail = new EmbeddedTrail(aws, topicArn, queue.url, deadLetters.url);
    await trail.publish(VALIDATION_MESSAGE);
    return trail;
  }

  /** Delivers a log file as CloudTrail does: the object first, then the announcement. */
  async deliver(key: string, content: Uint8Array): Promise<void> {
    await this.aws.s3.send(new PutObjectCommand({ Bucket: EMBEDDED_BUCKET, Key: key, Body: content }));
    await this.publish(JSON.stringify({ s3Bucket: EMBEDDED_BUCKET, s3ObjectKey: [key] }));
  }

  /** Feeds the function from the queue, as Lambda does, until every message is done or a dead letter. Gives the number of invocations. */
  async drain(handler: IngestHandler): Promise<number> {
    let invocations = 0;
    while ((await this.depth(this.queueUrl)) > 0) {
      const messages = await this.receive();
      if (messages.length === 0) continue;
      invocations += 1;
      await this.settle(messages, await invoke(handler, messages));
    }
    return invocations;
  }

  /** Takes log files out of the bucket again, because it holds them in memory. */
  async forget(keys: readonly string[]): Promise<void> {
    for (const Key of keys) await this.aws.s3.send(new DeleteObjectCommand({ Bucket: EMBEDDED_BUCKET, Key }));
  }

  /** How many messages are dead letters. */
  deadLetters(): Promise<number> {
    return this.depth(this.deadLetterUrl);
  }

  private async publish(message: string): Promise<void> {
    await this.aws.sns.send(new PublishCommand({ TopicArn: this.topicArn, Message: message }));
  }

  private async receive(): Promise<readonly Message[]> {
    const command = new ReceiveMessageCommand({ QueueUrl: this.queueUrl, MaxNumberOfMessages: BATCH_MESSAGES });
    return (await this.aws.sqs.send(command)).Messages ?? [];
  }

  /** Deletes messages that are done. Failed messages are visible again at once. */
  private async settle(messages: readonly Message[], failed: ReadonlySet<string>): Promise<void> {
    for (const { MessageId = '', ReceiptHandle } of messages) {
      const receipt = { QueueUrl: this.queueUrl, ReceiptHandle };
      if (failed.has(MessageId))
        await this.aws.sqs.send(new ChangeMessageVisibilityCommand({ ...receipt, VisibilityTimeout: 0 }));
      else await this.aws.sqs.send(new DeleteMessageCommand(receipt));
    }
  }

  private async depth(queueUrl: string): Promise<number> {
    const command = new GetQueueAttributesCommand({
      QueueUrl: queueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    });
    const { Attributes = {} } = await this.aws.sqs.send(command);
    return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
  }
}

/** Calls the function with messages as Lambda does. Gives the IDs of the messages that it reports as failed. */
async function invoke(handler: IngestHandler, messages: readonly Message[]): Promise<ReadonlySet<string>> {
  const end = Date.now() + INVOCATION_MS;
  const context = { getRemainingTimeInMillis: () => end - Date.now(), functionName: 'ingest' } as Context;
  const response = await handler({ Records: messages.map(queueRecord) }, context);
  return new Set(response?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
}

function queueRecord({ MessageId = '', ReceiptHandle = '', Body = '' }: Message) {
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    eventSource: 'aws:sqs',
    attributes: {},
    messageAttributes: {},
  };
}
