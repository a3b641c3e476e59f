import { Duration, type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
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
import { logFileRefusals } from '../doors/log-file-refusals';
import type { AuditOptions } from '../settings/configuration';
import { removalPolicyOf } from '../settings/removal-policy';
import { type LogLock, logFileDays } from '../settings/retention-settings';
import { LogSource } from './log-source';

/** What the bucket is made with. */
export interface LogBucketProps {
  /** The only trail that may deliver here. */
  readonly trailArn: string;
  /** Prefix, key, organization, and how long log files are kept. */
  readonly options: AuditOptions;
}

/** Time to notice that somebody deleted or overwrote a log file, and to restore its version. */
const NONCURRENT_DAYS = 90;
/** Parts of an unfinished upload are not a log file, but cost money. */
const UNFINISHED_UPLOAD_DAYS = 7;

/**
 * The properties of both buckets. By default, S3's own keys encrypt them: a customer key has a policy that can stop
 * delivery, and costs money for each request, while the policies of the buckets already say who may read.
 */
const SEALED: BucketProps = {
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
};

/**
 * The bucket that CloudTrail delivers log files to. By default, it stays when you remove the stack, like all evidence.
 * Otherwise, CloudFormation removes it only if it is empty, because nothing here has a right to delete log files.
 */
export class LogBucket extends LogSource {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { trailArn, options }: LogBucketProps) {
    super(scope, id, options);
    const days = logFileDays(options);
    const removalPolicy = removalPolicyOf(options.removal);
    this.bucket = new Bucket(this, 'Bucket', {
      ...SEALED,
      ...(this.key && { encryption: BucketEncryption.KMS, encryptionKey: this.key, bucketKeyEnabled: true }),
      ...(options.objectLock !== 'none' && { objectLockDefaultRetention: lock(options.objectLock) }),
      removalPolicy,
      versioned: true,
      lifecycleRules: [lifecycle(days)],
    });
    const accessLogs = this.accessLogBucket(days, removalPolicy);
    this.logReadersTo(accessLogs);
    this.admitTrail(trailArn, options);
    const logFiles = this.bucket.arnForObjects(`${this.folder}*`);
    const refusals = logFileRefusals({ logFiles, trailArn, operators: options.operators });
    for (const statement of refusals) this.bucket.addToResourcePolicy(statement);
    // A bucket that stays still refuses what is not TLS, and still has its accesses logged.
    for (const { policy } of [this.bucket, accessLogs]) policy?.applyRemovalPolicy(removalPolicy);
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
   * Records who reads the log files, because the trail records no data events. S3 writes access logs only to buckets
   * with its own keys (S3 user guide: enabling server access logging).
   */
  private accessLogBucket(days: number, removalPolicy: RemovalPolicy): Bucket {
    const bucket = new Bucket(this, 'AccessLogs', {
      ...SEALED,
      removalPolicy,
      lifecycleRules: [{ expiration: Duration.days(days) }],
    });
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'this bucket contains the access log: a log of its own would log itself without end',
    });
    return bucket;
  }

  /**
   * Turns on access logs by a bucket policy (S3 user guide: enabling server access logging). The option of the Bucket
   * construct makes such a policy only in apps that set a feature flag. Otherwise it makes an ACL, and these buckets
   * have no ACLs.
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
