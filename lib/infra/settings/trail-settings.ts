import { type Settings, textMatching } from './setting';

/** Which trail the log files come from: a new one or an existing one. */
export interface TrailOptions {
  /**
   * Name of the new trail.
   * @default - `<stack name>-<region>`, which `''` stands for
   */
  readonly trailName: string;
  /**
   * Key prefix of the log files before `/AWSLogs`, as the trail has it; `''` for none.
   * @default - none
   */
  readonly logPrefix: string;
  /**
   * The organization whose accounts the new trail records. Deploy the stack in the management account or in the account
   * of the delegated administrator.
   * @default - none: a trail of this account alone
   */
  readonly organizationId: string;
  /**
   * The management account of the organization, which owns the trail, if the delegated administrator deploys the stack.
   * CloudFormation cannot make the trail then: the output `TrailCommands` has the commands that make it.
   * @default - the account of the stack
   */
  readonly managementAccount: string;
  /**
   * The bucket of an existing trail. The stack then makes no bucket, topic or trail.
   * @default - none: they are made
   */
  readonly bucketName: string;
  /**
   * The account that owns the existing bucket.
   * @default - the account of the stack
   */
  readonly bucketAccount: string;
  /**
   * The region of the existing bucket.
   * @default - the region of the stack
   */
  readonly bucketRegion: string;
  /**
   * The existing trail, which the stack then checks every hour.
   * @default - not known: nobody looks whether it is stopped or narrowed
   */
  readonly trailArn: string;
  /**
   * The topic on which the existing trail announces its deliveries.
   * @default - none: S3 tells of new log files by way of EventBridge
   */
  readonly deliveryTopicArn: string;
}

/** CloudTrail API reference, CreateTrail. */
const TRAIL_NAME = /^$|^(?=.{3,128}$)[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$/;
/**
 * What CloudTrail takes, including slashes anywhere, without `*`, `?` and `$`, which would widen the policies that name
 * the prefix, and without what S3 advises against. CloudTrail takes 200 characters.
 */
const LOG_PREFIX = /^[\w!.'()/=@:,+&; -]{0,200}$/;
/** Organizations API reference, Organization. */
const ORGANIZATION = /^$|^o-[a-z0-9]{10,32}$/;
const ACCOUNT = /^$|^\d{12}$/;
/**
 * S3 user guide: bucket naming rules. Dots are left out, because TLS to the host name of a bucket does not work with
 * them.
 */
const BUCKET_NAME = /^$|^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;
const REGION = /^$|^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/;
const TRAIL_ARN = /^$|^arn:[a-z-]+:cloudtrail:[a-z0-9-]+:\d{12}:trail\/[A-Za-z0-9._-]{3,128}$/;
/** Names that end in `.fifo` are left out, because CloudTrail refuses them. */
const TOPIC_ARN = /^$|^arn:[a-z-]+:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/;

const AN_ACCOUNT = 'the 12 digits of an account, or "" for the account of the stack';

/** How these options are read. */
export const TRAIL_SETTINGS: Settings<TrailOptions> = {
  trailName: {
    fallback: '',
    expected: '3 to 128 letters and digits with single ".", "_" or "-" between them, or "" for <stack name>-<region>',
    parse: textMatching(TRAIL_NAME),
  },
  logPrefix: {
    fallback: '',
    expected: `up to 200 letters, digits, spaces and / ! - _ . ' ( ) = @ : , + & ;, or "" for none`,
    parse: textMatching(LOG_PREFIX),
  },
  organizationId: {
    fallback: '',
    expected: 'an organization\'s ID such as o-exampleorgid, or "" for none',
    parse: textMatching(ORGANIZATION),
  },
  managementAccount: { fallback: '', expected: AN_ACCOUNT, parse: textMatching(ACCOUNT) },
  bucketName: {
    fallback: '',
    expected: 'the name of an existing bucket, or "" to make one',
    parse: textMatching(BUCKET_NAME),
  },
  bucketAccount: { fallback: '', expected: AN_ACCOUNT, parse: textMatching(ACCOUNT) },
  bucketRegion: {
    fallback: '',
    expected: 'a region such as eu-central-1, or "" for the region of the stack',
    parse: textMatching(REGION),
  },
  trailArn: {
    fallback: '',
    expected: 'the ARN of a trail (arn:aws:cloudtrail:<region>:<account>:trail/<name>), or "" if it is unknown',
    parse: textMatching(TRAIL_ARN),
  },
  deliveryTopicArn: {
    fallback: '',
    expected: 'the ARN of a standard SNS topic (arn:aws:sns:<region>:<account>:<name>), or "" for none',
    parse: textMatching(TOPIC_ARN),
  },
};
