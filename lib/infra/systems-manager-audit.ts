import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Alerting } from './alerting/alerting';
import { AuditTables } from './audit-tables';
import { AuditTrail, trailArnIn, trailNameIn } from './audit-trail';
import { AuditorPolicy } from './auditor-policy';
import { type AuditOptions, completeOptions } from './configuration';
import { DeliveryTopic } from './delivery-topic';
import { INGEST_TIMEOUT, Ingestion } from './ingestion';
import { LogBucket } from './log-bucket';
import { Operations } from './operations/operations';
import { Reconciliation } from './operations/reconciliation';
import { TrailHealth } from './operations/trail-health';
import { WorkQueue } from './work-queue';

/** What an audit is made with: any of the options, each with its default, and source files for the functions. */
export interface SystemsManagerAuditProps extends Partial<AuditOptions> {
  /**
   * The source file that stands in for each function's own, by the function's name.
   * @default - the file of that name in the `lambda` folder of this project
   */
  readonly entries?: { readonly [functionName: string]: string };
}

/**
 * The audit trail of AWS Systems Manager, indexed as it is delivered: the whole system, in the order in which a log file
 * passes through it. `ConfigurationError` for options that no audit can be made of.
 */
export class SystemsManagerAudit extends Construct {
  readonly options: AuditOptions;
  /** The trail that delivers, whether it was made here or not. */
  readonly trailArn: string;
  readonly logs: LogBucket;
  readonly announcements: DeliveryTopic;
  /** Deliveries as they happen. */
  readonly deliveries: WorkQueue;
  /** History and repairs. */
  readonly backfill: WorkQueue;
  readonly tables: AuditTables;
  readonly ingestion: Ingestion;
  readonly alerting: Alerting;
  readonly operations: Operations;
  readonly auditors: AuditorPolicy;

  constructor(scope: Construct, id: string, props: SystemsManagerAuditProps = {}) {
    super(scope, id);
    this.options = completeOptions(props);
    const { logPrefix: prefix, retentionDays, trailName: givenName } = this.options;
    const trailName = trailNameIn(Stack.of(this), givenName);
    this.trailArn = trailArnIn(Stack.of(this), trailName);

    this.logs = new LogBucket(this, 'Logs', { trailArn: this.trailArn, prefix, rowRetentionDays: retentionDays });
    this.announcements = new DeliveryTopic(this, 'Announcements', { trailArn: this.trailArn });
    new AuditTrail(this, 'Trail', { trailName, logs: this.logs, prefix, announcements: this.announcements });

    this.deliveries = new WorkQueue(this, 'Deliveries', { consumerTimeout: INGEST_TIMEOUT });
    this.announcements.feed(this.deliveries);
    this.backfill = new WorkQueue(this, 'Backfill', { consumerTimeout: INGEST_TIMEOUT });

    // Before the tables, whose policies name it; the function itself needs the tables' names.
    const ingestRole = new Role(this, 'IngestRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.tables = new AuditTables(this, 'Tables', { writers: [ingestRole] });
    this.ingestion = new Ingestion(this, 'Ingestion', {
      role: ingestRole,
      logs: this.logs,
      tables: this.tables,
      deliveries: this.deliveries,
      backfill: this.backfill,
      configuration: this.options,
      ...(props.entries?.['ingest'] !== undefined && { entry: props.entries['ingest'] }),
    });

    this.alerting = new Alerting(this, 'Alerting', {
      tables: this.tables,
      configuration: this.options,
      ...(props.entries?.['alert'] !== undefined && { entry: props.entries['alert'] }),
    });

    new TrailHealth(this, 'TrailHealth', { trailArn: this.trailArn });
    if (this.options.reconcile)
      new Reconciliation(this, 'Reconciliation', { logs: this.logs, tables: this.tables, prefix });
    this.operations = new Operations(this, 'Operations', {
      ingestion: this.ingestion,
      alerting: this.alerting,
      tables: this.tables,
      deliveries: this.deliveries,
      backfill: this.backfill,
      checksTrail: true,
      reconciles: this.options.reconcile,
      configuration: this.options,
    });

    const { failures } = this.alerting;
    const work = [this.deliveries, this.backfill].flatMap(({ queue, deadLetters }) => [queue, deadLetters]);
    const queues = [...work, failures.queue, failures.undelivered];
    this.auditors = new AuditorPolicy(this, 'Auditors', { tables: this.tables, logs: this.logs, queues });
  }
}
