import { Duration, Stack } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { TrailHealthEnvironment } from '../../contract/environment';
import type { LogSource } from '../log-delivery/log-source';
import { ScheduledCheck } from './scheduled-check';

/** The trail to check. */
export interface TrailHealthProps {
  readonly trailArn: string;
  /** Where the trail has to deliver. */
  readonly logs: LogSource;
  readonly prefix: string;
  /** Where the trail has to announce deliveries. Undefined if S3 announces them. */
  readonly topicArn: string | undefined;
  /** Whether the function has its source map. */
  readonly sourceMaps: boolean;
}

/** Checks every hour that the trail records, delivers and announces what an audit needs. */
export class TrailHealth extends Construct {
  constructor(scope: Construct, id: string, { trailArn, logs, prefix, topicArn, sourceMaps }: TrailHealthProps) {
    super(scope, id);
    const environment: TrailHealthEnvironment = {
      TRAIL_ARN: trailArn,
      LOG_BUCKET_NAME: logs.bucket.bucketName,
      LOG_PREFIX: prefix,
      DELIVERY_TOPIC_ARN: topicArn ?? '',
      STACK_NAME: Stack.of(this).stackName,
    };
    const check = new ScheduledCheck(this, 'Hourly', {
      name: 'trail-health',
      description: 'Checks that the trail records, delivers and announces what the audit needs',
      environment: { ...environment },
      // Three calls.
      timeout: Duration.seconds(30),
      memoryMb: 256,
      sourceMaps,
    });
    Grant.addToPrincipal({
      grantee: check.role,
      actions: ['cloudtrail:GetEventSelectors', 'cloudtrail:GetTrail', 'cloudtrail:GetTrailStatus'],
      resourceArns: [trailArn],
    });
  }
}
