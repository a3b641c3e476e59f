import { Duration } from 'aws-cdk-lib';
import { MathExpression, type Metric, type MetricProps, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import {
  EXPORT_METRICS,
  REBUILD_METRICS,
  RECONCILE_METRICS,
  TRAIL_HEALTH_METRICS,
  VERIFY_METRICS,
} from '../../contract/metric-names';
import { MOST_HOURS_BEHIND } from '../../contract/reconciled-windows';
import { type AlarmDefinition, ANY, HOURLY } from './alarm-definition';
import { silenceOf } from './silence';
import { ownMetric, type Watched } from './watched';

/** How often a check emitted its metric. */
const RUNS = { statistic: Stats.SAMPLE_COUNT } as const;

/** Three runs of an hourly check. */
const THREE_HOURS = { period: Duration.hours(1), periods: 3 } as const;

/** Alarms on what the hourly checks find, on their own silence, and on a rebuild of Terms. */
export const CHECK_ALARMS: readonly AlarmDefinition[] = [
  {
    name: 'trail-problems',
    reason: 'The trail is stopped, cannot deliver or announce, or leaves out events that an audit needs.',
    metric: (watched) => ofTrail(watched, HOURLY),
    ...ANY,
  },
  {
    name: 'trail-check-silent',
    reason: 'Nothing has checked the trail and the parts for three hours: the hourly check fails or does not start.',
    ...silenceOf({
      metric: (watched) => ofTrail(watched, RUNS) ?? ofParts(watched, TRAIL_HEALTH_METRICS.unread, RUNS),
      ...THREE_HOURS,
    }),
  },
  {
    name: 'changed-parts',
    reason: 'Policies, subscriptions or event source mappings of the stack are not as they were deployed.',
    metric: changedParts,
    ...ANY,
  },
  {
    name: 'unread-parts',
    reason: 'For two hours, parts of the stack could not be compared with what was deployed.',
    metric: (watched) => ofParts(watched, TRAIL_HEALTH_METRICS.unread, HOURLY),
    threshold: 1,
    periods: 2,
    badPeriods: 2,
  },
  {
    name: 'missing-log-files',
    reason: 'The bucket has log files that were never indexed, because nobody announced them.',
    metric: (watched) => ofBucket(watched, RECONCILE_METRICS.missing, HOURLY),
    ...ANY,
  },
  {
    name: 'unfinished-log-files',
    reason: 'Log files failed or are unfinished, and nothing tries again.',
    metric: (watched) => ofBucket(watched, RECONCILE_METRICS.failed, HOURLY),
    threshold: 1,
    periods: 3,
    badPeriods: 3,
  },
  {
    name: 'changed-log-files',
    reason: 'Somebody overwrote log files after they were indexed. CloudTrail never does that.',
    metric: (watched) => ofBucket(watched, RECONCILE_METRICS.changed, HOURLY),
    ...ANY,
  },
  {
    name: 'unlisted-deliveries',
    reason:
      'Log files are announced and indexed, but the hourly check finds none of them in the bucket, so it compares nothing.',
    metric: (watched) => ofBucket(watched, RECONCILE_METRICS.unlisted, HOURLY),
    ...ANY,
  },
  {
    name: 'reconcile-behind',
    reason:
      'The comparison of bucket and receipts falls behind: one of the last days takes more than a day, or the deep one more than five.',
    metric: hoursBehind,
    ...ANY,
    threshold: MOST_HOURS_BEHIND.recent,
  },
  {
    name: 'reconcile-silent',
    reason: 'Nothing has compared bucket and receipts for three hours: the check fails or does not start.',
    ...silenceOf({ metric: (watched) => ofBucket(watched, RECONCILE_METRICS.listed, RUNS), ...THREE_HOURS }),
  },
  {
    name: 'verification-findings',
    reason: 'Rows, log files or digests of a finished day are not what CloudTrail signed.',
    metric: (watched) => ofDays(watched, VERIFY_METRICS.findings, HOURLY),
    ...ANY,
  },
  {
    name: 'unverified-days',
    reason:
      'Nobody has verified a day for two days: its last digest is missing, or the verification does not get done.',
    metric: (watched) => ofDays(watched, VERIFY_METRICS.unverified, HOURLY),
    ...ANY,
    threshold: 2,
  },
  {
    name: 'verification-silent',
    reason: 'No verification of finished days has run for three hours: the hourly run fails or does not start.',
    ...silenceOf({ metric: (watched) => ofDays(watched, VERIFY_METRICS.unverified, RUNS), ...THREE_HOURS }),
  },
  {
    name: 'rebuild-failures',
    reason: 'The terms of some rows could not be made again, or the function that makes them failed.',
    metric: failedRebuilds,
    ...ANY,
  },
  {
    name: 'export-behind',
    reason: 'Finished days have been waiting to be exported for six hours: a run does not get them done.',
    metric: (watched) => ofExport(watched, EXPORT_METRICS.due, HOURLY),
    threshold: 1,
    periods: 6,
    badPeriods: 6,
  },
  {
    name: 'kept-export-files',
    reason: 'Exported files were left as they are, because the tables have fewer events of their day now.',
    metric: (watched) => ofExport(watched, EXPORT_METRICS.kept, HOURLY),
    ...ANY,
  },
  {
    name: 'export-silent',
    reason: 'No run of the scheduled export has ended well for three hours: the export fails or does not start.',
    ...silenceOf({ metric: (watched) => ofExport(watched, EXPORT_METRICS.due, RUNS), ...THREE_HOURS }),
  },
];

type How = Partial<MetricProps>;

function ofTrail(watched: Watched, how: How): Metric | undefined {
  return watched.checksTrail ? ownMetric(watched, 'trail-health', TRAIL_HEALTH_METRICS.problems, how) : undefined;
}

function ofParts(watched: Watched, name: string, how: How): Metric {
  return ownMetric(watched, 'trail-health', name, how);
}

/** Each run emits all of them. */
function changedParts(watched: Watched): MathExpression {
  const { tablePolicies, queuePolicies, subscriptions, mappings } = TRAIL_HEALTH_METRICS;
  const kinds = Object.entries({ tablePolicies, queuePolicies, subscriptions, mappings });
  return new MathExpression({
    label: 'changed',
    expression: kinds.map(([id]) => id).join(' + '),
    period: HOURLY.period,
    usingMetrics: Object.fromEntries(kinds.map(([id, name]) => [id, ofParts(watched, name, HOURLY)])),
  });
}

/** The function starts every five minutes, so that there are always data points of its errors. */
function failedRebuilds(watched: Watched): MathExpression {
  const { period } = HOURLY;
  return new MathExpression({
    label: 'failed',
    expression: 'FILL(failures, 0) + FILL(errors, 0)',
    period,
    usingMetrics: {
      failures: ownMetric(watched, 'rebuild-terms', REBUILD_METRICS.failures, { period }),
      errors: watched.rebuild.metricErrors({ period }),
    },
  });
}

function ofBucket(watched: Watched, name: string, how: How): Metric | undefined {
  return watched.reconciles ? ownMetric(watched, 'reconcile', name, how) : undefined;
}

function ofDays(watched: Watched, name: string, how: How): Metric | undefined {
  return watched.verifiesRows ? ownMetric(watched, 'verify', name, how) : undefined;
}

function ofExport(watched: Watched, name: string, how: How): Metric | undefined {
  return watched.exportsDays ? ownMetric(watched, 'export', name, how) : undefined;
}

/** Of the window that is further behind, by what each may be. Each run over the recent window emits both. */
function hoursBehind(watched: Watched): MathExpression | undefined {
  const recent = ofBucket(watched, RECONCILE_METRICS.hoursBehind, HOURLY);
  const deep = ofBucket(watched, RECONCILE_METRICS.deepHoursBehind, HOURLY);
  if (!recent || !deep) return undefined;
  return new MathExpression({
    label: 'hours behind',
    expression: `MAX([FILL(recent, 0), FILL(deep, 0) / ${MOST_HOURS_BEHIND.deep / MOST_HOURS_BEHIND.recent}])`,
    period: HOURLY.period,
    usingMetrics: { recent, deep },
  });
}
