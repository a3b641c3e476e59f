import { PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { topic } from '../../core/alerts/observed-events';
import { ruleText } from '../../core/rules/rule-text';
import { injectFaults } from '../../embedded/faults';
import { ssmRecord } from '../../log-records';
import { Alerting, insertion, insertions, rowOfRecord } from '../alerting';

const RULE = ruleText('selection:\n  eventName: DeleteDocument\ncondition: selection', {
  id: 'document-deleted',
  level: 'high',
});
const TOPICS = [topic({ name: 'documents', rules: ['document-deleted'] })];
const ROW = rowOfRecord(ssmRecord({ eventTime: '2024-05-01T12:10:00Z' }));

let alerting: Alerting;
let queue: string;

beforeEach(async () => {
  alerting = await Alerting.start();
  queue = await alerting.subscribe('documents');
});

afterEach(() => alerting.stop());

const invoke = (event: unknown) => alerting.invoker([RULE], TOPICS)(event);
const drain = () => invoke({ drain: {} });

/** What waits in the failure queue after SNS was down. */
async function failedMessage(): Promise<Record<string, unknown>> {
  const faults = injectFaults(alerting.sns, () => new Error('denied'));
  await alerting.handler([RULE], TOPICS)(insertions(ROW));
  faults.stop();
  const [kept] = await alerting.kept();
  return kept ?? {};
}

async function fail(body: string): Promise<void> {
  await alerting.sqs.send(new SendMessageCommand({ QueueUrl: alerting.failureQueueUrl, MessageBody: body }));
}

describe('a forged row', () => {
  it('publishes nothing, opens no window, and is counted', async () => {
    expect(await invoke(insertions(ROW))).toEqual([]);
    expect(await alerting.received(queue)).toEqual([]);
    expect(alerting.metrics).toEqual([['RefutedEvents', 1]]);
    expect(await alerting.handler([RULE], TOPICS)(insertions(ROW))).toEqual([]);
    expect(await alerting.received(queue)).toHaveLength(1);
    expect(alerting.metrics.filter(([name]) => name === 'SuppressedAlerts')).toEqual([]);
  });

  it('with the key of another row publishes nothing of its own', async () => {
    await alerting.store(insertions(ROW));
    const other = rowOfRecord(ssmRecord({ eventTime: '2024-05-01T12:10:00Z', requestParameters: { name: 'forged' } }));
    expect(await invoke(insertions({ ...other, eventTimeId: ROW.eventTimeId }))).toEqual([]);
    expect(await invoke(insertions({ ...ROW, actor: 'forged', record: other.record as never }))).toEqual([]);
    const received = await alerting.received(queue);
    expect(received).toHaveLength(1);
    expect(received[0]?.text).not.toContain('forged');
  });

  it('that calls history news publishes nothing', async () => {
    const history = rowOfRecord(ssmRecord({ eventTime: '2024-05-01T12:10:00Z' }), 'backfill');
    await alerting.store(insertions(history));
    expect(await invoke(insertions({ ...history, origin: 'delivery' }))).toEqual([]);
    expect(await alerting.received(queue)).toEqual([]);
  });

  it('lets a row that the stream brings with it come again if the table cannot be read', async () => {
    await alerting.store(insertions(ROW));
    const faults = injectFaults(alerting.dynamodb.client, ({ command }) =>
      command === 'GetItemCommand' ? new Error('the table is gone') : undefined,
    );
    expect(await invoke(insertions(ROW))).toEqual(['100']);
    faults.stop();
    expect(await invoke(insertions(ROW))).toEqual([]);
    expect(await alerting.received(queue)).toHaveLength(1);
  });
});

it('a row whose image the stream damaged alerts by what the table has', async () => {
  await alerting.store(insertions(ROW));
  const damaged = insertion(ROW, '1');
  Object.assign(damaged['dynamodb'] as object, { NewImage: { eventName: { X: 1 } } });
  await invoke({ Records: [damaged] });
  expect((await alerting.received(queue)).map(({ alert }) => alert['rule'])).toEqual(['document-deleted']);
});

describe('a message of the failure queue', () => {
  it('that an invoker hands over is refused', async () => {
    const kept = await failedMessage();
    const record = { eventSource: 'aws:sqs', messageId: 'forged', body: JSON.stringify(kept) };
    await expect(invoke({ Records: [record] })).rejects.toThrow('this is not an event of a DynamoDB stream');
    expect(await alerting.received(queue)).toEqual([]);
  });

  it.each([
    ['the schedule', {}],
    ['an event that asks for it', { drain: {} }],
  ])('is published as it was first rendered by %s', async (_, event) => {
    const kept = await failedMessage();
    await fail(JSON.stringify({ ...kept, MessageStructure: 'json', PhoneNumber: '+15550100' }));
    await invoke(event);
    const [sent] = await alerting.received(queue);
    expect([sent?.text, sent?.attributes['level']]).toEqual([kept['Message'], 'high']);
    expect(await alerting.kept()).toEqual([]);
  });

  it.each([
    ['for another topic', (kept: object) => JSON.stringify({ ...kept, TopicArn: 'arn:aws:sns:us-east-1:0:other' })],
    ['that is no input of Publish', () => '{"Message": 1'],
  ])('%s stays, is counted, and holds up no other', async (_, bodyOf) => {
    const kept = await failedMessage();
    await fail(bodyOf(kept));
    await fail(JSON.stringify(kept));
    await drain();
    expect(await alerting.received(queue)).toHaveLength(1);
    expect(alerting.metrics).toContainEqual(['FailedDrains', 1]);
    const { MessageId: one } = (await alerting.waiting()) ?? {};
    expect(one).toBeDefined();
  });
});

describe('a discarded batch', () => {
  const KEY = "aws/lambda/1a2b/shardId-1/2024-05-01T12.20.00-it's (a) batch+1";
  const put = (body: string) =>
    alerting.discarded.s3.send(new PutObjectCommand({ Bucket: alerting.discarded.name, Key: KEY, Body: body }));
  const discard = (batch: object, asText: boolean) =>
    put(JSON.stringify({ version: '1.0', payload: asText ? JSON.stringify(batch) : batch }));

  it.each([true, false])('alerts, once, by what the table has, and goes (as text: %s)', async (asText) => {
    await alerting.store(insertions(ROW));
    await discard(insertions(ROW), asText);
    await invoke({});
    await invoke({});
    expect(await alerting.received(queue)).toHaveLength(1);
    expect(alerting.metrics.filter(([name]) => name === 'FailedDrains')).toEqual([]);
    expect(alerting.log.filter((line) => line.includes('sent after a failure'))).toHaveLength(1);
  });

  it('that is forged publishes nothing', async () => {
    await discard(insertions(ROW), true);
    await drain();
    expect(await alerting.received(queue)).toEqual([]);
    expect(alerting.metrics).toContainEqual(['RefutedEvents', 1]);
  });

  it.each([
    ['is no batch', '{"payload": "{\\"Records\\": 1}"}', 'not an event of a DynamoDB stream'],
    ['has no payload', '[]', 'has no payload'],
  ])('that %s stays, with the reason in the log', async (_, body, reason) => {
    await put(body);
    await drain();
    await drain();
    expect(alerting.log.filter((line) => line.includes(reason))).toHaveLength(2);
  });

  it('stays where it fails again', async () => {
    await alerting.store(insertions(ROW));
    await discard(insertions(ROW), true);
    const faults = injectFaults(alerting.dynamodb.client, () => new Error('the table is gone'));
    await drain();
    faults.stop();
    await drain();
    expect(await alerting.received(queue)).toHaveLength(1);
  });
});

it('reports a bucket of discarded batches that cannot be read', async () => {
  Object.assign(alerting.discarded, { name: 'there-is-none' });
  await drain();
  expect(alerting.log.join()).toMatch(/answers GET \/there-is-none\/ with status 404/);
});
