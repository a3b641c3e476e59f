import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { queueDepths } from '../../../lib/adapters/messaging/queue-depths';
import type { StackOutputs } from '../../../lib/contract/stack-outputs';
import { AWS_SETTINGS } from '../../embedded/aws';
import { type TestQueue, testQueue } from '../../embedded/queue';

const NAMES = [
  'DeliveryQueueUrl',
  'BackfillQueueUrl',
  'DeadLetterQueueUrl',
  'BackfillDeadLetterQueueUrl',
  'AlertFailureQueueUrl',
  'UndeliveredAlertQueueUrl',
] as const;

const SETTINGS = { ...AWS_SETTINGS, useQueueUrlAsEndpoint: false };

let queues: readonly TestQueue[];
let outputs: StackOutputs;

/** The queues hold one message, two, three and so on: each sum is another. */
beforeAll(async () => {
  queues = await Promise.all(NAMES.map(testQueue));
  for (const [index, { sqs, url }] of queues.entries()) {
    for (let count = 0; count <= index; count += 1) {
      await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' }));
    }
  }
  outputs = Object.fromEntries(NAMES.map((name, index) => [name, queues[index]?.url])) as unknown as StackOutputs;
});

afterAll(() => {
  for (const { sqs } of queues) sqs.destroy();
});

it('adds up what waits, what is dead and which alerts failed', async () => {
  const depths = { waiting: 1 + 2, deadLetters: 3 + 4, failedAlerts: 5 + 6 };
  expect(await queueDepths(outputs, SETTINGS)).toEqual(depths);
});

it('counts a message that a worker has in hand as waiting', async () => {
  const { sqs, url } = queues[1] as TestQueue;
  await sqs.send(new ReceiveMessageCommand({ QueueUrl: url, VisibilityTimeout: 60 }));
  expect(await queueDepths(outputs, SETTINGS)).toMatchObject({ waiting: 1 + 2 });
});

it('fails where a queue is not there', async () => {
  const missing = { ...outputs, DeadLetterQueueUrl: `${outputs.DeadLetterQueueUrl}-none` };
  await expect(queueDepths(missing, SETTINGS)).rejects.toThrow();
});
