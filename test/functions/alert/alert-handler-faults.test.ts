import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '../../../lib/adapters/dynamodb/dynamodb-items';
import type { JsonObject } from '../../../lib/core/record/json';
import { topic } from '../../core/alerts/observed-events';
import { ruleText } from '../../core/rules/rule-text';
import { LOCAL_ALERT_STATE_TABLE } from '../../embedded/embedded-alert-state';
import { dynamoDbError, injectFaults, type SentRequest } from '../../embedded/faults';
import { ssmRecord, ssmRecords } from '../../log-records';
import { Alerting, insertions, rowOfRecord } from '../alerting';

const rule = (level: string) =>
  ruleText('selection:\n  eventName: DeleteDocument\ncondition: selection', { id: 'document-deleted', level });
const TOPICS = [topic({ name: 'documents', rules: ['document-deleted'] })];
const ON_TIME = { eventTime: '2024-05-01T12:10:00Z' };

let alerting: Alerting;
let queue: string;

beforeEach(async () => {
  alerting = await Alerting.start();
  queue = await alerting.subscribe('documents');
});

afterEach(() => alerting.stop());

/** Three calls, each another one. */
const batch = () =>
  insertions(...['a', 'b', 'c'].map((name) => rowOfRecord(ssmRecord({ ...ON_TIME, requestParameters: { name } }))));
const throttled = () => dynamoDbError('ThrottlingException');
const isSent = (request: SentRequest) => JSON.stringify(request.input).includes('sentCalls');
const idsOf = (messages: Awaited<ReturnType<Alerting['received']>>) =>
  messages.map(({ alert }) => alert['deduplicationIds']);

describe.each(['medium', 'critical'])('a batch of the stream with a rule of level %s', (level) => {
  it('that comes twice raises its alerts once and counts nothing', async () => {
    const handle = alerting.handler([rule(level)], TOPICS);
    const event = batch();
    await handle(event);
    await handle(event);
    expect(await alerting.received(queue)).toHaveLength(1);
    expect(alerting.metrics.filter(([name]) => name === 'SuppressedAlerts')).toEqual([]);
  });

  it('that was cut off after its messages were sent sends them again, with the same deduplication ids', async () => {
    const event = batch();
    const faults = injectFaults(alerting.dynamodb.client, (request) => (isSent(request) ? throttled() : undefined));
    const remainingMs = () => (faults.requests.some(isSent) ? 0 : 60_000);
    const again = await alerting.handler([rule(level)], TOPICS, remainingMs)(event);
    expect(again).toEqual(['100']);
    faults.stop();
    expect(await alerting.handler([rule(level)], TOPICS)(event)).toEqual([]);
    expect(await alerting.handler([rule(level)], TOPICS)(event)).toEqual([]);
    const [first, second, ...others] = idsOf(await alerting.received(queue));
    expect(others).toEqual([]);
    expect(first).toHaveLength(3);
    expect(second).toEqual(first);
  });

  it('that was cut off before its messages were sent loses none', async () => {
    const event = batch();
    const faults = injectFaults(alerting.sns, () => new Error('the process ends here'));
    const queueFaults = injectFaults(alerting.sqs, () => new Error('the process ends here'));
    expect(await alerting.handler([rule(level)], TOPICS)(event)).toEqual(['100']);
    faults.stop();
    queueFaults.stop();
    expect(await alerting.handler([rule(level)], TOPICS)(event)).toEqual([]);
    expect((await alerting.received(queue)).map(({ alert }) => alert['count'])).toEqual([3]);
  });
});

it('brings a batch again from the first event that the throttled state concerns', async () => {
  const other = ssmRecord({ ...ON_TIME, eventName: 'CreateDocument' });
  const event = insertions(rowOfRecord(other), ...ssmRecords(2, ON_TIME).map((record) => rowOfRecord(record)));
  const faults = injectFaults(alerting.dynamodb.client, throttled);
  expect(await alerting.handler([rule('high')], TOPICS, () => 4_100)(event)).toEqual(['101']);
  faults.stop();
  expect(alerting.log.join()).toContain('comes again');
});

it('stores what is suppressed once, though its batch comes twice, before its digest and after', async () => {
  const handle = alerting.handler([rule('high')], TOPICS);
  const repeats = insertions(...ssmRecords(3, ON_TIME).map((record) => rowOfRecord(record)));
  await handle(repeats);
  await handle(repeats);
  expect(alerting.metrics.filter(([name]) => name === 'SuppressedAlerts')).toEqual([['SuppressedAlerts', 2]]);
  alerting.now = new Date('2024-05-01T14:00:00Z');
  await handle({});
  await handle(repeats);
  await handle({});
  expect((await alerting.received(queue)).map(({ alert }) => [alert['digest'], alert['count']])).toEqual([
    [undefined, 1],
    [true, 2],
  ]);
});

it('suppresses nothing for a message that was never sent', async () => {
  const repeats = insertions(...ssmRecords(3, ON_TIME).map((record) => rowOfRecord(record)));
  const faults = [alerting.sns, alerting.sqs].map((client) =>
    injectFaults(client, () => new Error('the process ends')),
  );
  expect(await alerting.handler([rule('high')], TOPICS)(repeats)).toEqual(['100']);
  for (const each of faults) each.stop();
  expect(alerting.metrics.filter(([name]) => name === 'SuppressedAlerts')).toEqual([]);
});

