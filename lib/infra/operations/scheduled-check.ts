import { Duration, Validations } from 'aws-cdk-lib';
import { Rule, type RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AuditFunction, type AuditFunctionProps } from '../functions/audit-function';

/** What a check is made with. */
export interface ScheduledCheckProps
  extends Pick<AuditFunctionProps, 'name' | 'description' | 'environment' | 'timeout' | 'memoryMb' | 'sourceMaps'> {
  /** What the function is told: at each run, it is invoked for each of them. Without any, it is told that it is time. */
  readonly inputs?: readonly RuleTargetInput[];
  /**
   * The role of the function.
   * @default - a new role
   */
  readonly role?: Role;
  /**
   * How often it runs.
   * @default - every hour
   */
  readonly interval?: Duration;
}

/** The role of a check that keeps state. It is made before the table of the state, whose policy names it. */
export function checkRole(scope: Construct, id: string): Role {
  return new Role(scope, id, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
}

/** Often enough to notice trouble within hours. The cost does not matter. */
const INTERVAL = Duration.hours(1);

/**
 * A function that checks something by a schedule, with its own role. The next run finds what one run missed, so nothing of
 * a failed run is kept. If all runs fail, the alarms on silence fire.
 */
export class ScheduledCheck extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, props: ScheduledCheckProps) {
    super(scope, id);
    this.role = props.role ?? checkRole(this, 'Role');
    const { inputs = [undefined], interval = INTERVAL, ...own } = props;
    const check = new AuditFunction(this, 'Check', { ...own, role: this.role });
    const tries = { retryAttempts: 2, maxEventAge: interval };
    new Rule(this, 'Schedule', {
      description: props.description,
      schedule: Schedule.rate(interval),
      targets: inputs.map((event) => new LambdaTarget(check.function, { ...tries, ...(event && { event }) })),
    });
    Validations.of(this).acknowledge({
      id: 'Serverless-EventBusDLQ',
      reason: 'the next run makes up for a missed run, and silence has an alarm',
    });
  }
}
