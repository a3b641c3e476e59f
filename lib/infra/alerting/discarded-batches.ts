import { Duration, type RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct, type IConstruct } from 'constructs';
import { DISCARDED_FOLDER } from '../../contract/discarded-batches';
import { acknowledgeWildcard } from '../validation/acknowledged-wildcard';

/** As long as the log of the function, which says why the batch failed. */
const RETENTION = Duration.days(90);

/** The batches in the bucket. */
const BATCHES = `${DISCARDED_FOLDER}*`;

/**
 * Batches of the stream that failed to the end, with their payload. This is a bucket, because a queue would get only
 * pointers into the stream, which keeps rows for a day (Lambda developer guide: DynamoDB error handling).
 */
export class DiscardedBatches extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, removalPolicy: RemovalPolicy) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy,
      lifecycleRules: [{ expiration: RETENTION }],
    });
    this.bucket.policy?.applyRemovalPolicy(removalPolicy);
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'contains copies of rows of the Events table, and only while alerting fails',
    });
  }

  /** The address of the bucket, as its function reads it. */
  get url(): string {
    return `https://${this.bucket.bucketRegionalDomainName}`;
  }

  /** Lets a function read batches, and remove those whose alerts it has sent. */
  grantRetry(grantee: IGrantable): void {
    const resourceArns = [this.bucket.arnForObjects(BATCHES)];
    Grant.addToPrincipal({ grantee, actions: ['s3:DeleteObject', 's3:GetObject'], resourceArns });
  }

  /** Lets Lambda put batches here under a function's role. */
  grantDiscard(grantee: IGrantable & IConstruct): void {
    const objects = this.bucket.arnForObjects(BATCHES);
    Grant.addToPrincipal({ grantee, actions: ['s3:PutObject'], resourceArns: [objects] });
    Grant.addToPrincipal({ grantee, actions: ['s3:ListBucket'], resourceArns: [this.bucket.bucketArn] });
    acknowledgeWildcard(grantee, objects, 'Lambda names each batch in this folder by shard and time');
  }
}
