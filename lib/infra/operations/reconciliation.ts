import { Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { ReconcileEnvironment } from '../../contract/environment';
import type { LogSource } from '../log-delivery/log-source';
import type { AuditTables } from '../tables/audit-tables';
import { ScheduledCheck } from './scheduled-check';

/** What is compared. */
export interface ReconciliationProps {
  readonly logs: LogSource;
  readonly tables: AuditTables;
  /** Key prefix before `/AWSLogs`, as the trail has it; `''` for none. */
  readonly prefix: string;
  /** Whether the function has its source map. */
  readonly sourceMaps: boolean;
}

/**
 * Compares the bucket with the receipts every hour, because SNS may lose an announcement and CloudTrail does not repeat
 * it.
 */
export class Reconciliation extends Construct {
  constructor(scope: Construct, id: string, props: ReconciliationProps) {
    super(scope, id);
    const check = new ScheduledCheck(this, 'Hourly', {
      name: 'reconcile',
      description: 'Compares the log files in the bucket with the receipts of indexed log files',
      environment: { ...this.environment(props) },
      // An organization of hundreds of accounts has tens of thousands of folders to list.
      timeout: Duration.minutes(15),
      memoryMb: 512,
      sourceMaps: props.sourceMaps,
    });
    props.logs.grantList(check.role);
    props.tables.grantReadReceipts(check.role);
  }

  private environment({ logs, tables, prefix }: ReconciliationProps): ReconcileEnvironment {
    const stack = Stack.of(this);
    return {
      DELIVERIES_TABLE_NAME: tables.deliveries.tableName,
      LOG_BUCKET_NAME: logs.bucket.bucketName,
      LOG_BUCKET_REGION: logs.region,
      LOG_BUCKET_OWNER: logs.account,
      LOG_PREFIX: prefix,
      STACK_NAME: stack.stackName,
    };
  }
}
