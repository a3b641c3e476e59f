import { Duration, Validations } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

/** What the schedule calls. */
export interface DigestScheduleProps {
  readonly function: LambdaFunction;
}

/** How often digests are sent. */
const INTERVAL = Duration.minutes(5);

/** Makes the alert function send due digests and what failed before, whether or not another event comes. */
export class DigestSchedule extends Construct {
  readonly rule: Rule;

  constructor(scope: Construct, id: string, props: DigestScheduleProps) {
    super(scope, id);
    // The event has no content, so there is nothing to forge.
    const event = RuleTargetInput.fromObject({});
    this.rule = new Rule(this, 'Rule', {
      description: 'Digests of suppressed alerts, and alerts that failed before',
      schedule: Schedule.rate(INTERVAL),
      targets: [new LambdaTarget(props.function, { event, retryAttempts: 0, maxEventAge: INTERVAL })],
    });
    Validations.of(this).acknowledge({
      id: 'Serverless-EventBusDLQ',
      reason: 'the next run sends what a missed run did not send, and silence has an alarm',
    });
  }
}
