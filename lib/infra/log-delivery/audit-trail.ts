import { Aws, Fn, type Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { Construct } from 'constructs';
import type { AuditOptions } from '../settings/configuration';
import type { DeliveryTopic } from './delivery-topic';
import type { LogBucket } from './log-bucket';

/** What the trail is made with. */
export interface AuditTrailProps {
  /** Name of the trail, from `trailNameIn`; bucket and topic admit the trail by it. */
  readonly trailName: string;
  /** Where log files are delivered. */
  readonly logs: LogBucket;
  /** Key prefix, organization and the key that log files are encrypted with. */
  readonly options: Pick<AuditOptions, 'logKeyArn' | 'logPrefix' | 'organizationId'>;
  /** Where each delivery is announced. */
  readonly announcements: DeliveryTopic;
}

/**
 * The name of a stack's trail. Fixed before the trail exists, so that the policies of bucket and topic can name it
 * without a circle. A multi-region trail shows in every region under its name, so the default names stack and region.
 */
export function trailNameIn(stack: Stack, configured: string): string {
  return configured === '' ? Fn.join('-', [stack.stackName, Aws.REGION]) : configured;
}

/**
 * The ARN of a trail of this name in the stack's region: of the stack's own account, or of the management account (`''`
 * where it is the same), which owns the trail that a delegated administrator makes.
 */
export function trailArnIn(stack: Stack, trailName: string, managementAccount: string): string {
  const owner = managementAccount === '' ? {} : { account: managementAccount };
  return stack.formatArn({ service: 'cloudtrail', resource: 'trail', resourceName: trailName, ...owner });
}

/**
 * The trail: management events of all regions, reads included (`GetParameter` is one), with digest files to check log
 * files against. The plain resource rather than the CDK's `Trail`, whose grant on a topic names no source.
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
    // CloudTrail tries the bucket and the topic when the trail is made, so their policies have to stand by then.
    trail.node.addDependency(props.logs, props.announcements);
  }
}
