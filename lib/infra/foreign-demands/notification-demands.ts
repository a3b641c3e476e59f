import { Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BucketEvents, newLogFilePattern } from '../log-delivery/bucket-events';
import type { DemandingAudit, ForeignDemand } from './foreign-demand';

/** What makes S3 announce log files to the stack through EventBridge, where no topic does. */
export function notificationDemands(audit: DemandingAudit): readonly ForeignDemand[] {
  const { logs, announcements, options } = audit;
  if (!(announcements instanceof BucketEvents)) return [];
  const enabled = {
    output: 'LogBucketNotificationConfiguration',
    description:
      'Add this to the notification configuration of the log bucket, so that S3 announces log files on EventBridge',
    value: { EventBridgeConfiguration: {} },
  };
  if (options.bucketAccount === '' && options.bucketRegion === '') return [enabled];
  const forwarding = {
    output: 'LogBucketForwardingRule',
    description: `Make this rule on the default event bus of the bucket's account and region, with a role of this policy as the role of its target. It sends the events to this stack`,
    value: {
      Role: forwardingRole(busOf(audit)),
      EventPattern: newLogFilePattern(logs),
      Targets: [{ Arn: busOf(audit) }],
    },
  };
  return [enabled, forwarding];
}

function busOf(audit: DemandingAudit): string {
  const { account, region, partition } = Stack.of(audit);
  return `arn:${partition}:events:${region}:${account}:event-bus/default`;
}

/**
 * What EventBridge becomes to put events on a bus of another region, and of another account, whose rules should have a
 * role as well (EventBridge user guide: permissions for event buses).
 */
function forwardingRole(bus: string) {
  const assumes = new PolicyStatement({
    principals: [new ServicePrincipal('events.amazonaws.com')],
    actions: ['sts:AssumeRole'],
  });
  const puts = new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus] });
  return {
    AssumeRolePolicyDocument: new PolicyDocument({ statements: [assumes] }).toJSON(),
    PolicyDocument: new PolicyDocument({ statements: [puts] }).toJSON(),
  };
}
