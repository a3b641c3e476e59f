import { randomUUID } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { CreateTopicCommand, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { SignedStandingParts } from '../../../lib/adapters/deployed/signed-standing-parts';
import type { DeployedPartsText } from '../../../lib/core/guard/deployed-parts';
import { endpointMark } from '../../../lib/core/guard/endpoint-mark';
import { createTrailHealthHandler } from '../../../lib/functions/checks/trail-health-handler';
import { functionMetrics } from '../../../lib/functions/function-metrics';
import { createEmbeddedQueue } from '../../../lib/local/embedded-queue';
import { EMBEDDED_ACCOUNT, embeddedClients } from '../../embedded/aws';
import { EmbeddedDeployedParts } from '../../embedded/deployed-parts';
import { capturedLog } from '../captured-log';

const TABLE = `arn:aws:dynamodb:us-east-1:${EMBEDDED_ACCOUNT}:table/Events`;
const ROLE = `arn:aws:iam::${EMBEDDED_ACCOUNT}:role/ingest`;
const UUID = '0a1b2c3d-1111-4222-8333-444455556666';
const EMAIL = 'Ops@Example.com';
const FILTER = { eventName: ['INSERT'], dynamodb: { NewImage: { origin: { S: [{ 'anything-but': ['backfill'] }] } } } };

const aws = embeddedClients();
let embedded: EmbeddedDeployedParts;
let queueArn: string;
let topicArn: string;
let subscriptionArn: string;

/** The Deny of the table, as the template has it. */
const onlyWritten = {
  Sid: 'OnlyTheFunctionsWrite',
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: ['dynamodb:PutItem', 'dynamodb:DeleteItem'],
  Resource: '*',
  Condition: { ArnNotEquals: { 'aws:PrincipalArn': [ROLE] } },
};
const onlySent = {
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: 'sqs:SendMessage',
  Resource: 'own',
  Condition: { ArnNotEquals: { 'aws:SourceArn': 'arn:aws:sns:us-east-1:000000000000:ours' } },
};

/** The same statement as the services write it. */
const asTableHasIt = {
  Resource: '*',
  Condition: { ArnNotEquals: { 'aws:PrincipalArn': ROLE } },
  Action: ['dynamodb:DeleteItem', 'dynamodb:PutItem'],
  Principal: '*',
  Effect: 'Deny',
  Sid: 'OnlyTheFunctionsWrite',
};
const asQueueHasIt = () => ({ ...onlySent, Action: 'SQS:SendMessage', Principal: '*', Resource: queueArn });

const policy = (...statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const mapping = () => ({
  UUID,
  State: 'Enabled',
  BatchSize: 100,
  FunctionArn: `arn:aws:lambda:us-east-1:${EMBEDDED_ACCOUNT}:function:alert`,
  FilterCriteria: { Filters: [{ Pattern: JSON.stringify(FILTER) }] },
});

async function subscribed(Protocol: string, Endpoint: string): Promise<string> {
  const { SubscriptionArn = '' } = await aws.sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol, Endpoint }));
  return SubscriptionArn;
}

const deployed = (): DeployedPartsText => ({
  account: EMBEDDED_ACCOUNT,
  policied: [TABLE, queueArn],
  statements: [
    { of: [0], statement: onlyWritten },
    { of: [1], statement: onlySent },
  ],
  subscriptions: [{ topicArn, protocol: 'sqs', endpoint: queueArn }],
  mappings: [{ uuid: UUID, functionName: 'alert', batchSize: 100, filters: [FILTER] }],
});

/** What an invocation logs, the metrics last. */
function invoked(event: unknown = { deployed: deployed() }): Promise<readonly Record<string, unknown>[]> {
  const endpointOf = (service: string) => (service === 'sns' ? aws.settings.endpoint : embedded.endpoint);
  const places = { region: 'us-east-1', urlSuffix: 'amazonaws.com', endpointOf };
  return capturedLog(() =>
    createTrailHealthHandler({
      trail: undefined,
      expected: { bucketName: '', prefix: '', topicArn: '' },
      standing: (deadline) => new SignedStandingParts(aws.sqs.config, places, deadline),
      logger: new Logger(),
      metrics: functionMetrics('trail-health', 'audit'),
    })(event, { getRemainingTimeInMillis: () => 30_000 } as Context),
  );
}

const findingsIn = (lines: readonly Record<string, unknown>[]) =>
  lines.flatMap(({ kind, part, detail }) => (kind === undefined ? [] : [{ kind, part, detail }]));

const WELL = {
  ChangedTablePolicies: 0,
  ChangedQueuePolicies: 0,
  MissingSubscriptions: 0,
  ChangedMappings: 0,
  UnreadParts: 0,
};

beforeAll(async () => {
  embedded = await EmbeddedDeployedParts.start();
});

afterAll(async () => {
  await embedded.stop();
  await aws.stop();
});

beforeEach(async () => {
  queueArn = (await createEmbeddedQueue(aws, `parts-${randomUUID()}`)).arn;
  embedded.policies.set(queueArn, policy(asQueueHasIt()));
  topicArn = (await aws.sns.send(new CreateTopicCommand({ Name: `parts-${randomUUID()}` }))).TopicArn ?? '';
  subscriptionArn = await subscribed('sqs', queueArn);
  embedded.policies.set(TABLE, policy(asTableHasIt));
  embedded.mappings.set(UUID, mapping());
  embedded.refuses = false;
});

