import {
  CloudTrailClient,
  GetEventSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  TrailNotFoundException,
} from '@aws-sdk/client-cloudtrail';
import type { Context } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { createTrailHealthHandler, trailHealthDependencies } from '../../../lib/functions/checks/trail-health-handler';
import { capturedLog } from '../captured-log';

const LOGS = {
  LOG_BUCKET_NAME: 'logs',
  LOG_PREFIX: 'org',
  DELIVERY_TOPIC_ARN: 'arn:aws:sns:eu-central-1:111122223333:ours',
  URL_SUFFIX: 'amazonaws.com',
};
const TRAIL_ARN = 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/ours';

/** None of the embedded services knows CloudTrail. */
const cloudTrail = mockClient(CloudTrailClient);

const TRAIL = {
  IsMultiRegionTrail: true,
  LogFileValidationEnabled: true,
  S3BucketName: LOGS.LOG_BUCKET_NAME,
  S3KeyPrefix: LOGS.LOG_PREFIX,
  SnsTopicARN: LOGS.DELIVERY_TOPIC_ARN,
};

beforeEach(() => {
  cloudTrail.reset();
  cloudTrail.on(GetTrailCommand).resolves({ Trail: TRAIL });
  cloudTrail.on(GetTrailStatusCommand).resolves({ IsLogging: true, LatestDeliveryError: '' });
  cloudTrail.on(GetEventSelectorsCommand).resolves({ EventSelectors: [{ ReadWriteType: 'All' }] });
});

/** What an invocation logs, the line of metrics last. */
function invoked(): Promise<readonly Record<string, unknown>[]> {
  return capturedLog(() => {
    const dependencies = trailHealthDependencies({ ...LOGS, TRAIL_ARN, STACK_NAME: 'audit' });
    return createTrailHealthHandler(dependencies)({}, { getRemainingTimeInMillis: () => 30_000 } as Context);
  });
}

it('counts nothing where the trail is well, and asks in its home region about this trail', async () => {
  expect((await invoked()).at(-1)).toMatchObject({ TrailProblems: 0, service: 'trail-health', stack: 'audit' });
  expect(cloudTrail.commandCalls(GetTrailStatusCommand)[0]?.args[0].input).toEqual({ Name: TRAIL_ARN });
  const client = cloudTrail.commandCalls(GetTrailCommand)[0]?.thisValue;
  expect(client instanceof CloudTrailClient && (await client.config.region())).toBe('eu-central-1');
});

it('names each problem in the log and counts them', async () => {
  cloudTrail.on(GetTrailStatusCommand).resolves({ IsLogging: false, LatestNotificationError: 'AuthorizationError' });
  cloudTrail.on(GetEventSelectorsCommand).resolves({
    AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }] }],
  });
  const lines = await invoked();
  expect(lines.flatMap(({ problem }) => problem ?? [])).toEqual([
    'stopped',
    'notification-error',
    'reads-left-out',
    'writes-left-out',
    'kms-left-out',
  ]);
  expect(lines.at(-1)).toMatchObject({ TrailProblems: 5 });
});

it('names what the stack does not read: another bucket, prefix or topic', async () => {
  cloudTrail
    .on(GetTrailCommand)
    .resolves({ Trail: { ...TRAIL, S3BucketName: 'theirs', S3KeyPrefix: '', SnsTopicARN: '' } });
  const problems = (await invoked()).flatMap(({ problem }) => problem ?? []);
  expect(problems).toEqual(['other-bucket', 'other-prefix', 'other-topic']);
});

it('counts a trail that was deleted', async () => {
  cloudTrail.on(GetTrailStatusCommand).rejects(new TrailNotFoundException({ message: 'gone', $metadata: {} }));
  expect((await invoked()).at(-1)).toMatchObject({ TrailProblems: 1 });
});

it('fails where the trail cannot be looked at: that is not health', async () => {
  cloudTrail.on(GetTrailCommand).rejects(new Error('AccessDenied'));
  await expect(invoked()).rejects.toThrow('AccessDenied');
});
