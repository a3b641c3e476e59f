/**
 * The CloudFormation outputs of a deployed stack, by key: written by the constructs, read by the command line.
 * `LogPrefix` is the key prefix before `AWSLogs`, `''` for none. `TrailArn` is `''` for an existing trail that nobody has
 * named, `DeliveryTopicArn` where S3 announces log files without a topic. Everything else is never empty.
 */
export const STACK_OUTPUTS = [
  'EventsTableName',
  'TermsTableName',
  'DeliveriesTableName',
  'LogBucketName',
  'LogPrefix',
  /** The bucket's own region, which need not be the stack's. */
  'LogBucketRegion',
  /** The account that owns the bucket. */
  'LogBucketOwner',
  'DeliveryQueueUrl',
  'DeadLetterQueueUrl',
  'BackfillQueueUrl',
  'BackfillDeadLetterQueueUrl',
  'DeliveryTopicArn',
  /** Alerts that could not be published, as the input of `Publish` that failed. */
  'AlertFailureQueueUrl',
  /** Alerts that SNS could not hand to a subscriber. */
  'UndeliveredAlertQueueUrl',
  /** The ARN of each alert topic by its name in the configuration, as JSON. */
  'AlertTopicArns',
  'TrailArn',
  'RetentionDays',
  /** Which records are kept, as JSON: the variables of the ingest function that say so. */
  'KeptRecords',
] as const;

/** The value of each output. */
export type StackOutputs = { readonly [key in (typeof STACK_OUTPUTS)[number]]: string };
