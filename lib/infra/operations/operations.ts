import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Alerting } from '../alerting/alerting';
import type { Ingestion } from '../ingestion/ingestion';
import type { WorkQueue } from '../queues/work-queue';
import type { Configuration } from '../settings/configuration';
import type { AuditTables } from '../tables/audit-tables';
import { AlarmTopic } from './alarm-topic';
import { Alarms } from './alarms';
import { AuditDashboard } from './dashboard';
import type { TermRebuilding } from './term-rebuilding';
import type { Watched } from './watched';

/** The parts to watch, and who gets alarms. */
export interface OperationsProps {
  readonly ingestion: Ingestion;
  readonly alerting: Alerting;
  readonly rebuilding: TermRebuilding;
  readonly tables: AuditTables;
  readonly deliveries: WorkQueue;
  readonly backfill: WorkQueue;
  /** Whether there are hourly checks. */
  readonly checksTrail: boolean;
  readonly reconciles: boolean;
  /** Whether finished days are verified. */
  readonly verifiesRows: boolean;
  /** Whether finished days are exported. */
  readonly exportsDays: boolean;
  readonly configuration: Pick<Configuration, 'alarmTopicArn' | 'alarmEmails'>;
}

/** Tells you when the audit has a problem: alarms, their topic, and a dashboard. */
export class Operations extends Construct {
  readonly alarmTopic: AlarmTopic;
  readonly alarms: Alarms;

  constructor(scope: Construct, id: string, props: OperationsProps) {
    super(scope, id);
    const { alarmTopicArn: topicArn, alarmEmails: emails } = props.configuration;
    this.alarmTopic = new AlarmTopic(this, 'AlarmTopic', { topicArn, emails });
    const watched = this.watched(props);
    this.alarms = new Alarms(this, 'Alarms', { watched, topic: this.alarmTopic.topic });
    new AuditDashboard(this, 'Dashboard', { watched, alarms: this.alarms.alarms });
  }

  private watched(props: OperationsProps): Watched {
    const { ingestion, alerting, rebuilding, tables, deliveries, backfill, checksTrail, reconciles } = props;
    const { verifiesRows, exportsDays } = props;
    return {
      stackName: Stack.of(this).stackName,
      ingest: ingestion.function,
      alert: alerting.function.function,
      rebuild: rebuilding.function,
      eventStream: alerting.mapping,
      digestSchedule: alerting.digests.rule,
      deliveryQueue: deliveries.queue,
      deadLetters: deliveries.deadLetters,
      backfillDeadLetters: backfill.deadLetters,
      alertFailures: alerting.failures.queue,
      undeliveredAlerts: alerting.failures.undelivered,
      tables: {
        events: tables.events,
        terms: tables.terms,
        deliveries: tables.deliveries,
        alertState: alerting.state.table,
      },
      checksTrail,
      reconciles,
      verifiesRows,
      exportsDays,
    };
  }
}
