import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { member, textAt } from '../../../lib/core/record/json';
import { notificationErrors } from '../../core/alerts/chat/notification-schema';
import { topic } from '../../core/alerts/observed-events';
import { ruleText } from '../../core/rules/rule-text';
import { ssmRecord } from '../../log-records';
import { Alerting, insertions, rowOfRecord } from '../alerting';

const BUS = 'arn:aws:events:us-east-1:444455556666:event-bus/security';

const rule = (id: string, eventName: string) =>
  ruleText(`selection:\n  eventName: ${eventName}\ncondition: selection`, { id, level: 'high' });
const RULES = [rule('document-deleted', 'DeleteDocument'), rule('document-shared', 'ModifyDocumentPermission')];
const TOPICS = [
  topic({ name: 'chat', minimumLevel: 'low', format: 'chat' }),
  topic({ name: 'bus', minimumLevel: 'low' }),
];

let alerting: Alerting;
let channel: string;

beforeEach(async () => {
  alerting = await Alerting.start();
  channel = await alerting.subscribe('chat');
  alerting.chatTopics.add('chat');
  alerting.topicArns.set('bus', BUS);
});

afterEach(() => alerting.stop());

const rowOf = (eventName: string, minute: number, name = 'a') =>
  rowOfRecord(ssmRecord({ eventName, eventTime: `2024-05-01T12:${minute}:00Z`, requestParameters: { name } }));
const handle = (...rows: ReturnType<typeof rowOf>[]) => alerting.handler(RULES, TOPICS)(insertions(...rows));
const messagesOf = async () =>
  (await alerting.received(channel)).map(({ text, attributes }) => ({ chat: JSON.parse(text), attributes }));

it('tells a chat and an event bus of one alert, under one deduplication id', async () => {
  expect(await handle(rowOf('DeleteDocument', 10))).toEqual([]);
  const [message, ...others] = await messagesOf();
  expect(others).toEqual([]);
  expect(notificationErrors(JSON.stringify(message?.chat))).toEqual([]);
  expect(message?.attributes['rule']).toBe('document-deleted');
  expect(alerting.eventBridge.drain()).toEqual([
    {
      EventBusName: BUS,
      Source: 'ssm-audit',
      DetailType: 'document-deleted',
      Detail: expect.objectContaining({
        rule: 'document-deleted',
        title: 'A test rule',
        level: 'high',
        cause: message?.chat.metadata.threadId,
        deduplicationId: message?.chat.id,
        deduplicationIds: [message?.chat.id],
      }),
    },
  ]);
});

it('keeps an incident in one thread: two rules, and the digest of a repeat', async () => {
  await handle(rowOf('ModifyDocumentPermission', 19), rowOf('DeleteDocument', 20));
  await handle(rowOf('DeleteDocument', 21));
  alerting.now = new Date('2024-05-01T14:00:00Z');
  await alerting.invoker(RULES, TOPICS)({});
  const messages = await messagesOf();
  const types = new Set(messages.map(({ chat }) => chat.metadata.eventType));
  expect(messages).toHaveLength(3);
  expect(types).toEqual(new Set(['ssm-audit-alert', 'ssm-audit-digest']));
  expect(new Set(messages.map(({ chat }) => chat.metadata.threadId)).size).toBe(1);
  for (const { chat } of messages) expect(notificationErrors(JSON.stringify(chat))).toEqual([]);
  const causes = alerting.eventBridge.drain().map(({ Detail }) => textAt(Detail, 'cause'));
  expect(new Set(causes)).toEqual(new Set([messages[0]?.chat.metadata.threadId]));
});

it('puts the alerts of a batch on the bus in few requests, and sends again what it did not take', async () => {
  const refused = new Set<string>();
  alerting.eventBridge.answer = ({ Detail }) => {
    const id = textAt(JSON.parse(String(Detail)), 'deduplicationId') ?? '';
    if (refused.has(id) || refused.size > 2) return undefined;
    refused.add(id);
    return { ErrorCode: 'ThrottlingException' };
  };
  const rows = Array.from({ length: 8 }, (_, at) =>
    rowOfRecord(ssmRecord({ eventTime: `2024-05-01T12:1${at}:00Z`, awsRegion: `eu-west-${at}` })),
  );
  expect(await handle(...rows)).toEqual([]);
  expect(alerting.eventBridge.drain()).toHaveLength(8);
  expect(alerting.eventBridge.requests.length).toBeLessThan(8);
  expect(await alerting.kept()).toEqual([]);
});

describe('an alert that a bus refuses', () => {
  beforeEach(async () => {
    alerting.eventBridge.answer = () => ({ ErrorCode: 'AccessDeniedException', ErrorMessage: 'not allowed' });
    expect(await handle(rowOf('DeleteDocument', 10))).toEqual([]);
    alerting.eventBridge.answer = () => undefined;
  });

  it('is counted and logged, and reaches the chat', async () => {
    expect(alerting.metrics).toContainEqual(['FailedAlerts', 1]);
    expect(alerting.log.join('\n')).toContain(`${BUS} refused an alert (AccessDeniedException): not allowed`);
    expect(await messagesOf()).toHaveLength(1);
  });

  it('comes with the next run, as it was rendered', async () => {
    expect(alerting.eventBridge.drain()).toEqual([]);
    await alerting.invoker(RULES, TOPICS)({ drain: {} });
    const [{ DetailType } = {}, ...others] = alerting.eventBridge.drain();
    expect([DetailType, others]).toEqual(['document-deleted', []]);
    expect(await alerting.kept()).toEqual([]);
  });

  it('stays in the queue while the bus refuses it', async () => {
    alerting.eventBridge.answer = () => ({ ErrorCode: 'AccessDeniedException' });
    await alerting.invoker(RULES, TOPICS)({ drain: {} });
    expect(alerting.metrics).toContainEqual(['FailedDrains', 1]);
    expect(await alerting.kept()).toEqual([
      { Entries: [expect.objectContaining({ EventBusName: BUS, DetailType: 'document-deleted' })] },
    ]);
  });
});

it.each([
  [
    'another bus',
    { EventBusName: 'arn:aws:events:us-east-1:444455556666:event-bus/other', DetailType: 'a', Detail: '{}' },
  ],
  ['no bus', { DetailType: 'a', Detail: '{}' }],
  ['no detail', { EventBusName: BUS, DetailType: 'a' }],
])('puts no event of a forged message for %s', async (_, entry) => {
  const MessageBody = JSON.stringify({ Entries: [entry] });
  await alerting.sqs.send(new SendMessageCommand({ QueueUrl: alerting.failureQueueUrl, MessageBody }));
  await alerting.invoker(RULES, TOPICS)({ drain: {} });
  expect(alerting.eventBridge.requests).toEqual([]);
  expect(await alerting.kept()).toHaveLength(1);
});

it('takes no source and no further entry from a message', async () => {
  const entry = { EventBusName: BUS, Source: 'aws.ssm', DetailType: 'a', Detail: '{}', Resources: ['x'] };
  const MessageBody = JSON.stringify({ Entries: [entry, { ...entry, DetailType: 'b' }] });
  await alerting.sqs.send(new SendMessageCommand({ QueueUrl: alerting.failureQueueUrl, MessageBody }));
  await alerting.invoker(RULES, TOPICS)({ drain: {} });
  expect(alerting.eventBridge.drain().map((each) => ({ ...each, Detail: member(each, 'Detail') }))).toEqual([
    { EventBusName: BUS, Source: 'ssm-audit', DetailType: 'a', Detail: {} },
  ]);
});