describe('a digest', () => {
  const twice = () => insertions(...ssmRecords(2, ON_TIME).map((record) => rowOfRecord(record)));

  beforeEach(async () => {
    await alerting.handler([rule('high')], TOPICS)(twice());
    alerting.now = new Date('2024-05-01T14:00:00Z');
  });

  const digests = async () => (await alerting.received(queue)).filter(({ alert }) => alert['digest']);
  const run = (remainingMs?: () => number) => alerting.handler([rule('high')], TOPICS, remainingMs)({});

  it('that cannot be published waits in the failure queue', async () => {
    const faults = injectFaults(alerting.sns, () => new Error('denied'));
    await run();
    await run();
    faults.stop();
    expect(await digests()).toEqual([]);
    const [kept] = await alerting.kept();
    expect(kept).toMatchObject({ Subject: expect.stringContaining('digest') });
  });

  it('that nothing takes is counted, and sent by the next run', async () => {
    const faults = [alerting.sns, alerting.sqs].map((client) => injectFaults(client, () => new Error('denied')));
    await run();
    for (const each of faults) each.stop();
    expect(alerting.metrics).toContainEqual(['FailedDigests', 1]);
    await run();
    expect(await digests()).toHaveLength(1);
  });

  it('that was sent and could not be noted comes again, with the same deduplication ids', async () => {
    const faults = injectFaults(alerting.dynamodb.client, ({ command }) =>
      command === 'UpdateItemCommand' ? dynamoDbError('AccessDeniedException') : undefined,
    );
    await run();
    faults.stop();
    await run();
    await run();
    const [first, second, ...others] = idsOf(await digests());
    expect(others).toEqual([]);
    expect(second).toEqual(first);
  });

  it('waits for the next run where there is no time left', async () => {
    await run(() => 1_000);
    expect(await digests()).toEqual([]);
    await run();
    expect(await digests()).toHaveLength(1);
  });

  it('is not held up by a row that cannot be read', async () => {
    const row = {
      matchGroup: '0broken',
      entryKey: 'suppressed#x',
      digestShard: '0',
      digestDueAt: '2024-05-01',
      digestEntry: '{',
    };
    await alerting.dynamodb.client.send(new PutItemCommand({ TableName: LOCAL_ALERT_STATE_TABLE, Item: toItem(row) }));
    await run();
    expect(await digests()).toHaveLength(1);
    expect(alerting.metrics).toContainEqual(['FailedDigests', 1]);
  });
});

it('costs the state one read and one write an alert, suppressed or not, and the table one row read back', async () => {
  const faults = injectFaults(alerting.dynamodb.client, () => undefined);
  const handle = alerting.handler([rule('high')], TOPICS);
  const commandsOf = async (record: JsonObject) => {
    const before = faults.requests.length;
    await handle(insertions(rowOfRecord(record)));
    return faults.requests.slice(before).map(({ command }) => command);
  };
  const cost = ['GetItemCommand', 'QueryCommand', 'PutItemCommand'];
  expect(await commandsOf(ssmRecord(ON_TIME))).toEqual(cost);
  expect(await commandsOf(ssmRecord(ON_TIME))).toEqual(cost);
  expect(await commandsOf(ssmRecord({ ...ON_TIME, eventName: 'CreateDocument' }))).toEqual([]);
  faults.stop();
});

it('brings a batch again that there was no time to publish, and tells it then', async () => {
  const event = batch();
  const faults = injectFaults(alerting.dynamodb.client, () => undefined);
  const remainingMs = () => (faults.requests.length > 0 ? 5_000 : 60_000);
  expect(await alerting.handler([rule('high')], TOPICS, remainingMs)(event)).toEqual(['100']);
  faults.stop();
  expect(await alerting.kept()).toEqual([]);
  await alerting.handler([rule('high')], TOPICS)(event);
  expect(await alerting.received(queue)).toHaveLength(1);
});

describe('a message that cannot be published', () => {
  it('waits, as it was to be published, in the failure queue', async () => {
    const refused = Object.assign(new Error('no such topic'), { name: 'NotFoundException' });
    const faults = injectFaults(alerting.sns, () => refused);
    expect(await alerting.handler([rule('high')], TOPICS)(batch())).toEqual([]);
    const [published] = faults.requests;
    faults.stop();
    expect(await alerting.kept()).toEqual([published?.input]);
    expect(published?.input).toMatchObject({
      TopicArn: alerting.topicArns.get('documents'),
      Subject: expect.stringContaining('HIGH: A test rule'),
      Message: expect.stringContaining('DeleteDocument'),
      MessageAttributes: { eventName: { DataType: 'String', StringValue: 'DeleteDocument' } },
    });
    expect(published?.input).not.toHaveProperty('MessageStructure');
    expect(alerting.metrics).toEqual([['FailedAlerts', 1]]);
  });

  it('is tried again where that may help', async () => {
    let tries = 0;
    const fault = () => (tries++ < 2 ? throttled() : undefined);
    const faults = injectFaults(alerting.sns, fault);
    await alerting.handler([rule('high')], TOPICS)(batch());
    faults.stop();
    expect(await alerting.received(queue)).toHaveLength(1);
    expect(await alerting.kept()).toEqual([]);
  });

  it('is not looked for again by a batch that comes twice', async () => {
    const faults = injectFaults(alerting.sns, () => new Error('denied'));
    const event = batch();
    await alerting.handler([rule('high')], TOPICS)(event);
    await alerting.handler([rule('high')], TOPICS)(event);
    faults.stop();
    expect(await alerting.kept()).toHaveLength(1);
  });
});
