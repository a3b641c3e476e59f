import { Aws, Fn, type Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { Construct } from 'constructs';
import type { AuditOptions } from '../settings/configuration';
import type { DeliveryTopic } from './delivery-topic';
import type { LogBucket } from './log-bucket';

/** What the trail is made with. */
export interface AuditTrailProps {
  /** Name of the trail, from `trailNameIn`. Bucket and topic admit the trail by this name. */
  readonly trailName: string;
  /** Where log files are delivered. */
  readonly logs: LogBucket;
  /** Key prefix, organization, and the key that encrypts log files. */
  readonly options: Pick<AuditOptions, 'logKeyArn' | 'logPrefix' | 'organizationId'>;
  /** The topic that announces each delivery. */
  readonly announcements: DeliveryTopic;
}

/**
 * The name of a stack's trail. It is fixed before the trail exists, so that the policies of bucket and topic can name
 * it without a circle. A multi-region trail appears under its name in every region, so the default contains the stack
 * and the region.
 */
export function trailNameIn(stack: Stack, configured: string): string {
  return configured === '' ? Fn.join('-', [stack.stackName, Aws.REGION]) : configured;
}

/**
 * The ARN of a trail with this name in the region of the stack. The trail belongs to the account of the stack, or to
 * the management account if a delegated administrator makes it (`''` if both are the same).
 */
export function trailArnIn(stack: Stack, trailName: string, managementAccount: string): string {
  const owner = managementAccount === '' ? {} : { account: managementAccount };
  return stack.formatArn({ service: 'cloudtrail', resource: 'trail', resourceName: trailName, ...owner });
}

/**
 * The trail. It records management events of all regions, including reads (`GetParameter` is one), and writes digest
 * files to check log files against. This is the plain resource, because the CDK's `Trail` grants publishing on a topic
 * without naming the source.
 */
export class AuditTrail extends Construct {
  constructor(scope: Construct, id: string, props: AuditTrailProps) {
    super(scope, id);
    const { logKeyArn, logPrefix, organizationId } = props.options;
    const trail = new CfnTrail(this, 'Trail', {
      trailName: props.trailName,
      s3BucketName: props.logs.bucket.bucketName,
      ...(logPrefix !== '' && { s3KeyPrefix: logPrefix }),
      ...(logKeyArn !== '' && { kmsKeyId: logKeyArn }),
      ...(organizationId !== '' && { isOrganizationTrail: true }),
      snsTopicName: props.announcements.topic.topicArn,
      isLogging: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      eventSelectors: [{ readWriteType: 'All', includeManagementEvents: true }],
    });
    // CloudTrail tries the bucket and the topic when it makes the trail, so their policies have to exist first.
    trail.node.addDependency(props.logs, props.announcements);
  }
}
