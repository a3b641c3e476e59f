import { ConditionalCheckFailedException, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { ALERT_METRICS } from '../../../lib/contract/metric-names';
import type { JsonObject } from '../../../lib/core/record/json';
import { topic } from '../../core/alerts/observed-events';
import { idOf } from '../../core/correlations/generated-entries';
import { LOCAL_ALERT_STATE_TABLE } from '../../embedded/embedded-alert-state';
import { dynamoDbError, injectFaults, type SentRequest } from '../../embedded/faults';
import { Alerting, insertions, rowOfRecord } from '../alerting';

const rule = (name: string) => `title: Calls of ${name}
name: ${name}
id: id-${name}
logsource: {product: aws}
detection:
  selection: {eventName: ${name}}
  condition: selection
`;

const RULES = [
  ...['SendCommand', 'StartSession', 'GetParameter', 'PutParameter'].map(rule),
  'title: Commands\nid: commands\ncorrelation: {type: event_count, rules: [SendCommand], group-by: [requestParameters.instanceIds], timespan: 1h, condition: {gte: 400}}\n',
  'title: Order\nid: order\ncorrelation: {type: temporal_ordered, rules: [StartSession, GetParameter, PutParameter], timespan: 1h}\n',
].join('---\n');

const NOON = Date.parse('2024-05-01T12:00:00Z');

function record(eventName: string, seconds: number, requestParameters: JsonObject = {}): JsonObject {
  return {
    eventVersion: '1.09',
    eventSource: 'ssm.amazonaws.com',
    eventName,
    eventTime: new Date(NOON + seconds * 1000).toISOString().replace('.000', ''),
    eventID: idOf(`${eventName} ${seconds}`),
    awsRegion: 'eu-west-1',
    recipientAccountId: '111122223333',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice', userName: 'alice' },
    requestParameters,
  };
}

const nodes = (number: number) => Array.from({ length: number }, (_, at) => `i-${String(at).padStart(17, '0')}`);
const times = <Value>(number: number, make: (at: number) => Value) =>
  Array.from({ length: number }, (_, at) => make(at));

const isOfBucket = ({ command, input }: SentRequest) =>
  command.startsWith('Put') && JSON.stringify(input).includes('bucket#');

/** What of the metrics of correlations a batch counts, by their names. `fault` is what becomes of the first write of a bucket. */
async function countedIn(records: readonly JsonObject[], fault?: () => Error) {
  const alerting = await Alerting.start();
  try {
    await alerting.subscribe('all');
    const handler = alerting.handler([RULES], [topic({ name: 'all', rules: ['commands', 'order'] })]);
    let left = 1;
    injectFaults(alerting.dynamodb.client, (request) => {
      if (fault === undefined || left === 0 || !isOfBucket(request)) return undefined;
      left -= 1;
      return fault();
    });
    const again = await handler(insertions(...records.map((each) => rowOfRecord(each))));
    const counted = alerting.metrics.filter(([name]) => name !== ALERT_METRICS.alerts);
    return { again, metrics: Object.fromEntries(counted), log: alerting.log.join('\n') };
  } finally {
    await alerting.stop();
  }
}

it('counts what counted, what lacks its group, and combinations beyond fifty', async () => {
  const records = [record('SendCommand', 0, { instanceIds: nodes(51) }), record('SendCommand', 1)];
  expect((await countedIn(records)).metrics).toEqual({
    CorrelationMatches: 50,
    UncountedForCorrelation: 1,
    CappedGroups: 1,
  });
});

it('counts what comes more than a week after its timespan', async () => {
  const late = record('SendCommand', -8 * 86_400, { instanceIds: nodes(2) });
  expect((await countedIn([late])).metrics).toEqual({ CorrelationMatches: 2, LateForCorrelation: 2 });
});

it('counts orders of more events than are kept, and logs which', async () => {
  const records = [
    record('StartSession', 0),
    ...times(130, (at) => record('GetParameter', 1 + at)),
    record('PutParameter', 200),
  ];
  const { metrics, log } = await countedIn(records);
  expect(metrics).toEqual({ CorrelationMatches: 132, LostOrders: 1 });
  expect(log).toContain('"rule":"order"');
});

it('counts writers that collide, who write again', async () => {
  const conflict = () =>
    new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });
  const { again, metrics } = await countedIn([record('StartSession', 0)], conflict);
  expect([again, metrics]).toEqual([[], { CorrelationMatches: 1, StateConflicts: 1 }]);
});

it('counts state that cannot be written, whose events come again, and logs no texts of the group', async () => {
  const denied = () => dynamoDbError('AccessDeniedException');
  const { again, metrics, log } = await countedIn([record('SendCommand', 0, { instanceIds: ['i-secret'] })], denied);
  expect([again, metrics]).toEqual([['100'], { CorrelationMatches: 1, FailedCorrelations: 1 }]);
  expect(log).not.toContain('i-secret');
});

it('counts state that is damaged or of a later version, says of which correlation, and goes on', async () => {
  const alerting = await Alerting.start();
  try {
    const queue = await alerting.subscribe('all');
    const handler = alerting.handler([RULES], [topic({ name: 'all', rules: ['order'] })]);
    const handle = (...records: readonly JsonObject[]) =>
      handler(insertions(...records.map((each) => rowOfRecord(each))));
    await handle(record('StartSession', 0));
    await replaceState(alerting, new Uint8Array([2, 1, 2, 3]));
    expect(await handle(record('StartSession', 1), record('GetParameter', 2), record('PutParameter', 3))).toEqual([]);
    expect(alerting.metrics).toContainEqual(['UnreadableStates', 1]);
    expect(alerting.log.join('\n')).toContain('"rule":"order"');
    expect((await alerting.received(queue)).length).toBe(1);
  } finally {
    await alerting.stop();
  }
});

/** Replaces what every bucket has counted. */
async function replaceState({ dynamodb: { client } }: Alerting, s: Uint8Array): Promise<void> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: LOCAL_ALERT_STATE_TABLE }));
  const buckets = Items.filter((item) => item['s'] !== undefined);
  expect(buckets.length).toBe(1);
  for (const item of buckets) {
    await client.send(new PutItemCommand({ TableName: LOCAL_ALERT_STATE_TABLE, Item: { ...item, s: { B: s } } }));
  }
}
