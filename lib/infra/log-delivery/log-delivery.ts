import { Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { AuditOptions } from '../settings/configuration';
import type { Announcements } from './announcements';
import { AuditTrail, trailArnIn, trailNameIn } from './audit-trail';
import { BucketEvents } from './bucket-events';
import { DeliveryTopic } from './delivery-topic';
import { ExistingDeliveryTopic } from './existing-delivery-topic';
import { ExistingLogBucket } from './existing-log-bucket';
import { LogBucket } from './log-bucket';
import type { LogSource } from './log-source';

/** Where log files come from. */
export interface LogDelivery {
  readonly logs: LogSource;
  readonly announcements: Announcements;
  /** The trail that delivers. Undefined if it exists and the settings do not name it. */
  readonly trailArn: string | undefined;
}

/** Makes a trail with its bucket and topic, or imports existing ones. */
export function logDeliveryIn(scope: Construct, options: AuditOptions): LogDelivery {
  return options.bucketName === '' ? newTrail(scope, options) : existingTrail(scope, options);
}

function newTrail(scope: Construct, options: AuditOptions): LogDelivery {
  const stack = Stack.of(scope);
  const trailName = trailNameIn(stack, options.trailName);
  const trailArn = trailArnIn(stack, trailName, options.managementAccount);
  const key = options.topicKeyArn === '' ? undefined : Key.fromKeyArn(scope, 'TopicKey', options.topicKeyArn);
  const logs = new LogBucket(scope, 'Logs', { trailArn, options });
  const announcements = new DeliveryTopic(scope, 'Announcements', { trailArn, key });
  // The trail of an organization belongs to its management account, where CloudFormation loses it when a delegated
  // administrator makes it: it makes the trail and then starts it by a name that only its owner has.
  if (options.managementAccount === '') new AuditTrail(scope, 'Trail', { trailName, logs, options, announcements });
  return { logs, announcements, trailArn };
}

function existingTrail(scope: Construct, options: AuditOptions): LogDelivery {
  const logs = new ExistingLogBucket(scope, 'ExistingLogs', options);
  const announcements =
    options.deliveryTopicArn === ''
      ? new BucketEvents(scope, 'BucketEvents', { logs, ofAnotherAccount: options.bucketAccount !== '' })
      : new ExistingDeliveryTopic(scope, 'ExistingTopic', { topicArn: options.deliveryTopicArn });
  return { logs, announcements, trailArn: options.trailArn === '' ? undefined : options.trailArn };
}
