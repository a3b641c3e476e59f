import { Duration } from 'aws-cdk-lib';
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { INGEST_METRICS } from '../../contract/metric-names';
import { EVENTS_TABLE } from '../../contract/tables';
import { type AlarmDefinition, ANY, LASTING } from './alarm-definition';
import { silenceOf } from './silence';
import { FIVE_MINUTES, ownMetric, type Watched } from './watched';

/** CloudTrail usually delivers within five minutes, but does not promise it. Indexing takes seconds. */
const LATE_SECONDS = Duration.minutes(15).toSeconds();
const OLD_EVENT_SECONDS = Duration.minutes(45).toSeconds();
/** A failing message was tried twice by now, so the fault is not passing. */
const OLD_MESSAGE_SECONDS = Duration.hours(1).toSeconds();

/** Alarms on deliveries and on what happens to them. */
export const INGEST_ALARMS: readonly AlarmDefinition[] = [
  {
    name: 'dead-letters',
    reason:
      'Announcements of log files failed ten times. No answer has the events of these files until you send the messages again.',
    metric: ({ deadLetters }) => deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM }),
    ...ANY,
  },
  {
    name: 'backfill-dead-letters',
    reason: 'Files of a backfill or a repair could not be indexed after ten tries.',
    metric: ({ backfillDeadLetters }) =>
      backfillDeadLetters.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM }),
    ...ANY,
  },
  {
    name: 'no-deliveries',
    reason: 'No announcement of a log file arrived for an hour: the trail, its bucket or its topic does not work.',
    ...silenceOf({
      metric: ({ deliveryQueue }) => deliveryQueue.metricNumberOfMessagesSent({ statistic: Stats.SUM }),
      period: Duration.minutes(15),
      periods: 4,
    }),
  },
  {
    name: 'delivery-backlog',
    reason: 'An announcement has waited for an hour: ingestion has stopped, is overloaded, or fails on a file.',
    metric: ({ deliveryQueue }) =>
      deliveryQueue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM, period: FIVE_MINUTES }),
    threshold: OLD_MESSAGE_SECONDS,
    periods: 1,
    badPeriods: 1,
  },
  {
    name: 'ingest-errors',
    reason: 'The ingest function ends without an answer: it runs out of time or memory, or does not start.',
    metric: ({ ingest }) => ingest.metricErrors({ period: FIVE_MINUTES }),
    ...LASTING,
  },
  {
    name: 'failed-log-files',
    reason: 'Log files fail repeatedly. Ingestion tries each ten times before it becomes a dead letter.',
    metric: (watched) => ownMetric(watched, 'ingest', INGEST_METRICS.failedLogFiles),
    threshold: 1,
    periods: 6,
    badPeriods: 3,
  },
  {
    name: 'delivery-lag',
    reason: 'Log files are indexed more than a quarter of an hour after they were delivered.',
    metric: (watched) => ownMetric(watched, 'ingest', INGEST_METRICS.deliveryLag, { statistic: Stats.AVERAGE }),
    ...LASTING,
    threshold: LATE_SECONDS,
  },
  {
    name: 'indexing-lag',
    reason: 'Events are indexed more than three quarters of an hour after they happened: CloudTrail delivers late.',
    metric: (watched) => ownMetric(watched, 'ingest', INGEST_METRICS.indexingLag, { statistic: Stats.AVERAGE }),
    ...LASTING,
    threshold: OLD_EVENT_SECONDS,
  },
  {
    name: 'throttled-tables',
    reason: 'DynamoDB has refused writes for some minutes: a partition is hot, or the account has reached its limit.',
    metric: throttledWrites,
    ...LASTING,
  },
  {
    name: 'quarantined-records',
    reason: 'Records could not be indexed and are in quarantine. No question by name, person or resource finds them.',
    metric: (watched) => ownMetric(watched, 'ingest', INGEST_METRICS.quarantined),
    ...ANY,
  },
  {
    name: 'conflicts',
    reason: 'Two records have the same id but different content. One of them may be forged.',
    metric: (watched) => ownMetric(watched, 'ingest', INGEST_METRICS.conflicts),
    ...ANY,
  },
];

/** Refused writes to any table, and to the index, which counts separately (DynamoDB: WriteThrottleEvents). */
function throttledWrites({ tables }: Watched): MathExpression {
  const { events, terms, deliveries, alertState } = tables;
  const [byPrincipal] = EVENTS_TABLE.indexes;
  const metric = (table: typeof events, dimensions: Record<string, string> = {}) =>
    table.metric('WriteThrottleEvents', {
      statistic: Stats.SUM,
      period: FIVE_MINUTES,
      dimensionsMap: { TableName: table.tableName, ...dimensions },
    });
  return new MathExpression({
    label: 'refused writes',
    // Tables that refuse nothing report nothing, and the alarm would keep judging what they last refused.
    expression: 'SUM(FILL(METRICS(), 0))',
    period: FIVE_MINUTES,
    usingMetrics: {
      events: metric(events),
      principals: metric(events, { GlobalSecondaryIndexName: byPrincipal.name }),
      terms: metric(terms),
      deliveries: metric(deliveries),
      state: metric(alertState),
    },
  });
}
