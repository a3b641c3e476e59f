import { randomUUID } from 'node:crypto';
import { CreateTopicCommand, SNSClient, SNSServiceException, SubscribeCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { EventBuses, RefusedEntryError } from '../../../lib/adapters/messaging/event-buses';
import { QueueingAlertPublisher, UnknownTopicError } from '../../../lib/adapters/messaging/queueing-alert-publisher';
import { RETRYING } from '../../../lib/adapters/retry/retrying';
import { NO_DEADLINE, OutOfTimeError } from '../../../lib/app/ports/deadline';
import { AWS_SETTINGS } from '../../embedded/aws';
import { EmbeddedEventBridge } from '../../embedded/event-bridge';
import { connectionReset, injectFaults } from '../../embedded/faults';
import { type TestQueue, testQueue } from '../../embedded/queue';

const MESSAGE = {
  subject: 'a subject',
  message: 'a text\n{"rule":"r"}',
  attributes: { level: { DataType: 'String', StringValue: 'high' } },
  chat: () => '{"version":"1.0"}',
  event: () => ({ source: 'ssm-audit' as const, detailType: 'a rule', detail: '{"rule":"r"}' }),
} as const;

const BUS = 'arn:aws:events:us-east-1:444455556666:event-bus/security';

let sns: SNSClient;
let subscriber: TestQueue;
let failures: TestQueue;
let publisher: QueueingAlertPublisher;
let eventBridge: EmbeddedEventBridge;
let reasons: (readonly [string, unknown])[];

beforeAll(async () => {
  sns = new SNSClient({ ...AWS_SETTINGS, ...RETRYING });
  [subscriber, failures] = [await testQueue(), await testQueue()];
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: `topic-${randomUUID()}` }));
  const names = new GetQueueAttributesCommand({ QueueUrl: subscriber.url, AttributeNames: ['QueueArn'] });
  const Endpoint = (await subscriber.sqs.send(names)).Attributes?.['QueueArn'];
  const Attributes = { RawMessageDelivery: 'true', FilterPolicy: JSON.stringify({ level: ['high'] }) };
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint, Attributes }));
  eventBridge = await EmbeddedEventBridge.start();
  const destinations = {
    sns,
    eventBuses: new EventBuses((region) => eventBridge.client(region)),
    topicArns: new Map([
      ['documents', TopicArn],
      ['chat', TopicArn],
      ['bus', BUS],
    ]),
    chatTopics: new Set(['chat']),
    sqs: failures.sqs,
    failureQueueUrl: failures.url,
  };
  publisher = new QueueingAlertPublisher(destinations, (...reason) => reasons.push(reason));
});

beforeEach(() => {
  reasons = [];
  eventBridge.answer = () => undefined;
});

afterAll(async () => {
  await eventBridge.stop();
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

it('publishes to a topic of a chat what a chat shows, with the same attributes', async () => {
  expect(await publisher.publish('chat', MESSAGE, NO_DEADLINE)).toBe('published');
  expect(await subscriber.drain()).toEqual(['{"version":"1.0"}']);
});

describe('an event bus', () => {
  const ENTRY = { EventBusName: BUS, Source: 'ssm-audit', DetailType: 'a rule', Detail: { rule: 'r' } };

  it('gets the event in its own region', async () => {
    expect(await publisher.publish('bus', MESSAGE, NO_DEADLINE)).toBe('published');
    expect(eventBridge.drain()).toEqual([ENTRY]);
  });

  it('that refuses it leaves it in the failure queue, as the very input that puts it', async () => {
    eventBridge.answer = () => ({ ErrorCode: 'AccessDeniedException', ErrorMessage: 'not allowed' });
    expect(await publisher.publish('bus', MESSAGE, NO_DEADLINE)).toBe('queued');
    expect(reasons).toEqual([['bus', expect.any(RefusedEntryError)]]);
    const [body = ''] = await failures.drain();
    expect(JSON.parse(body)).toEqual({ Entries: [{ ...ENTRY, Detail: '{"rule":"r"}' }] });
  });

  it('that there was no time to ask leaves nothing: its events come again', async () => {
    const late = publisher.publish('bus', MESSAGE, { remainingMs: () => 1000 });
    await expect(late).rejects.toThrow(OutOfTimeError);
    expect([await failures.drain(), reasons, eventBridge.drain()]).toEqual([[], [], []]);
  });

  it('that throttles until there is no time left leaves it in the failure queue', async () => {
    eventBridge.answer = () => ({ ErrorCode: 'ThrottlingException' });
    const end = Date.now() + 10_000;
    expect(await publisher.publish('bus', MESSAGE, { remainingMs: () => end - Date.now() })).toBe('queued');
    expect(await failures.drain()).toHaveLength(1);
  });
});
