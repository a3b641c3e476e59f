import { randomUUID } from 'node:crypto';
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { RETRYING } from '../../lib/adapters/retry/retrying';
import { AWS_SETTINGS } from './aws';

/** A queue of one's own, with a client that reaches it. */
export interface TestQueue {
  readonly sqs: SQSClient;
  readonly url: string;
  /** Takes every message off the queue; gives their bodies. */
  drain(): Promise<readonly string[]>;
}

/** Makes a queue that no other test has. Its client is destroyed by the caller. */
export async function testQueue(): Promise<TestQueue> {
  const sqs = new SQSClient({ ...AWS_SETTINGS, ...RETRYING, useQueueUrlAsEndpoint: false });
  const { QueueUrl: url = '' } = await sqs.send(new CreateQueueCommand({ QueueName: `queue-${randomUUID()}` }));
  return { sqs, url, drain: () => drain(sqs, url) };
}

async function drain(sqs: SQSClient, url: string): Promise<readonly string[]> {
  const bodies: string[] = [];
  for (;;) {
    const command = new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 });
    const { Messages = [] } = await sqs.send(command);
    if (Messages.length === 0) return bodies;
    for (const { Body = '', ReceiptHandle } of Messages) {
      bodies.push(Body);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
    }
  }
}
