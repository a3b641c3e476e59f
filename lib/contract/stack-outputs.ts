/**
 * The CloudFormation outputs of a deployed stack, by key. The constructs write them, and the command line reads them.
 * `LogPrefix` is the key prefix before `AWSLogs`, or `''` for none. `TrailArn` is `''` for an existing trail that the
 * settings do not name, and `DeliveryTopicArn` is `''` if S3 announces log files without a topic. No other output is
 * ever empty.
 */
export const STACK_OUTPUTS = [
  'EventsTableName',
  'TermsTableName',
  'DeliveriesTableName',
  /** The table of alerting, which keeps how far the comparison of the bucket with the receipts has come. */
  'AlertStateTableName',
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
  /** Alerts that could not be published, as the failed input of `Publish`. */
  'AlertFailureQueueUrl',
  /** Alerts that SNS could not hand to a subscriber. */
  'UndeliveredAlertQueueUrl',
  /** The ARN of each alert topic, by its name in the configuration, as JSON. */
  'AlertTopicArns',
  'TrailArn',
  /** The function that makes the rows of Terms again. */
  'RebuildFunctionArn',
  'RetentionDays',
  /** Which records are kept, as JSON: the variables of the ingest function that decide it. */
  'KeptRecords',
  /** By what the stack's own resources are told from others, as JSON. */
  'GuardedStack',
] as const;

/** The value of each output. */
export type StackOutputs = { readonly [key in (typeof STACK_OUTPUTS)[number]]: string };
