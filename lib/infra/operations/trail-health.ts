import { Aws, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { TrailHealthEnvironment } from '../../contract/environment';
import { DEPLOYED_PARTS } from '../../core/guard/deployed-parts';
import type { LogSource } from '../log-delivery/log-source';
import { ConfigurationError } from '../settings/configuration';
import { deployedPartsTexts, lookedAt } from './deployed-parts-text';
import { ScheduledCheck } from './scheduled-check';

/** The most targets of one rule (EventBridge user guide: quotas). */
const MOST_TARGETS = 5;

/** The trail to check, and the parts to compare. */
export interface TrailHealthProps {
  /** What the parts are in. All of them have to be there. */
  readonly audit: Construct;
  /** Undefined if the stack does not know the trail. */
  readonly trailArn: string | undefined;
  /** Where the trail has to deliver. */
  readonly logs: LogSource;
  readonly prefix: string;
  /** Where the trail has to announce deliveries. Undefined if S3 announces them. */
  readonly topicArn: string | undefined;
  /** Whether the function has its source map. */
  readonly sourceMaps: boolean;
}

/** Checks every hour that the trail records what an audit needs, and that the stack's own parts are as deployed. */
export class TrailHealth extends Construct {
  constructor(scope: Construct, id: string, props: TrailHealthProps) {
    super(scope, id);
    const { audit, trailArn, sourceMaps } = props;
    const check = new ScheduledCheck(this, 'Hourly', {
      name: 'trail-health',
      description: 'Checks that the trail records what the audit needs, and that parts are as deployed',
      environment: { ...this.environment(props) },
      // Three calls about the trail, and side by side one for each part.
      timeout: Duration.seconds(30),
      memoryMb: 256,
      sourceMaps,
      inputs: inputs(audit),
    });
    const ofTrail = ['cloudtrail:GetEventSelectors', 'cloudtrail:GetTrail', 'cloudtrail:GetTrailStatus'];
    if (trailArn !== undefined) grant(check, ofTrail, [trailArn]);
    for (const [action, arns] of lookedAt(audit)) if (arns.length > 0) grant(check, [action], arns);
  }

  private environment({ trailArn, logs, prefix, topicArn }: TrailHealthProps): TrailHealthEnvironment {
    return {
      TRAIL_ARN: trailArn ?? '',
      LOG_BUCKET_NAME: logs.bucket.bucketName,
      LOG_PREFIX: prefix,
      DELIVERY_TOPIC_ARN: topicArn ?? '',
      URL_SUFFIX: Aws.URL_SUFFIX,
      STACK_NAME: Stack.of(this).stackName,
    };
  }
}

/** What comes to the policies later is in the inputs, too, as far as they hold it. */
function inputs(audit: Construct): readonly RuleTargetInput[] {
  const texts = deployedPartsTexts(audit);
  if (texts.length > MOST_TARGETS) {
    const problem = `context keys ssm-audit:alertTopics and operators make ${texts.length} inputs of a schedule: expected at most ${MOST_TARGETS}; use fewer topics, subscribers or operators`;
    throw new ConfigurationError([problem]);
  }
  return texts.map((_, at) =>
    RuleTargetInput.fromObject({ [DEPLOYED_PARTS]: Lazy.any({ produce: () => deployedPartsTexts(audit)[at] }) }),
  );
}

function grant({ role }: ScheduledCheck, actions: string[], resourceArns: readonly string[]): void {
  Grant.addToPrincipal({ grantee: role, actions, resourceArns: [...resourceArns] });
}
