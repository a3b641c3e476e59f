import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  CfnBucket,
  type LifecycleRule,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { AuditOptions } from '../settings/configuration';
import type { LogLock } from '../settings/retention-settings';
import { LogSource } from './log-source';

/** What the bucket is made with. */
export interface LogBucketProps {
  /** The only trail that may deliver here. */
  readonly trailArn: string;
  /** Prefix, key, organization, and how long log files are kept. */
  readonly options: AuditOptions;
}

/**
 * Log files stay this much longer than their rows: point-in-time recovery can bring back a table as it was 35 days ago
 * (DynamoDB developer guide), and the log file of every row in it should still be there to check it against.
 */
const DAYS_AFTER_ROWS = 35;
/** Time to notice that a log file was deleted or overwritten, and to bring its version back. */
const NONCURRENT_DAYS = 90;
/** Parts of an upload that never ended are no log file and only cost. */
const UNFINISHED_UPLOAD_DAYS = 7;

/**
 * What both buckets are. Encrypted with S3's own keys unless told otherwise: a customer key is one more policy that can
 * stop delivery and a charge for each request, while the buckets' policies already say who reads.
 */
const SEALED: BucketProps = {
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
};

/**
 * The bucket that CloudTrail delivers log files to; kept, like all evidence, when the stack is removed, unless told
 * otherwise. Even then CloudFormation removes it only empty: nothing here has a right to delete log files.
 */
export class LogBucket extends LogSource {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { trailArn, options }: LogBucketProps) {
    super(scope, id, options);
    const days = options.logRetentionDays === 0 ? options.retentionDays + DAYS_AFTER_ROWS : options.logRetentionDays;
    const removalPolicy = options.removal === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
    this.bucket = new Bucket(this, 'Bucket', {
      ...SEALED,
      ...(this.key && { encryption: BucketEncryption.KMS, encryptionKey: this.key, bucketKeyEnabled: true }),
      ...(options.objectLock !== 'none' && { objectLockDefaultRetention: lock(options.objectLock) }),
      removalPolicy,
      versioned: true,
      lifecycleRules: [lifecycle(days)],
    });
    this.logReadersTo(this.accessLogBucket(days, removalPolicy));
    this.admitTrail(trailArn, options);
  }

  /** The two statements that delivery needs (CloudTrail user guide: bucket policy for CloudTrail), for one trail only. */
  private admitTrail(trailArn: string, { managementAccount, organizationId }: AuditOptions): void {
    const principals = [new ServicePrincipal('cloudtrail.amazonaws.com')];
    const trailOwner = managementAccount === '' ? Stack.of(this).account : managementAccount;
    const folders = organizationId === '' ? [trailOwner] : [trailOwner, organizationId];
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'TrailChecksItsBucket',
        principals,
        actions: ['s3:GetBucketAcl'],
        resources: [this.bucket.bucketArn],
        conditions: { StringEquals: { 'aws:SourceArn': trailArn } },
      }),
    );
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'TrailDelivers',
        principals,
        actions: ['s3:PutObject'],
        resources: folders.map((folder) => this.bucket.arnForObjects(`${this.folder}${folder}/*`)),
        conditions: { StringEquals: { 'aws:SourceArn': trailArn, 's3:x-amz-acl': 'bucket-owner-full-control' } },
      }),
    );
  }

  /**
   * Who read the log files: the trail itself does not say, as it records no data events. S3 writes access logs only to
   * buckets with its own keys (S3 user guide: enabling server access logging).
   */
  private accessLogBucket(days: number, removalPolicy: RemovalPolicy): Bucket {
    const bucket = new Bucket(this, 'AccessLogs', {
      ...SEALED,
      removalPolicy,
      lifecycleRules: [{ expiration: Duration.days(days) }],
    });
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'this bucket holds the access log itself: a log of its own would write to itself without end',
    });
    return bucket;
  }

  /**
   * By a bucket policy (S3 user guide: enabling server access logging). The Bucket construct's own option makes one only in
   * apps that have set a feature flag, and else an ACL, which these buckets do not have.
   */
  private logReadersTo(logs: Bucket): void {
    const resource = this.bucket.node.defaultChild;
    if (resource instanceof CfnBucket) resource.loggingConfiguration = { destinationBucketName: logs.bucketName };
    logs.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [logs.arnForObjects('*')],
        conditions: {
          ArnLike: { 'aws:SourceArn': this.bucket.bucketArn },
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
        },
      }),
    );
  }
}

function lock({ days, mode }: LogLock): ObjectLockRetention {
  const duration = Duration.days(days);
  return mode === 'compliance' ? ObjectLockRetention.compliance(duration) : ObjectLockRetention.governance(duration);
}

function lifecycle(days: number): LifecycleRule {
  return {
    expiration: Duration.days(days),
    noncurrentVersionExpiration: Duration.days(NONCURRENT_DAYS),
    abortIncompleteMultipartUploadAfter: Duration.days(UNFINISHED_UPLOAD_DAYS),
  };
}
