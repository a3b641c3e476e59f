import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct, type IConstruct } from 'constructs';
import { acknowledgeWildcard } from '../validation/acknowledged-wildcard';

/** As long as the function's log, which says why a batch was given up. */
const RETENTION = Duration.days(90);

/** Where Lambda puts what it gives up (Lambda developer guide: Retain discarded records for a DynamoDB event source). */
const FOLDER = 'aws/lambda/*';

/**
 * Batches of the stream that could not be worked off, with their payload. A bucket, because a queue would get only
 * pointers into the stream, which forgets after a day (Lambda developer guide: DynamoDB error handling).
 */
export class DiscardedBatches extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [{ expiration: RETENTION }],
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'holds copies of rows that the Events table keeps, and nothing at all while alerting is well',
    });
  }

  /** Lets Lambda put batches here under a function's role. */
  grantDiscard(grantee: IGrantable & IConstruct): void {
    const objects = this.bucket.arnForObjects(FOLDER);
    Grant.addToPrincipal({ grantee, actions: ['s3:PutObject'], resourceArns: [objects] });
    Grant.addToPrincipal({ grantee, actions: ['s3:ListBucket'], resourceArns: [this.bucket.bucketArn] });
    acknowledgeWildcard(grantee, objects, 'Lambda names each batch by shard and time within this folder');
  }
}
