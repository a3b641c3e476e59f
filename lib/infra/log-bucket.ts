import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Grant, type IGrantable, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type IBucket,
  type LifecycleRule,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct, type IConstruct } from 'constructs';
import { acknowledgeWildcard } from './acknowledged-wildcard';

/** What the bucket is made with. */
export interface LogBucketProps {
  /** The only trail that may deliver here. */
  readonly trailArn: string;
  /** Key prefix before `AWSLogs`, without slashes at its ends; `''` for none. */
  readonly prefix: string;
  /** Days that rows are kept; log files outlive them. */
  readonly rowRetentionDays: number;
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
 * What every bucket of this stack is. Encrypted with S3's own keys: a customer key would be one more policy that can
 * stop delivery and a charge for each request, while the buckets' policies already say who reads.
 */
const SEALED: BucketProps = {
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  removalPolicy: RemovalPolicy.RETAIN,
};

/** The bucket that CloudTrail delivers log files to; kept, like all evidence, when the stack is removed. */
export class LogBucket extends Construct {
  readonly bucket: Bucket;
  private readonly prefix: string;

  constructor(scope: Construct, id: string, props: LogBucketProps) {
    super(scope, id);
    this.prefix = props.prefix === '' ? '' : `${props.prefix}/`;
    this.bucket = new Bucket(this, 'Bucket', {
      ...SEALED,
      versioned: true,
      lifecycleRules: [lifecycle(props.rowRetentionDays)],
      serverAccessLogsBucket: this.accessLogBucket(props.rowRetentionDays),
    });
    this.admitTrail(props.trailArn);
  }

  /** Lets a principal read log files, by version where a message or a receipt names one, and nothing else here. */
  grantReadLogFiles(grantee: IGrantable & IConstruct): void {
    const logFiles = this.bucket.arnForObjects(`${this.prefix}AWSLogs/*`);
    Grant.addToPrincipal({ grantee, actions: ['s3:GetObject', 's3:GetObjectVersion'], resourceArns: [logFiles] });
    acknowledgeWildcard(
      grantee,
      logFiles,
      'log files get new names every few minutes: the folder they are delivered to is the least that can be named',
    );
  }

  /** Lets a principal see which log files there are. */
  grantList(grantee: IGrantable): void {
    Grant.addToPrincipal({ grantee, actions: ['s3:ListBucket'], resourceArns: [this.bucket.bucketArn] });
  }

  /** The two statements that delivery needs (CloudTrail user guide: bucket policy for CloudTrail), for one trail only. */
  private admitTrail(trailArn: string): void {
    const principals = [new ServicePrincipal('cloudtrail.amazonaws.com')];
    const ownFolder = `${this.prefix}AWSLogs/${Stack.of(this).account}/*`;
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
        resources: [this.bucket.arnForObjects(ownFolder)],
        conditions: { StringEquals: { 'aws:SourceArn': trailArn, 's3:x-amz-acl': 'bucket-owner-full-control' } },
      }),
    );
  }

  /** Who read the log files: the trail itself does not say, as it records no data events. */
  private accessLogBucket(rowRetentionDays: number): IBucket {
    const bucket = new Bucket(this, 'AccessLogs', {
      ...SEALED,
      lifecycleRules: [{ expiration: Duration.days(rowRetentionDays + DAYS_AFTER_ROWS) }],
    });
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'this bucket holds the access log itself: a log of its own would write to itself without end',
    });
    // A Bucket is an IBucket; the CDK's declaration of `policy` alone does not hold under exactOptionalPropertyTypes.
    return bucket as IBucket;
  }
}

function lifecycle(rowRetentionDays: number): LifecycleRule {
  return {
    expiration: Duration.days(rowRetentionDays + DAYS_AFTER_ROWS),
    noncurrentVersionExpiration: Duration.days(NONCURRENT_DAYS),
    abortIncompleteMultipartUploadAfter: Duration.days(UNFINISHED_UPLOAD_DAYS),
  };
}
