import { Duration, Validations } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AuditFunction, type AuditFunctionProps } from '../functions/audit-function';

/** What a check is made with. */
export type ScheduledCheckProps = Pick<
  AuditFunctionProps,
  'name' | 'description' | 'environment' | 'timeout' | 'memoryMb' | 'sourceMaps'
> & {
  /**
   * The role of the function.
   * @default - a new role
   */
  readonly role?: Role;
};

/** Often enough to notice trouble within hours. The cost does not matter. */
const INTERVAL = Duration.hours(1);

/**
 * A function that checks something every hour, with its own role. The next run finds what one run missed, so nothing of
 * a failed run is kept. If all runs fail, the alarms on silence fire.
 */
export class ScheduledCheck extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, props: ScheduledCheckProps) {
    super(scope, id);
    this.role = props.role ?? new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const check = new AuditFunction(this, 'Check', { ...props, role: this.role });
    new Rule(this, 'Schedule', {
      description: props.description,
      schedule: Schedule.rate(INTERVAL),
      targets: [new LambdaTarget(check.function, { retryAttempts: 2, maxEventAge: INTERVAL })],
    });
    Validations.of(this).acknowledge({
      id: 'Serverless-EventBusDLQ',
      reason: 'the next hour makes up for a missed run, and silence has an alarm',
    });
  }
}
