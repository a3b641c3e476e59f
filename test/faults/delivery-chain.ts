import { setTimeout as sleep } from 'node:timers/promises';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mapConcurrently } from '../../lib/app/flow/map-concurrently';
import type { GeneratedDay } from './generated-day';
import { createQueue, drained } from './queue';
import type { Service } from './worker-settings';

/** Puts and publishes under way at once. */
const DELIVERIES_AT_ONCE = 8;

/** Receipts after which a message is a dead letter: nothing but poison comes near it, on the busiest machine. */
const MAX_RECEIVES = 30;

/** How often the queue is looked at, in milliseconds. */
const LOOK_MS = 250;

/** Bucket, topic, queue and dead letters on the embedded services, for one run. */
export class DeliveryChain {
  private constructor(
    readonly aws: Service,
    readonly bucket: string,
    readonly s3: S3Client,
    private readonly sns: SNSClient,
    private readonly sqs: SQSClient,
    private readonly topicArn: string,
    readonly queueUrl: string,
    private readonly deadLetterUrl: string,
  ) {}

  /** Makes the chain under a name that is free. A message that nobody is done with comes back after `hiddenSeconds`. */
  static async create(aws: Service, name: string, hiddenSeconds: number): Promise<DeliveryChain> {
    const [s3, sns] = [new S3Client(aws), new SNSClient(aws)];
    const sqs = new SQSClient({ ...aws, useQueueUrlAsEndpoint: false });
    await s3.send(new CreateBucketCommand({ Bucket: name }));
    const { TopicArn: topicArn = '' } = await sns.send(new CreateTopicCommand({ Name: name }));
    const deadLetters = await createQueue(sqs, `${name}-dead`);
    const queue = await createQueue(sqs, name, {
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: MAX_RECEIVES }),
      VisibilityTimeout: String(hiddenSeconds),
    });
    const Attributes = { RawMessageDelivery: 'true' };
    await sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint: queue.arn, Attributes }));
    return new DeliveryChain(aws, name, s3, sns, sqs, topicArn, queue.url, deadLetters.url);
  }

  /** Puts the files of a day, then sends its messages in their order. */
  async deliver({ files, broken, messages }: GeneratedDay): Promise<void> {
    await mapConcurrently([...files, ...broken], DELIVERIES_AT_ONCE, ({ key, content }) =>
      this.s3.send(new PutObjectCommand({ Bucket: this.bucket, Key: key, Body: content })),
    );
    await mapConcurrently(messages, DELIVERIES_AT_ONCE, (message) =>
      this.sns.send(new PublishCommand({ TopicArn: this.topicArn, Message: message })),
    );
  }

  /** Resolves when no message is waiting and none is hidden; `onLook` is told how many there are. */
  async untilEmpty(onLook: (messages: number) => void): Promise<void> {
    for (let left = await this.depth(); left > 0; left = await this.depth()) {
      onLook(left);
      await sleep(LOOK_MS);
    }
  }

  /** Takes the dead letters; gives what they say. */
  deadLetters(): Promise<readonly string[]> {
    return drained(this.sqs, this.deadLetterUrl);
  }

  close(): void {
    for (const client of [this.s3, this.sns, this.sqs]) client.destroy();
  }

  private async depth(): Promise<number> {
    const command = new GetQueueAttributesCommand({
      QueueUrl: this.queueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    });
    const { Attributes = {} } = await this.sqs.send(command);
    return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
  }
}
