import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { EXPORT_GROUP, REBUILD_GROUP, RECONCILIATION_GROUP, VERIFICATION_GROUP } from '../contract/tables';
import { Alerting } from './alerting/alerting';
import { guardedStackText, knownArns } from './guard/guarded-stack-text';
import { SecondPath } from './guard/second-path';
import { SECOND_PATH } from './guard/second-path-rules';
import { INGEST_TIMEOUT, Ingestion } from './ingestion/ingestion';
import type { Announcements } from './log-delivery/announcements';
import { type LogDelivery, logDeliveryIn } from './log-delivery/log-delivery';
import type { LogSource } from './log-delivery/log-source';
import { AuditorPolicies } from './operations/auditor-policies';
import { Operations } from './operations/operations';
import { OperatorPolicy } from './operations/operator-policy';
import { Reconciliation } from './operations/reconciliation';
import { RowVerification } from './operations/row-verification';
import { checkRole } from './operations/scheduled-check';
import { ScheduledExport } from './operations/scheduled-export';
import { TermRebuilding } from './operations/term-rebuilding';
import { TrailHealth } from './operations/trail-health';
import { WorkQueue } from './queues/work-queue';
import { type AuditOptions, completeOptions } from './settings/configuration';
import { warnOfOptions } from './settings/option-warnings';
import { AuditTables } from './tables/audit-tables';
import { TableKey } from './tables/table-key';

/** The options of an audit. Each has a default. */
export type SystemsManagerAuditProps = Partial<AuditOptions>;

/**
 * The audit trail of AWS Systems Manager, indexed as it is delivered. This is the whole system, in the order in which a
 * log file passes through it. Throws `ConfigurationError` for options that no audit can have.
 */
export class SystemsManagerAudit extends Construct implements LogDelivery {
  readonly options: AuditOptions;
  readonly trailArn: string | undefined;
  readonly logs: LogSource;
  readonly announcements: Announcements;
  /** Deliveries as they happen. */
  readonly deliveries: WorkQueue;
  /** History and repairs. */
  readonly backfill: WorkQueue;
  readonly tables: AuditTables;
  readonly ingestion: Ingestion;
  readonly alerting: Alerting;
  readonly rebuilding: TermRebuilding;
  readonly operations: Operations;
  readonly auditors: AuditorPolicies;
  readonly operators: OperatorPolicy;

  constructor(scope: Construct, id: string, props: SystemsManagerAuditProps = {}) {
    super(scope, id);
    this.options = completeOptions(props);
    warnOfOptions(this, this.options);
    const { logs, announcements, trailArn } = logDeliveryIn(this, this.options);
    this.logs = logs;
    this.announcements = announcements;
    this.trailArn = trailArn;

    const { operators } = this.options;
    const key = this.keyOf('QueueKey', this.options.queueKeyArn);
    const queue = { consumerTimeout: INGEST_TIMEOUT, key, operators };
    this.deliveries = new WorkQueue(this, 'Deliveries', queue);
    this.announcements.feed(this.deliveries);
    this.backfill = new WorkQueue(this, 'Backfill', queue);
    this.backfill.onlyFedByOperators();

    // The role comes before the tables, because their policies name it. The function comes after them, because it needs
    // their names.
    const ingestRole = new Role(this, 'IngestRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const rebuilder = checkRole(this, 'RebuilderRole');
    const tableKey = new TableKey(this.keyOf('TableKey', this.options.tableKeyArn));
    this.tables = new AuditTables(this, 'Tables', {
      writers: [ingestRole],
      termsWriters: [rebuilder],
      key: tableKey,
      removal: this.options.removal,
      retentionDays: this.options.retentionDays,
      tableClass: this.options.tableClass,
      termsRecovery: this.options.termsRecovery,
    });
    const guarded = { text: guardedStackText(this), arns: knownArns(this) };
    this.ingestion = new Ingestion(this, 'Ingestion', {
      role: ingestRole,
      logs: this.logs,
      tables: this.tables,
      deliveries: this.deliveries,
      backfill: this.backfill,
      guarded,
      configuration: this.options,
    });
    const reconciler = this.options.reconcile ? checkRole(this, 'ReconcilerRole') : undefined;
    const verifier = this.options.verifyRows ? checkRole(this, 'VerifierRole') : undefined;
    const exporter = this.options.exportBucketName === '' ? undefined : checkRole(this, 'ExporterRole');
    this.alerting = new Alerting(this, 'Alerting', {
      tables: this.tables,
      tableKey,
      keepers: [
        { role: rebuilder, group: REBUILD_GROUP },
        ...(reconciler ? [{ role: reconciler, group: RECONCILIATION_GROUP }] : []),
        ...(verifier ? [{ role: verifier, group: VERIFICATION_GROUP }] : []),
        ...(exporter ? [{ role: exporter, group: EXPORT_GROUP }] : []),
      ],
      configuration: this.options,
    });
    this.rebuilding = new TermRebuilding(this, 'TermRebuilding', {
      role: rebuilder,
      tables: this.tables,
      state: this.alerting.state.table,
      guarded,
      configuration: this.options,
    });

    const { sourceMaps } = this.options;
    if (reconciler)
      new Reconciliation(this, 'Reconciliation', {
        role: reconciler,
        logs: this.logs,
        tables: this.tables,
        state: this.alerting.state.table,
        prefix: this.options.logPrefix,
        sourceMaps,
      });
    if (verifier)
      new RowVerification(this, 'RowVerification', {
        role: verifier,
        trailArn: this.trailArn,
        logs: this.logs,
        tables: this.tables,
        state: this.alerting.state.table,
        guarded,
        configuration: this.options,
      });
    if (exporter)
      new ScheduledExport(this, 'ScheduledExport', {
        role: exporter,
        tables: this.tables,
        state: this.alerting.state.table,
        configuration: this.options,
      });
    this.operations = new Operations(this, 'Operations', {
      ingestion: this.ingestion,
      alerting: this.alerting,
      rebuilding: this.rebuilding,
      tables: this.tables,
      deliveries: this.deliveries,
      backfill: this.backfill,
      checksTrail: this.trailArn !== undefined,
      reconciles: this.options.reconcile,
      verifiesRows: this.options.verifyRows,
      exportsDays: exporter !== undefined,
      configuration: this.options,
    });
    new TrailHealth(this, 'TrailHealth', {
      audit: this,
      trailArn: this.trailArn,
      logs: this.logs,
      prefix: this.options.logPrefix,
      topicArn: this.announcements.topicArn,
      sourceMaps,
    });
    new SecondPath(this, SECOND_PATH, {
      audit: this,
      topic: this.operations.alarmTopic,
      mappings: [...this.ingestion.mappings, this.alerting.mapping.eventSourceMappingId],
    });

    const { failures } = this.alerting;
    const work = [this.deliveries, this.backfill].flatMap(({ queue, deadLetters }) => [queue, deadLetters]);
    const queues = [...work, failures.queue, failures.undelivered];
    this.auditors = new AuditorPolicies(this, 'Auditors', {
      tables: this.tables,
      logs: this.logs,
      queues,
      state: this.alerting.state,
      tableKey,
    });
    this.operators = new OperatorPolicy(this, 'Operators', {
      backfill: this.backfill,
      rebuilding: this.rebuilding,
      key: queue.key,
    });
  }

  private keyOf(id: string, keyArn: string): IKey | undefined {
    return keyArn === '' ? undefined : Key.fromKeyArn(this, id, keyArn);
  }
}
