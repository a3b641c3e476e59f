import { listOf, type Settings, textMatching, trueOrFalse } from './setting';

/** Who gets alarms, what is checked, and how stack traces look. */
export interface OperationsOptions {
  /**
   * The ARN of an existing SNS topic for alarms; `''` to make one.
   * @default - a topic is made
   */
  readonly alarmTopicArn: string;
  /**
   * Email addresses that subscribe to the topic of the alarms.
   * @default - none
   */
  readonly alarmEmails: readonly string[];
  /**
   * Whether to compare the bucket with the receipts every hour.
   * @default true
   */
  readonly reconcile: boolean;
  /**
   * Whether to verify the rows of each finished day against what CloudTrail signed, as `verify --rows` does.
   * @default false
   */
  readonly verifyRows: boolean;
  /**
   * Whether stack traces of the functions name lines of the source instead of columns of the bundle.
   * @default false
   */
  readonly sourceMaps: boolean;
}

/** A FIFO topic takes no alarms (CloudWatch user guide: alarm actions). */
const STANDARD_TOPIC = /^$|^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/;
const EMAIL = /^[^\s@:/]{1,64}@[^\s@:/]{1,255}$/;
const MAX_EMAILS = 20;

/** How these options are read. */
export const OPERATIONS_SETTINGS: Settings<OperationsOptions> = {
  alarmTopicArn: {
    fallback: '',
    expected: 'the ARN of a standard SNS topic, or "" to make one',
    parse: textMatching(STANDARD_TOPIC),
  },
  alarmEmails: {
    fallback: [],
    expected: `a list of at most ${MAX_EMAILS} email addresses, such as ["ops@example.com"]`,
    parse: listOf(textMatching(EMAIL), MAX_EMAILS),
  },
  reconcile: {
    fallback: true,
    expected: 'true or false',
    parse: trueOrFalse,
  },
  verifyRows: {
    fallback: false,
    expected: 'true or false',
    parse: trueOrFalse,
  },
  sourceMaps: {
    fallback: false,
    expected: 'true or false',
    parse: trueOrFalse,
  },
};
