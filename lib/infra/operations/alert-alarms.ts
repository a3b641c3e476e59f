import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { ALERT_METRICS } from '../../contract/metric-names';
import { type AlarmDefinition, ANY, LASTING } from './alarm-definition';
import { silenceOf } from './silence';
import { FIVE_MINUTES, ownMetric, type Watched } from './watched';

/** A full batch waits for seconds. The stream keeps rows for a day. */
const OLD_STREAM_MS = Duration.minutes(15).toMilliseconds();

/** Alarms on alerting. Nobody else knows about an alert that did not arrive. */
export const ALERT_ALARMS: readonly AlarmDefinition[] = [
  {
    name: 'alert-failures',
    reason: 'Alerts could not be published and wait in the failure queue. Nobody got them.',
    metric: ({ alertFailures }) => alertFailures.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM }),
    ...ANY,
  },
  {
    name: 'undelivered-alerts',
    reason: 'SNS could not deliver alerts to a subscriber. They wait in the queue of undelivered alerts.',
    metric: ({ undeliveredAlerts }) =>
      undeliveredAlerts.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM }),
    ...ANY,
  },
  {
    name: 'failed-alerts',
    reason: 'An alert topic refuses messages: it is gone, or its policy or key does not admit the alert function.',
    metric: (watched) => ownMetric(watched, 'alert', ALERT_METRICS.failed),
    ...ANY,
  },
  {
    name: 'failed-digests',
    reason: 'A digest of suppressed alerts could be neither published nor put into the failure queue.',
    metric: (watched) => ownMetric(watched, 'alert', ALERT_METRICS.failedDigests),
    ...LASTING,
  },
  {
    name: 'digests-silent',
    reason: 'The schedule has not started the alert function for half an hour. Suppressed alerts reach nobody.',
    ...silenceOf({ metric: scheduledRuns, period: Duration.minutes(10), periods: 3 }),
  },
  {
    name: 'alert-errors',
    reason: 'The alert function ends without an answer: it runs out of time or memory, or does not start.',
    metric: ({ alert }) => alert.metricErrors({ period: FIVE_MINUTES }),
    ...LASTING,
  },
  {
    name: 'stream-age',
    reason:
      'New events wait for more than a quarter of an hour before rules see them. Alerts are late, and are lost after a day.',
    metric: ({ alert }) => alert.metric('IteratorAge', { statistic: Stats.MAXIMUM, period: FIVE_MINUTES }),
    ...LASTING,
    threshold: OLD_STREAM_MS,
  },
  {
    name: 'discarded-batches',
    reason:
      'Lambda gave up on new events after ten tries. The function tries them again every five minutes, for 90 days.',
    metric: discardedEvents,
    ...ANY,
  },
  {
    name: 'failed-drains',
    reason:
      'Alerts that failed before still cannot be sent, or a discarded batch cannot be read. They stay where they are.',
    metric: (watched) => ownMetric(watched, 'alert', ALERT_METRICS.failedDrains),
    ...LASTING,
  },
  {
    name: 'refuted-events',
    reason:
      'The alert function was handed new events that the Events table does not have. Somebody may be forging them.',
    metric: (watched) => ownMetric(watched, 'alert', ALERT_METRICS.refuted),
    ...ANY,
  },
  {
    name: 'failed-correlations',
    reason: 'The state of correlations cannot be read or written. Their alerts wait, and the batch comes again.',
    metric: (watched) => ownMetric(watched, 'alert', ALERT_METRICS.failedCorrelations),
    ...LASTING,
  },
  {
    name: 'unevaluated-events',
    reason: 'No rule could evaluate an event, because its record cannot be read.',
    metric: (watched) => ownMetric(watched, 'alert', ALERT_METRICS.unevaluated),
    ...ANY,
  },
];

/** Invocations by the schedule of digests (EventBridge user guide: Monitoring). */
function scheduledRuns({ digestSchedule }: Watched): Metric {
  return new Metric({
    namespace: 'AWS/Events',
    metricName: 'Invocations',
    statistic: Stats.SUM,
    dimensionsMap: { RuleName: digestSchedule.ruleName },
  });
}

/** Records that were dropped from the stream unread (Lambda developer guide: event source mapping metrics). */
function discardedEvents({ eventStream }: Watched): MathExpression {
  const metric = (metricName: string) =>
    new Metric({
      namespace: 'AWS/Lambda',
      metricName,
      statistic: Stats.SUM,
      period: FIVE_MINUTES,
      dimensionsMap: { EventSourceMappingUUID: eventStream.eventSourceMappingId },
    });
  return new MathExpression({
    label: 'discarded events',
    expression: 'SUM(FILL(METRICS(), 0))',
    period: FIVE_MINUTES,
    usingMetrics: { stored: metric('OnFailureDestinationDeliveredEventCount'), lost: metric('DroppedEventCount') },
  });
}
