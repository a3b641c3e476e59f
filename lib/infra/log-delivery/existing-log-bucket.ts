import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { LogSource, type LogSourceOptions } from './log-source';

/** The bucket of an existing trail. Its policy, rules and notifications belong to its owner and stay as they are. */
export class ExistingLogBucket extends LogSource {
  readonly bucket: IBucket;

  constructor(scope: Construct, id: string, options: LogSourceOptions) {
    super(scope, id, options);
    this.bucket = Bucket.fromBucketAttributes(this, 'Bucket', {
      bucketName: options.bucketName,
      account: this.account,
      region: this.region,
    });
  }
}
