import { type Configuration, readConfiguration } from '../../lib/infra/settings/configuration';
import { TEST_CONTEXT } from './synthesized-stack';

const key = (digit: number) => `arn:aws:kms:eu-central-1:111122223333:key/${digit}0000000-0000-4000-8000-000000000000`;

/**
 * What companies have when they come to this system, as docs/deploy.md describes it: the context keys of each, without
 * `ssm-audit:`. Each key that there is stands in one of them, but for `stackName`, which each deployment sets.
 */
export const SITUATIONS = {
  'new trail': {},
  'a named trail': { trailName: 'company-audit', logPrefix: 'audit', reconcile: false },
  'existing bucket': { bucketName: 'company-logs', logPrefix: 'org/logs', verifyRows: true },
  'existing topic': {
    bucketName: 'company-logs',
    deliveryTopicArn: 'arn:aws:sns:eu-central-1:444455556666:deliveries',
    trailArn: 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/company',
  },
  'existing topic of another region': {
    bucketName: 'company-logs',
    bucketRegion: 'ap-east-1',
    deliveryTopicArn: 'arn:aws:sns:ap-east-1:111122223333:deliveries',
    queueKeyArn: key(3),
  },
  'bucket of another account and region': {
    bucketName: 'company-logs',
    bucketAccount: '444455556666',
    bucketRegion: 'us-east-1',
  },
  organization: { organizationId: 'o-exampleorgid' },
  'delegated administrator': {
    organizationId: 'o-exampleorgid',
    managementAccount: '999988887777',
    logPrefix: 'org/logs',
    logKeyArn: key(1),
  },
  'own KMS keys': {
    logKeyArn: key(1),
    topicKeyArn: key(2),
    queueKeyArn: key(3),
    tableKeyArn: key(4),
  },
  'own KMS keys, existing bucket': {
    bucketName: 'company-logs',
    logKeyArn: key(1),
    queueKeyArn: key(3),
  },
  neighbours: { neighbours: ['ecs-exec', 'instance-connect'] },
  'no agent traffic': { agentTraffic: 'leave-out', excludedEvents: ['DescribeInstanceInformation'], related: false },
  'a large fleet': {
    spreadEvents: { UpdateInstanceInformation: 8 },
    extraTerms: ['requestParameters.documentName'],
    eventSources: ['ssm.amazonaws.com', 'ssmmessages.amazonaws.com'],
    concurrency: 50,
    backfillConcurrency: 5,
  },
  'people to tell': {
    operators: ['arn:aws:iam::111122223333:role/operators/*'],
    alarmEmails: ['ops@example.com'],
    alertTopics: [
      { name: 'documents', events: ['*Document*'], subscribers: ['security@example.com'] },
      { name: 'channel', minimumLevel: 'medium', format: 'chat' },
      {
        name: 'tickets',
        minimumLevel: 'medium',
        eventBusArn: 'arn:aws:events:eu-central-1:111122223333:event-bus/tickets',
      },
    ],
    rules: { disabled: ['18ec0e3e-6931-45d0-82c8-636fa573b67e'] },
    deployers: ['arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-eu-central-1'],
    ruleFolder: 'test/fixtures/rules',
    reasonPattern: '[A-Z]+-[0-9]+',
    alertWindowMinutes: 15,
  },
  'locked logs': { retentionDays: 100, logRetentionDays: 200, objectLock: { days: 200, mode: 'compliance' } },
  'few days, recoverable whole': { retentionDays: 30, logRetentionDays: 435, termsRecovery: true },
  'read all day': { tableClass: 'STANDARD', agentTraffic: 30 },
  'exported days': {
    exportBucketName: 'company-lake',
    exportPrefix: 'ssm-audit',
    exportSchema: 'ocsf',
    exportKeyArn: key(5),
    exportTable: true,
    tableKeyArn: key(4),
  },
  'to be removed': {
    removal: 'destroy',
    alarmTopicArn: 'arn:aws:sns:eu-central-1:111122223333:on-call',
    sourceMaps: true,
    openSubscriptions: true,
    alertTopics: [{ name: 'severe', minimumLevel: 'high' }],
  },
} as const;

/** The name of one of them. */
export type Situation = keyof typeof SITUATIONS;

/** The context of the CDK app in a situation. */
export function contextOf(situation: Situation): Readonly<Record<string, unknown>> {
  const given = Object.entries(SITUATIONS[situation]).map(([name, value]) => [`ssm-audit:${name}`, value]);
  return { ...TEST_CONTEXT, ...Object.fromEntries(given) };
}

/** The settings of a situation, read as an app reads them. */
export function configurationOf(situation: Situation): Configuration {
  return readConfiguration(contextOf(situation));
}
