import { type Settings, textMatching } from './setting';

/**
 * Your own KMS keys. Their policies belong to their owners. The outputs of the stack say what these policies have to
 * allow.
 */
export interface EncryptionOptions {
  /**
   * The key that encrypts log files.
   * @default - S3's own keys
   */
  readonly logKeyArn: string;
  /**
   * The key of the new delivery topic.
   * @default - none: messages are names of objects, nothing that they contain
   */
  readonly topicKeyArn: string;
  /**
   * The key of the delivery and backfill queues.
   * @default - SQS's own keys
   */
  readonly queueKeyArn: string;
  /**
   * The key of the tables: events, terms, receipts, and the state of alerting.
   * @default - DynamoDB's own key
   */
  readonly tableKeyArn: string;
}

/** A key, not an alias, because somebody can point an alias at another key without a deployment. */
const KEY_ARN =
  /^$|^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** How the ARN of a key is read. */
export const KEY = {
  fallback: '',
  expected: 'the ARN of a KMS key (arn:aws:kms:<region>:<account>:key/<id>), or "" for no key of your own',
  parse: textMatching(KEY_ARN),
} as const;

/** How these options are read. */
export const ENCRYPTION_SETTINGS: Settings<EncryptionOptions> = {
  logKeyArn: KEY,
  topicKeyArn: KEY,
  queueKeyArn: KEY,
  tableKeyArn: KEY,
};
