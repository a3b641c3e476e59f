import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudTrailTrail } from '../../../lib/adapters/cloudtrail/cloudtrail-trail';
import type { TrailDescription } from '../../../lib/core/trail/trail-description';
import { type CloudTrailAnswers, EmbeddedCloudTrail } from '../../embedded/cloudtrail';

const ARN = 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/ours';

/** A trail as the API reference shows it: empty texts stand for no error. */
const TRAIL = {
  TrailARN: ARN,
  S3BucketName: 'logs',
  S3KeyPrefix: 'org',
  SnsTopicARN: 'arn:aws:sns:eu-central-1:111122223333:ours',
  IsMultiRegionTrail: true,
  LogFileValidationEnabled: true,
};
const WELL: CloudTrailAnswers = {
  GetTrail: { Trail: TRAIL },
  GetTrailStatus: { IsLogging: true, LatestDeliveryError: '', LatestDigestDeliveryError: '' },
  GetEventSelectors: { TrailARN: ARN, EventSelectors: [{}] },
};

let asked: EmbeddedCloudTrail['asked'];

async function described(answers: CloudTrailAnswers): Promise<TrailDescription | undefined> {
  const cloudTrail = await EmbeddedCloudTrail.start({ ...WELL, ...answers });
  const client = new CloudTrailClient(cloudTrail.settings);
  asked = cloudTrail.asked;
  try {
    return await new CloudTrailTrail(client, ARN).describe();
  } finally {
    client.destroy();
    await cloudTrail.stop();
  }
}

it('describes a trail that is well, by three questions about it alone', async () => {
  expect(await described({})).toEqual({
    bucketName: 'logs',
    prefix: 'org',
    topicArn: 'arn:aws:sns:eu-central-1:111122223333:ours',
    isLogging: true,
    isMultiRegion: true,
    validatesLogFiles: true,
    selectors: [{ reads: true, writes: true, managementEvents: true, excludedSources: [] }],
    advancedSelectors: [],
  });
  expect([...asked].sort()).toEqual([
    ['GetEventSelectors', { TrailName: ARN }],
    ['GetTrail', { Name: ARN }],
    ['GetTrailStatus', { Name: ARN }],
  ]);
});

it('takes what is missing for what is worse', async () => {
  expect(await described({ GetTrail: {}, GetTrailStatus: {}, GetEventSelectors: {} })).toEqual({
    bucketName: '',
    prefix: '',
    topicArn: '',
    isLogging: false,
    isMultiRegion: false,
    validatesLogFiles: false,
    selectors: [],
    advancedSelectors: [],
  });
});

it('keeps the errors of deliveries, of notifications and of digests apart', async () => {
  const errors = {
    LatestDeliveryError: 'AccessDenied',
    LatestNotificationError: 'AuthorizationError',
    LatestDigestDeliveryError: 'NoSuchBucket',
  };
  expect(await described({ GetTrailStatus: { IsLogging: true, ...errors } })).toMatchObject({
    deliveryError: 'AccessDenied',
    notificationError: 'AuthorizationError',
    digestError: 'NoSuchBucket',
  });
});

it.each([
  ['ReadOnly', { reads: true, writes: false }],
  ['WriteOnly', { reads: false, writes: true }],
  ['All', { reads: true, writes: true }],
])('reads a basic selector for %s', async (ReadWriteType, expected) => {
  const selector = {
    ReadWriteType,
    IncludeManagementEvents: false,
    ExcludeManagementEventSources: ['kms.amazonaws.com'],
  };
  expect((await described({ GetEventSelectors: { EventSelectors: [selector] } }))?.selectors).toEqual([
    { ...expected, managementEvents: false, excludedSources: ['kms.amazonaws.com'] },
  ]);
});

it('reads each operator of an advanced selector', async () => {
  const field = {
    Field: 'eventSource',
    Equals: ['a'],
    StartsWith: ['b'],
    EndsWith: ['c'],
    NotEquals: ['d'],
    NotStartsWith: ['e'],
    NotEndsWith: ['f'],
  };
  const selection = { AdvancedEventSelectors: [{ FieldSelectors: [field, { Field: 'readOnly' }] }] };
  expect((await described({ GetEventSelectors: selection }))?.advancedSelectors).toEqual([
    [
      {
        field: 'eventSource',
        equals: ['a'],
        startsWith: ['b'],
        endsWith: ['c'],
        notEquals: ['d'],
        notStartsWith: ['e'],
        notEndsWith: ['f'],
      },
      {
        field: 'readOnly',
        equals: [],
        startsWith: [],
        endsWith: [],
        notEquals: [],
        notStartsWith: [],
        notEndsWith: [],
      },
    ],
  ]);
});

it('has nothing to describe where the trail is gone, and fails where it may not look', async () => {
  expect(await described({ GetTrailStatus: { __type: 'TrailNotFoundException', message: 'gone' } })).toBeUndefined();
  const denied = { __type: 'AccessDeniedException', message: 'not you' };
  await expect(described({ GetTrail: denied })).rejects.toThrow('not you');
});
