import { asText, resourceOf, resourcePolicyOf, synthesized } from '../synthesized-stack';

const template = synthesized({ retentionDays: 500, trailName: 'audit-trail', logPrefix: 'org/logs' });
const bucket = resourceOf(template, 'AWS::S3::Bucket', 'LogsBucket');
const accessLogs = resourceOf(template, 'AWS::S3::Bucket', 'LogsAccessLogs');
const policy = resourcePolicyOf(template, 'AWS::S3::BucketPolicy', bucket.id);

describe('the log bucket', () => {
  it('is versioned', () => {
    expect(bucket.properties['VersioningConfiguration']).toEqual({ Status: 'Enabled' });
  });

  it('keeps log files longer than their rows, and deleted ones for a while', () => {
    expect(bucket.properties['LifecycleConfiguration']).toMatchObject({
      Rules: [{ ExpirationInDays: 535, NoncurrentVersionExpiration: { NoncurrentDays: 90 }, Status: 'Enabled' }],
    });
  });

  it('logs who reads it', () => {
    expect(bucket.properties['LoggingConfiguration']).toEqual({ DestinationBucketName: { Ref: accessLogs.id } });
  });

  it('admits this trail alone, and only to its own folder', () => {
    const admitted = policy.filter(({ Effect }) => Effect === 'Allow');
    expect(admitted.map(({ Action, Resource }) => `${Action} ${asText(Resource)}`)).toEqual([
      `s3:GetBucketAcl <${bucket.id}.Arn>`,
      `s3:PutObject <${bucket.id}.Arn>/org/logs/AWSLogs/<AWS::AccountId>/*`,
    ]);
    for (const { Principal, Condition } of admitted) {
      expect(Principal).toEqual({ Service: 'cloudtrail.amazonaws.com' });
      expect(asText(Condition?.['StringEquals']?.['aws:SourceArn'])).toBe(
        'arn:<AWS::Partition>:cloudtrail:<AWS::Region>:<AWS::AccountId>:trail/audit-trail',
      );
    }
  });
});

describe.each([bucket, accessLogs])('$id', ({ id, properties, deletionPolicy }) => {
  it('is encrypted and closed to the public', () => {
    expect(properties).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  });

  it('takes requests over TLS only', () => {
    expect(resourcePolicyOf(template, 'AWS::S3::BucketPolicy', id)).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: 's3:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
  });

  it('stays when the stack goes, under a name that no other stack has', () => {
    expect(deletionPolicy).toBe('Retain');
    expect(properties).not.toHaveProperty('BucketName');
  });
});
