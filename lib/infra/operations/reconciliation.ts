import { Duration, Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { RuleTargetInput } from 'aws-cdk-lib/aws-events';
import type { Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { ReconcileEnvironment } from '../../contract/environment';
import { RECONCILE_MINUTES, RECONCILED_WINDOWS, type ReconcileInstruction } from '../../contract/reconciled-windows';
import type { LogSource } from '../log-delivery/log-source';
import type { AuditTables } from '../tables/audit-tables';
import { ScheduledCheck } from './scheduled-check';

/** What is compared. */
export interface ReconciliationProps {
  readonly role: Role;
  readonly logs: LogSource;
  readonly tables: AuditTables;
  /** The table that keeps how far the comparison has come. */
  readonly state: Pick<TableV2, 'tableName'>;
  /** Key prefix before `/AWSLogs`, as the trail has it; `''` for none. */
  readonly prefix: string;
  /** Whether the function has its source map. */
  readonly sourceMaps: boolean;
}

/**
 * Compares the bucket with the receipts every hour, because SNS may lose an announcement and CloudTrail does not repeat
 * it. What one run does not finish, the next one continues: the schedule starts the function more often than it has to
 * begin anew, and a run with nothing to do ends at once.
 */
export class Reconciliation extends Construct {
  constructor(scope: Construct, id: string, props: ReconciliationProps) {
    super(scope, id);
    new ScheduledCheck(this, 'Hourly', {
      name: 'reconcile',
      description: 'Compares the log files in the bucket with the receipts of indexed log files',
      environment: { ...this.environment(props) },
      role: props.role,
      inputs: RECONCILED_WINDOWS.map((window) => instruction({ window })),
      interval: Duration.minutes(RECONCILE_MINUTES),
      // A run that has more to compare ends when the next one begins.
      timeout: Duration.minutes(RECONCILE_MINUTES),
      // One processor, because a large organization's log files keep it busy all the time.
      memoryMb: 1769,
      sourceMaps: props.sourceMaps,
    });
    props.logs.grantList(props.role);
    props.tables.grantReadReceipts(props.role);
  }

  private environment({ logs, tables, state, prefix }: ReconciliationProps): ReconcileEnvironment {
    const stack = Stack.of(this);
    return {
      DELIVERIES_TABLE_NAME: tables.deliveries.tableName,
      ALERT_STATE_TABLE_NAME: state.tableName,
      LOG_BUCKET_NAME: logs.bucket.bucketName,
      LOG_BUCKET_REGION: logs.region,
      LOG_BUCKET_OWNER: logs.account,
      LOG_PREFIX: prefix,
      STACK_NAME: stack.stackName,
    };
  }
}

function instruction(told: ReconcileInstruction): RuleTargetInput {
  return RuleTargetInput.fromObject(told);
}
