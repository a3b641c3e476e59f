import { randomUUID } from 'node:crypto';
import { CreateTopicCommand, SNSClient, SNSServiceException, SubscribeCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { SnsAlertPublisher, UnknownTopicError } from '../../../lib/adapters/messaging/sns-alert-publisher';
import { RETRYING } from '../../../lib/adapters/retry/retrying';
import { NO_DEADLINE, OutOfTimeError } from '../../../lib/app/ports/deadline';
import { AWS_SETTINGS } from '../../embedded/aws';
import { connectionReset, injectFaults } from '../../embedded/faults';
import { type TestQueue, testQueue } from '../../embedded/queue';

const MESSAGE = {
  subject: 'a subject',
  message: 'a text\n{"rule":"r"}',
  attributes: { level: { DataType: 'String', StringValue: 'high' } },
} as const;

let sns: SNSClient;
let subscriber: TestQueue;
let failures: TestQueue;
let publisher: SnsAlertPublisher;
let reasons: (readonly [string, unknown])[];

beforeAll(async () => {
  sns = new SNSClient({ ...AWS_SETTINGS, ...RETRYING });
  [subscriber, failures] = [await testQueue(), await testQueue()];
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: `topic-${randomUUID()}` }));
  const names = new GetQueueAttributesCommand({ QueueUrl: subscriber.url, AttributeNames: ['QueueArn'] });
  const Endpoint = (await subscriber.sqs.send(names)).Attributes?.['QueueArn'];
  const Attributes = { RawMessageDelivery: 'true', FilterPolicy: JSON.stringify({ level: ['high'] }) };
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint, Attributes }));
  const destinations = {
    sns,
    topicArns: new Map([['documents', TopicArn]]),
    sqs: failures.sqs,
    failureQueueUrl: failures.url,
  };
  publisher = new SnsAlertPublisher(destinations, (...reason) => reasons.push(reason));
});

beforeEach(() => {
  reasons = [];
});

afterAll(() => {
  for (const client of [sns, subscriber.sqs, failures.sqs]) client.destroy();
});

const refusal = () =>
  new SNSServiceException({ name: 'AuthorizationErrorException', $fault: 'client', message: 'no', $metadata: {} });

it('publishes the text as it is, with the attributes that subscribers filter by', async () => {
  expect(await publisher.publish('documents', MESSAGE, NO_DEADLINE)).toBe('published');
  const other = { ...MESSAGE, attributes: { level: { DataType: 'String', StringValue: 'low' } } } as const;
  expect(await publisher.publish('documents', other, NO_DEADLINE)).toBe('published');
  expect(await subscriber.drain()).toEqual([MESSAGE.message]);
  expect(await failures.drain()).toEqual([]);
});

it('tries again where the connection breaks', async () => {
  const errors = [connectionReset(), connectionReset()];
  const faults = injectFaults(sns, () => errors.shift());
  expect(await publisher.publish('documents', MESSAGE, NO_DEADLINE)).toBe('published');
  faults.stop();
  expect(faults.requests).toHaveLength(3);
  expect(await subscriber.drain()).toHaveLength(1);
});

it('puts what the topic refuses into the failure queue, as the very input that publishes it', async () => {
  const faults = injectFaults(sns, refusal);
  expect(await publisher.publish('documents', MESSAGE, NO_DEADLINE)).toBe('queued');
  faults.stop();
  expect(reasons).toEqual([['documents', expect.objectContaining({ name: 'AuthorizationErrorException' })]]);
  const [body = ''] = await failures.drain();
  const { TopicArn, ...input } = JSON.parse(body);
  expect(input).toEqual({ Subject: MESSAGE.subject, Message: MESSAGE.message, MessageAttributes: MESSAGE.attributes });
  expect(TopicArn).toMatch(/^arn:aws:sns:/);
});

it('rejects where the failure queue refuses it, too', async () => {
  const [topic, queue] = [injectFaults(sns, refusal), injectFaults(failures.sqs, refusal)];
  await expect(publisher.publish('documents', MESSAGE, NO_DEADLINE)).rejects.toThrow('no');
  for (const faults of [topic, queue]) faults.stop();
});

it('queues nothing that it had no time to try: its events come again', async () => {
  const late = publisher.publish('documents', MESSAGE, { remainingMs: () => 1000 });
  await expect(late).rejects.toThrow(OutOfTimeError);
  expect([await failures.drain(), reasons]).toEqual([[], []]);
});

it('refuses a topic that the stack gave no ARN for', async () => {
  await expect(publisher.publish('unknown', MESSAGE, NO_DEADLINE)).rejects.toThrow(UnknownTopicError);
});
