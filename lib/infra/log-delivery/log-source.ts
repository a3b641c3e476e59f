import { Stack } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct, type IConstruct } from 'constructs';
import type { AuditOptions } from '../settings/configuration';
import { acknowledgeWildcard } from '../validation/acknowledged-wildcard';

/** The options that say where log files are. */
export type LogSourceOptions = Pick<
  AuditOptions,
  'bucketAccount' | 'bucketName' | 'bucketRegion' | 'logKeyArn' | 'logPrefix'
>;

/** What a reader of log files needs to know about a bucket. */
type LogFileBucket = Pick<IBucket, 'arnForObjects' | 'bucketArn' | 'bucketName'>;

/** The place of log files, whoever made the bucket. */
export abstract class LogSource extends Construct {
  abstract readonly bucket: LogFileBucket;
  /** The bucket's own region, which need not be the stack's. */
  readonly region: string;
  /** The account that owns the bucket, which need not be the stack's. */
  readonly account: string;
  /** The folder of log files, with a slash at its end. */
  readonly folder: string;
  /** Your own key that encrypts log files. */
  readonly key: IKey | undefined;

  constructor(scope: Construct, id: string, options: LogSourceOptions) {
    super(scope, id);
    const stack = Stack.of(this);
    this.region = options.bucketRegion === '' ? stack.region : options.bucketRegion;
    this.account = options.bucketAccount === '' ? stack.account : options.bucketAccount;
    this.folder = options.logPrefix === '' ? 'AWSLogs/' : `${options.logPrefix}/AWSLogs/`;
    this.key = options.logKeyArn === '' ? undefined : Key.fromKeyArn(this, 'Key', options.logKeyArn);
  }

  /** Lets a principal read log files, by version if a message or a receipt names one. Allows nothing else. */
  grantReadLogFiles(grantee: IGrantable & IConstruct): void {
    const logFiles = this.bucket.arnForObjects(`${this.folder}*`);
    Grant.addToPrincipal({ grantee, actions: ['s3:GetObject', 's3:GetObjectVersion'], resourceArns: [logFiles] });
    acknowledgeWildcard(
      grantee,
      logFiles,
      'log files get new names every few minutes, so the policy can only name their folder',
    );
    if (this.key) {
      Grant.addToPrincipal({ grantee, actions: ['kms:Decrypt'], resourceArns: [this.key.keyArn] });
    }
  }

  /** Lets a principal see which log files there are. */
  grantList(grantee: IGrantable): void {
    Grant.addToPrincipal({ grantee, actions: ['s3:ListBucket'], resourceArns: [this.bucket.bucketArn] });
  }
}
