import { Duration, Stack } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { TrailHealthEnvironment } from '../../contract/environment';
import { ScheduledCheck } from './scheduled-check';

/** The trail to check. */
export interface TrailHealthProps {
  readonly trailArn: string;
  /** Whether the function has its source map. */
  readonly sourceMaps: boolean;
}

/** Checks every hour that the trail records, delivers and announces what an audit needs. */
export class TrailHealth extends Construct {
  constructor(scope: Construct, id: string, { trailArn, sourceMaps }: TrailHealthProps) {
    super(scope, id);
    const environment: TrailHealthEnvironment = { TRAIL_ARN: trailArn, STACK_NAME: Stack.of(this).stackName };
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
