import type { Configuration } from '../../../lib/infra/settings/configuration';
import { ACCOUNT, guardSamples, REGION, STACK_TEXT } from '../../core/guard/guard-samples';
import { asText, resourcesOf, statementsOf, synthesized } from '../synthesized-stack';
import { deployed, takes } from './event-pattern';

const { logBucket, known } = JSON.parse(STACK_TEXT);
const REFS = {
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
  'AWS::URLSuffix': 'amazonaws.com',
};
const DEPLOYER = `arn:aws:iam::${ACCOUNT}:role/cdk-cfn-exec-role`;

/** EventBridge user guide, "Amazon EventBridge quotas". */
const MAX_PATTERN = 2048;

function rulesOf(overrides: Partial<Configuration>, other = logBucket) {
  return resourcesOf(synthesized(overrides))
    .filter(({ type, id }) => type === 'AWS::Events::Rule' && id.startsWith('AuditSecondPath'))
    .map(({ id, properties }) => ({
      id,
      pattern: deployed(properties['EventPattern'], { refs: REFS, other }),
      targets: properties['Targets'],
    }));
}

const key = known.at(-1);
const rules = rulesOf({ tableKeyArn: key });
const event = (detail: object) => ({ source: 'aws.any', 'detail-type': 'AWS API Call via CloudTrail', detail });
const told = (detail: object, by = rules) =>
  by.filter(({ pattern }) => takes(pattern, event(detail))).map(({ id }) => id);

/** Which dashboard was refused is told by the first path alone. */
const samples = guardSamples().filter(({ kind, title }) => kind !== 'dashboard' || !title.includes(', denied'));

it.each(samples.map(({ title, own }) => [title, own] as const))(
  "tells where this stack's resource is named: %s",
  (_, own) => {
    expect(told(own)).not.toEqual([]);
  },
);

/** The pattern tests alarms by how their names begin. */
const others = samples.filter(({ kind }) => kind !== 'alarm');

it.each(others.map(({ title, other }) => [title, other] as const))(
  "is silent where another's is named: %s",
  (_, other) => {
    expect(told(other)).toEqual([]);
  },
);

const changed = (eventSource: string, eventName: string, requestParameters: object, userIdentity: object) => ({
  eventSource,
  eventName,
  requestParameters,
  userIdentity,
});

