import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  SingleValueWidget,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { ALERT_METRICS, INGEST_METRICS } from '../../contract/metric-names';
import { LEVELS } from '../../core/rules/rule';
import { FIVE_MINUTES, ownMetric, type Watched } from './watched';

/** What the dashboard shows. */
export interface AuditDashboardProps {
  readonly watched: Watched;
  readonly alarms: readonly Alarm[];
}

const FULL_WIDTH = 24;
const HALF_WIDTH = 12;

/** Answers "Is it working?" at a glance: the alarms, what came in the last hour, and how late it is. */
export class AuditDashboard extends Construct {
  constructor(scope: Construct, id: string, { watched, alarms }: AuditDashboardProps) {
    super(scope, id);
    new Dashboard(this, 'Dashboard', {
      dashboardName: watched.stackName,
      defaultInterval: Duration.hours(12),
      widgets: [
        [
          new AlarmStatusWidget({
            title: 'Is it working? Every alarm should be green',
            alarms: [...alarms],
            width: FULL_WIDTH,
          }),
        ],
        [lastHour(watched)],
        [graph('Indexed', indexed(watched)), graph('How late', lags(watched), 'seconds')],
        [graph('Waiting', waiting(watched), 'messages'), graph('Alerts', alerts(watched))],
        [graph('Function errors', errors(watched)), graph('Writes refused by DynamoDB', refused(watched))],
      ],
    });
  }
}

function lastHour(watched: Watched): SingleValueWidget {
  const { logFiles, newEvents, failedLogFiles, quarantined, conflicts } = INGEST_METRICS;
  return new SingleValueWidget({
    title: 'Last hour',
    width: FULL_WIDTH,
    period: Duration.hours(1),
    metrics: [logFiles, newEvents, failedLogFiles, quarantined, conflicts].map((name) =>
      ownMetric(watched, 'ingest', name, { period: Duration.hours(1) }),
    ),
  });
}

function graph(title: string, left: readonly IMetric[], label?: string): GraphWidget {
  return new GraphWidget({
    title,
    width: HALF_WIDTH,
    left: [...left],
    leftYAxis: { min: 0, ...(label !== undefined && { label, showUnits: false }) },
  });
}

function indexed(watched: Watched): readonly IMetric[] {
  const { logFiles, newEvents, knownEvents, expired } = INGEST_METRICS;
  return [logFiles, newEvents, knownEvents, expired].map((name) => ownMetric(watched, 'ingest', name));
}

function lags(watched: Watched): readonly IMetric[] {
  return [INGEST_METRICS.deliveryLag, INGEST_METRICS.indexingLag].map((name) =>
    ownMetric(watched, 'ingest', name, { statistic: Stats.AVERAGE }),
  );
}

function waiting(watched: Watched): readonly IMetric[] {
  const queues = {
    deliveries: watched.deliveryQueue,
    'dead letters': watched.deadLetters,
    'backfill dead letters': watched.backfillDeadLetters,
    'alert failures': watched.alertFailures,
    'undelivered alerts': watched.undeliveredAlerts,
  };
  return Object.entries(queues).map(([label, queue]) =>
    queue.metricApproximateNumberOfMessagesVisible({ label, statistic: Stats.MAXIMUM, period: FIVE_MINUTES }),
  );
}

function alerts(watched: Watched): readonly IMetric[] {
  const published = LEVELS.map((level) =>
    ownMetric(watched, 'alert', ALERT_METRICS.alerts, { label: level, dimensionsMap: { level } }),
  );
  const { suppressed, digests } = ALERT_METRICS;
  return [
    ...published,
    ownMetric(watched, 'alert', suppressed, { label: 'suppressed' }),
    ownMetric(watched, 'alert', digests, { label: 'digests' }),
  ];
}

function errors({ ingest, alert }: Watched): readonly IMetric[] {
  return Object.entries({ ingest, alert }).map(([label, each]) => each.metricErrors({ label, period: FIVE_MINUTES }));
}

function refused(watched: Watched): readonly IMetric[] {
  return [ownMetric(watched, 'ingest', INGEST_METRICS.throttledWrites, { label: 'tried again by ingestion' })];
}
