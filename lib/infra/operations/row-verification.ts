import { Duration, Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { VerifyEnvironment } from '../../contract/environment';
import { refuseTooLarge } from '../functions/environment-size';
import { keptVariables } from '../ingestion/ingestion';
import type { LogSource } from '../log-delivery/log-source';
import type { AuditOptions } from '../settings/configuration';
import type { AuditTables } from '../tables/audit-tables';
import { seePublicKeys } from './auditor-policies';
import { ScheduledCheck } from './scheduled-check';

/** What is verified. */
export interface RowVerificationProps {
  readonly role: Role;
  /** The trail whose digests count. Undefined if all digests in the bucket count. */
  readonly trailArn: string | undefined;
  readonly logs: LogSource;
  readonly tables: AuditTables;
  /** The table that keeps how far verification has come. */
  readonly state: Pick<TableV2, 'tableName'>;
  /** The stack that is guarded, as JSON, and the ARNs in it. */
  readonly guarded: { readonly text: string; readonly arns: readonly string[] };
  readonly configuration: AuditOptions;
}

/**
 * Verifies the rows of each finished day against what CloudTrail signed, so that a forged object or row is found although
 * nobody asks. Runs every hour, because the last digest of a day comes late and a busy day takes several runs.
 */
export class RowVerification extends Construct {
  constructor(scope: Construct, id: string, props: RowVerificationProps) {
    super(scope, id);
    const { role, logs, tables, configuration } = props;
    new ScheduledCheck(this, 'Hourly', {
      name: 'verify',
      description: 'Verifies rows, log files and digests of finished days against what CloudTrail signed',
      environment: { ...this.environment(props) },
      role,
      timeout: Duration.minutes(15),
      // One processor, because hashing and reading records again use it all the time.
      memoryMb: 1769,
      sourceMaps: configuration.sourceMaps,
    });
    logs.grantReadLogFiles(role);
    logs.grantList(role);
    tables.grantVerify(role);
    seePublicKeys(role);
  }

  private environment({ trailArn, logs, tables, state, guarded, configuration }: RowVerificationProps) {
    const stack = Stack.of(this);
    const variables: VerifyEnvironment = {
      EVENTS_TABLE_NAME: tables.events.tableName,
      TERMS_TABLE_NAME: tables.terms.tableName,
      DELIVERIES_TABLE_NAME: tables.deliveries.tableName,
      ALERT_STATE_TABLE_NAME: state.tableName,
      LOG_BUCKET_NAME: logs.bucket.bucketName,
      LOG_BUCKET_REGION: logs.region,
      LOG_BUCKET_OWNER: logs.account,
      LOG_PREFIX: configuration.logPrefix,
      TRAIL_ARN: trailArn ?? '',
      URL_SUFFIX: stack.urlSuffix,
      RETENTION_DAYS: String(configuration.retentionDays),
      ...keptVariables(configuration),
      GUARDED_STACK: guarded.text,
      STACK_NAME: stack.stackName,
    };
    refuseTooLarge({
      variables: { ...variables },
      arns: Object.fromEntries(Object.entries(guarded.arns)),
      stackName: stack.stackName,
      culprits: 'context keys ssm-audit:eventSources and excludedEvents make the environment of the verify function',
      remedy: 'name fewer of them',
    });
    return variables;
  }
}