it('is silent about what CloudFormation does under a role that deploys, but for the trail and the buckets', () => {
  const by = rulesOf({ alerts: { topics: [], overrides: { disabled: [], levels: new Map() }, deployers: [DEPLOYER] } });
  const identity = (arn: string, invokedBy?: string) => ({ invokedBy, sessionContext: { sessionIssuer: { arn } } });
  const queue = { queueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/ssm-audit-AuditDeliveriesQueue0A-1B` };
  const purge = (who: object) => told(changed('sqs.amazonaws.com', 'SetQueueAttributes', queue, who), by);
  expect(purge(identity(DEPLOYER, 'cloudformation.amazonaws.com'))).toEqual([]);
  expect(purge(identity(DEPLOYER))).toHaveLength(1);
  expect(purge(identity(`${DEPLOYER}-too`, 'cloudformation.amazonaws.com'))).toHaveLength(1);
  expect(purge({ type: 'IAMUser' })).toHaveLength(1);
  const policy = changed('s3.amazonaws.com', 'PutBucketPolicy', { bucketName: logBucket }, {});
  expect(told({ ...policy, userIdentity: identity(DEPLOYER, 'cloudformation.amazonaws.com') }, by)).toHaveLength(1);
});

it('tells nothing of events that somebody puts', () => {
  const [{ own } = { own: {} }] = guardSamples();
  const forged = { ...event(own), source: 'my.app' };
  expect(rules.filter(({ pattern }) => takes(pattern, forged))).toEqual([]);
});

it.each<[string, Partial<Configuration>]>([
  ['the default', {}],
  [
    'a long name, keys, and as many deployers as there may be',
    {
      stackName: 'a'.repeat(100),
      logKeyArn: key,
      topicKeyArn: key.replace('1f', '2f'),
      queueKeyArn: key.replace('1f', '3f'),
      tableKeyArn: key.replace('1f', '4f'),
      alerts: {
        topics: [],
        overrides: { disabled: [], levels: new Map() },
        deployers: Array.from({ length: 3 }, (_, nth) => `${DEPLOYER}${'x'.repeat(60)}${nth}`),
      },
    },
  ],
])('has patterns that EventBridge takes: %s', (_, overrides) => {
  const all = rulesOf(overrides, 'x'.repeat(64));
  const tooLong = all.filter(({ pattern }) => JSON.stringify(pattern).length > MAX_PATTERN);
  expect(tooLong.map(({ id, pattern }) => [id, JSON.stringify(pattern).length])).toEqual([]);
  // Of 300 rules on a bus, and of 30 with wildcards: refusals, and queues by any host.
  expect(all.length).toBeLessThanOrEqual(20);
  expect(all.filter(({ pattern }) => JSON.stringify(pattern).includes('wildcard')).length).toBeLessThanOrEqual(4);
});

it('leads to the topic of the alarms alone, which admits these rules and nothing else of EventBridge', () => {
  const template = synthesized();
  const [policy] = resourcesOf(template)
    .filter(
      ({ type, properties }) =>
        type === 'AWS::SNS::TopicPolicy' && JSON.stringify(properties).includes('AlarmsAreTold'),
    )
    .map(({ properties }) => statementsOf(properties['PolicyDocument']));
  const sources = (policy ?? []).map(({ Sid, Effect, Condition }) => [
    Sid,
    Effect,
    asText(Object.values(Condition ?? {})[0]?.['aws:SourceArn'] ?? ''),
  ]);
  const [alarms, guard] = [
    'arn:<AWS::Partition>:cloudwatch:<AWS::Region>:<AWS::AccountId>:alarm:ssm-audit-*',
    'arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:rule/ssm-audit-AuditSecondPath*',
  ];
  expect(sources).toEqual([
    ['AllowPublishThroughSSLOnly', 'Deny', ''],
    ['NothingElseIsTold', 'Deny', `${alarms} ${guard}`],
    ['AlarmsAreTold', 'Allow', alarms],
    ['GuardRulesTell', 'Allow', guard],
  ]);
  const targets = rules.flatMap(({ targets: all }) => all as readonly { Arn: unknown }[]);
  expect(new Set(targets.map(({ Arn }) => asText(Arn)))).toEqual(
    new Set([expect.stringMatching(/^<AuditOperationsAlarmTopic/)]),
  );
});

it('says in a sentence who did what to which, when and from where', () => {
  const bucket = rules.find(
    ({ pattern }) =>
      JSON.stringify(pattern).includes('s3.amazonaws.com') && !JSON.stringify(pattern).includes('wildcard'),
  );
  const [target] = (bucket?.targets ?? []) as readonly { InputTransformer: { InputTemplate: unknown } }[];
  expect(asText(target?.InputTransformer.InputTemplate)).toBe(
    '"Somebody tampers with the audit ssm-audit in <AWS::Region>: <detail-userIdentity-arn> <detail-userIdentity-invokedBy> called <detail-eventName> of <detail-eventSource> on <detail-requestParameters-bucketName> at <detail-eventTime> from <detail-sourceIPAddress>. Error: <detail-errorCode> <detail-errorMessage>. Event ID: <detail-eventID>. What to do: docs/operations.md#calls-that-tamper-with-the-audit"',
  );
});

it('asks the owner of an existing alarm topic to admit it', () => {
  const outputs = synthesized({ alarmTopicArn: `arn:aws:sns:${REGION}:${ACCOUNT}:on-call` }).toJSON()['Outputs'];
  expect(outputs.AlarmTopicPolicyStatements.Description).toContain('policy of the alarm topic');
  expect(asText(outputs.AlarmTopicPolicyStatements.Value)).toContain('events.amazonaws.com');
  expect(asText(outputs.AlarmTopicKeyPolicyStatements.Value)).toContain('kms:GenerateDataKey*');
});
