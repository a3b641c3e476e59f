import type { Configuration } from '../../lib/infra/settings/configuration';

const key = (digit: number) => `arn:aws:kms:eu-central-1:111122223333:key/${digit}0000000-0000-4000-8000-000000000000`;

/** What companies have when they come to this system: one configuration each, as docs/deploy.md describes it. */
export const SITUATIONS = {
  'new trail': {},
  'existing bucket': { bucketName: 'company-logs', logPrefix: 'org/logs' },
  'existing topic': {
    bucketName: 'company-logs',
    deliveryTopicArn: 'arn:aws:sns:eu-central-1:444455556666:deliveries',
    trailArn: 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/company',
  },
  'bucket of another account and region': {
    bucketName: 'company-logs',
    bucketAccount: '444455556666',
    bucketRegion: 'us-east-1',
  },
  organization: { organizationId: 'o-exampleorgid', managementAccount: '999988887777' },
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
  'no agent traffic': { agentTraffic: 'leave-out', excludedEvents: ['DescribeInstanceInformation'], related: false },
  'locked logs': { retentionDays: 100, logRetentionDays: 200, objectLock: { days: 200, mode: 'compliance' } },
  'source maps': { sourceMaps: true },
  'to be removed': { removal: 'destroy', concurrency: 50, backfillConcurrency: 5 },
} as const satisfies Record<string, Partial<Configuration>>;

/** The name of one of them. */
export type Situation = keyof typeof SITUATIONS;