it('finds nothing where all is as deployed, however the services write it', async () => {
  const lines = await invoked();
  expect(findingsIn(lines)).toEqual([]);
  expect(lines.at(-1)).toMatchObject(WELL);
});

describe('finds what is not as deployed, counts its kind and no other', () => {
  it.each<[string, () => unknown, string, object, RegExp]>([
    [
      'a table without its policy',
      () => embedded.policies.delete(TABLE),
      'table-policy',
      { ChangedTablePolicies: 1 },
      /no policy/,
    ],
    [
      'a table whose policy excepts one more',
      () => {
        const Condition = { ArnNotEquals: { 'aws:PrincipalArn': [ROLE, `${ROLE}2`] } };
        embedded.policies.set(TABLE, policy({ ...asTableHasIt, Condition }));
      },
      'table-policy',
      { ChangedTablePolicies: 1 },
      /another policy/,
    ],
    [
      'a table whose policy is not one',
      () => embedded.policies.set(TABLE, 'null'),
      'table-policy',
      { ChangedTablePolicies: 1 },
      /another policy/,
    ],
    [
      'a queue whose policy admits one more',
      () => embedded.policies.set(queueArn, policy(asQueueHasIt(), { ...asQueueHasIt(), Effect: 'Allow' })),
      'queue-policy',
      { ChangedQueuePolicies: 1 },
      /another policy/,
    ],
    [
      'a queue without its policy',
      () => embedded.policies.delete(queueArn),
      'queue-policy',
      { ChangedQueuePolicies: 1 },
      /no policy/,
    ],
    [
      'a queue whose policy is about another',
      () => embedded.policies.set(queueArn, policy({ ...asQueueHasIt(), Resource: `${queueArn}2` })),
      'queue-policy',
      { ChangedQueuePolicies: 1 },
      /another policy/,
    ],
    [
      'a subscription that ended',
      () => aws.sns.send(new UnsubscribeCommand({ SubscriptionArn: subscriptionArn })),
      'subscription',
      { MissingSubscriptions: 1 },
      /no longer sends to sqs arn:/,
    ],
    [
      'a mapping that is deleted',
      () => embedded.mappings.delete(UUID),
      'mapping',
      { ChangedMappings: 1 },
      /is deleted: nothing invokes alert/,
    ],
    [
      'a mapping that is disabled',
      () => embedded.mappings.set(UUID, { ...mapping(), State: 'Disabled' }),
      'mapping',
      { ChangedMappings: 1 },
      /is Disabled/,
    ],
    [
      'a mapping of another function',
      () => embedded.mappings.set(UUID, { ...mapping(), FunctionArn: `${mapping().FunctionArn}2` }),
      'mapping',
      { ChangedMappings: 1 },
      /another function/,
    ],
    [
      'a mapping whose filter passes nothing',
      () => embedded.mappings.set(UUID, { ...mapping(), FilterCriteria: { Filters: [{ Pattern: '{"a":["b"]}' }] } }),
      'mapping',
      { ChangedMappings: 1 },
      /other records/,
    ],
    [
      'a mapping of another batch size',
      () => embedded.mappings.set(UUID, { ...mapping(), BatchSize: 1 }),
      'mapping',
      { ChangedMappings: 1 },
      /batch size of 1 instead of 100/,
    ],
  ])('%s', async (_, change, kind, counted, detail) => {
    await change();
    const lines = await invoked();
    expect(findingsIn(lines)).toEqual([{ kind, part: expect.any(String), detail: expect.stringMatching(detail) }]);
    expect(lines.at(-1)).toMatchObject({ ...WELL, ...counted });
  });
});

describe('subscriptions of people', () => {
  const ofPerson = () => ({
    ...deployed(),
    subscriptions: [{ topicArn, protocol: 'email', endpoint: endpointMark('email', EMAIL) }],
  });

  it('count once they are gone, and the log has no address', async () => {
    const lines = await invoked({ deployed: ofPerson() });
    expect(lines.at(-1)).toMatchObject({ ...WELL, MissingSubscriptions: 1 });
    expect(JSON.stringify(lines)).not.toMatch(/example\.com/i);
  });

  it('are found by the hash of their address', async () => {
    await subscribed('email', EMAIL.toUpperCase());
    expect((await invoked({ deployed: ofPerson() })).at(-1)).toMatchObject(WELL);
  });

  it('of topics of another account are left out, because only their owner sees them', async () => {
    const lines = await invoked({ deployed: { ...ofPerson(), account: '111122223333' } });
    expect(lines.at(-1)).toMatchObject(WELL);
  });
});

describe('what could not be compared is no health', () => {
  it('counts each part that a service refuses to show, and still compares the others', async () => {
    embedded.refuses = true;
    await aws.sns.send(new UnsubscribeCommand({ SubscriptionArn: subscriptionArn }));
    const lines = await invoked();
    expect(findingsIn(lines).map(({ kind }) => kind)).toEqual(['unread', 'unread', 'subscription', 'unread']);
    expect(lines.at(-1)).toMatchObject({ ...WELL, MissingSubscriptions: 1, UnreadParts: 3 });
  });

  it.each([[{}], [{ deployed: {} }], [{ deployed: { account: '1', policied: 1 } }], [undefined]])(
    'an event that does not tell what was deployed: %j',
    async (event) => {
      const lines = await invoked(event ?? null);
      expect(lines.at(-1)).toMatchObject({ ...WELL, UnreadParts: 1 });
    },
  );
});
