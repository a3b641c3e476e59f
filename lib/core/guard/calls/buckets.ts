import { callsOn, type GuardedService } from '../guarded-call';

const NAMED = ['requestParameters.bucketName'];

/**
 * Calls that open a bucket, shorten what it keeps or delete from it (S3 user guide, "Amazon S3 CloudTrail events": the
 * names in the log differ from those of the API, as in `PutBucketPublicAccessBlock` for `PutPublicAccessBlock`; both are
 * listed where there are two). Deletions of objects are data events, which only a trail that selects them has.
 */
export const BUCKET_CALLS: GuardedService = {
  eventSource: 's3.amazonaws.com',
  calls: [
    ...callsOn('bucket', NAMED, [
      'DeleteBucket',
      'DeleteBucketEncryption',
      'DeleteBucketLifecycle',
      'DeleteBucketOwnershipControls',
      'DeleteBucketPolicy',
      'DeleteBucketPublicAccessBlock',
      'DeleteBucketReplication',
      'DeletePublicAccessBlock',
      'PutBucketAcl',
      'PutBucketEncryption',
      'PutBucketLifecycle',
      'PutBucketLifecycleConfiguration',
      'PutBucketLogging',
      'PutBucketNotification',
      'PutBucketNotificationConfiguration',
      'PutBucketObjectLockConfiguration',
      'PutBucketOwnershipControls',
      'PutBucketPolicy',
      'PutBucketPublicAccessBlock',
      'PutBucketReplication',
      'PutBucketRequestPayment',
      'PutBucketVersioning',
      'PutObjectLockConfiguration',
      'PutPublicAccessBlock',
    ]),
    ...callsOn('bucket', NAMED, [
      'DeleteObject',
      'DeleteObjects',
      'DeleteObjectVersion',
      'PutObjectAcl',
      'PutObjectLegalHold',
      'PutObjectRetention',
    ]).map((call) => ({ ...call, ofLogs: true as const })),
  ],
};
