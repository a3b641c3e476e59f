/**
 * The CloudFormation outputs of a deployed stack, by key: written by the constructs, read by the command line.
 * `LogPrefix` is the key prefix before `AWSLogs`, `''` for none; everything else is never empty.
 */
export const STACK_OUTPUTS = [
  'EventsTableName',
  'TermsTableName',
  'DeliveriesTableName',
  'LogBucketName',
  'LogPrefix',
  'DeliveryQueueUrl',
  'DeadLetterQueueUrl',
  'BackfillQueueUrl',
  'BackfillDeadLetterQueueUrl',
  'DeliveryTopicArn',
  'TrailArn',
] as const;

/** The value of each output. */
export type StackOutputs = { readonly [key in (typeof STACK_OUTPUTS)[number]]: string };
