import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import { INGEST_METRICS, METRICS_NAMESPACE } from '../../../lib/contract/metric-names';
import { CorruptRows } from '../../../lib/core/rows/corrupt-rows';
import { AlertReport } from '../../../lib/functions/alert/alert-report';
import { ReconcileReport } from '../../../lib/functions/checks/reconcile-report';
import { createTrailHealthHandler } from '../../../lib/functions/checks/trail-health-handler';
import { VerifyReport } from '../../../lib/functions/checks/verify-report';
import { ExportReport } from '../../../lib/functions/export/export-report';
import { functionMetrics } from '../../../lib/functions/function-metrics';
import { IngestReport } from '../../../lib/functions/ingest/ingest-report';
import { RebuildReport } from '../../../lib/functions/rebuild/rebuild-report';
import { ALARMS } from '../../../lib/infra/operations/alarms';
import { capturedLog } from '../../functions/captured-log';
import { asText, type Resource, resourceOf, resourcesOf, synthesized } from '../synthesized-stack';

const template = synthesized({ alarmEmails: ['ops@example.com'], verifyRows: true, exportBucketName: 'lake' });
const STACK = 'ssm-audit';
const alarms = resourcesOf(template).filter(({ type }) => type === 'AWS::CloudWatch::Alarm');

/** A metric as an alarm names it. */
interface WatchedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly string[];
}

/** Metrics of AWS services by their documented names and dimensions. */
const SERVICE_METRICS: readonly WatchedMetric[] = [
  // SQS developer guide: Available CloudWatch metrics for Amazon SQS.
  ...['ApproximateNumberOfMessagesVisible', 'ApproximateAgeOfOldestMessage', 'NumberOfMessagesSent'].map((name) => ({
    namespace: 'AWS/SQS',
    name,
    dimensions: ['QueueName'],
  })),
  // Lambda developer guide: Types of metrics for Lambda functions.
  ...['Errors', 'IteratorAge'].map((name) => ({ namespace: 'AWS/Lambda', name, dimensions: ['FunctionName'] })),
  ...['DroppedEventCount', 'OnFailureDestinationDeliveredEventCount'].map((name) => ({
    namespace: 'AWS/Lambda',
    name,
    dimensions: ['EventSourceMappingUUID'],
  })),
  // EventBridge user guide: Monitoring Amazon EventBridge.
  { namespace: 'AWS/Events', name: 'Invocations', dimensions: ['RuleName'] },
  // DynamoDB developer guide: DynamoDB metrics and dimensions.
  { namespace: 'AWS/DynamoDB', name: 'WriteThrottleEvents', dimensions: ['TableName'] },
  { namespace: 'AWS/DynamoDB', name: 'WriteThrottleEvents', dimensions: ['GlobalSecondaryIndexName', 'TableName'] },
];

function metricsOf({ properties }: Resource): readonly WatchedMetric[] {
  const parts: readonly unknown[] = Object(properties['Metrics'] ?? [{ MetricStat: { Metric: properties } }]);
  return parts.flatMap((part) => {
    const metric = Object(part).MetricStat?.Metric;
    if (metric === undefined) return [];
    const own = metric.Namespace === METRICS_NAMESPACE;
    const dimensions: readonly { Name: string; Value: unknown }[] = metric.Dimensions;
    const named = dimensions.map(({ Name, Value }) => (own ? `${Name}=${asText(Value)}` : Name));
    return [{ namespace: String(metric.Namespace), name: String(metric.MetricName), dimensions: named.sort() }];
  });
}

/** The metrics in lines of CloudWatch's embedded metric format, with the values of their dimensions. */
function emittedIn(lines: readonly Record<string, unknown>[]): readonly WatchedMetric[] {
  return lines.flatMap((line) =>
    [Object(line['_aws']).CloudWatchMetrics ?? []].flat().flatMap((directive) =>
      directive.Metrics.map(({ Name }: { Name: string }) => ({
        namespace: directive.Namespace,
        name: Name,
        dimensions: directive.Dimensions[0].map((name: string) => `${name}=${String(line[name])}`).sort(),
      })),
    ),
  );
}

/** What the functions emit when their reports are told of everything that can happen. */
async function emitted(): Promise<readonly WatchedMetric[]> {
  const logger = new Logger();
  const lines = await capturedLog(async () => {
    const ingest = functionMetrics('ingest', STACK);
    const report = new IngestReport(logger, ingest);
    const counts = Object.fromEntries(Object.keys(INGEST_METRICS).map((name) => [name, 1]));
    const times = { deliveredAt: '2026-01-01', lastEventTime: '2026-01-01', finishedAt: '2026-01-02' };
    const receipt = { origin: 'delivery', ...counts, ...times };
    report.done({ receipts: [receipt], skipped: [], archived: [] } as unknown as Parameters<IngestReport['done']>[0]);
    report.failed('1', [new Error('broken')]);
    ingest.publishStoredMetrics();

    const alert = functionMetrics('alert', STACK);
    const alerts = new AlertReport(logger, alert);
    alerts.notPublished('documents', new Error('refused'));
    alerts.unevaluated('ref');
    alerts.refuted('ref');
    alerts.notDrained('a batch', new Error('refused'));
    alerts.correlations.notCorrelated(new Error('throttled'));
    alerts.digestFailed(new Error('throttled'));
    alert.publishStoredMetrics();

    const reconcile = functionMetrics('reconcile', STACK);
    const compared = { received: 1, waiting: 0, missing: 1, failed: 1, changed: 1, archived: 0 };
    const pass = { since: '2026-01-01T00:00:00Z', until: '2026-01-04T00:00:00Z', counts: compared, unlisted: 0 };
    const last = { ...pass, finishedAt: '2026-01-04T00:05:00Z' };
    const state = { window: 'recent' as const, revision: 1, last };
    const reports = new ReconcileReport(logger, reconcile);
    reports.ran({ end: 'done', window: 'recent', compared, state });
    reports.behind({ recent: state, deep: { ...state, window: 'deep' } }, new Date());
    reconcile.publishStoredMetrics();

    const verify = functionMetrics('verify', STACK);
    new VerifyReport(logger, verify).end({ end: 'done', days: [], unverified: 0 });
    verify.publishStoredMetrics();

    const rebuild = functionMetrics('rebuild-terms', STACK);
    new RebuildReport(logger, rebuild).failed({ ref: 'ref', reason: 'no record' });
    rebuild.publishStoredMetrics();

    const exported = functionMetrics('export', STACK);
    const exports = new ExportReport(logger, exported);
    const kept = [{ partition: 'us-east-1/111122223333', events: 1, kept: 2 }];
    exports.day({ isDone: true, day: '2026-01-01', events: 1, counts: new Map(), kept });
    exports.end({ end: 'done', due: 0 }, new CorruptRows());
    exported.publishStoredMetrics();

    const metrics = functionMetrics('trail-health', STACK);
    await createTrailHealthHandler({
      trail: { describe: async () => undefined },
      expected: NOWHERE,
      standing: () => ({
        policy: async () => undefined,
        subscriptions: async () => [],
        mapping: async () => undefined,
      }),
      logger,
      metrics,
    })({}, { getRemainingTimeInMillis: () => 30_000 } as Context);
  });
  return emittedIn(lines);
}

/** A trail that is missing delivers nowhere. */
const NOWHERE = { bucketName: '', prefix: '', topicArn: '' };

/** How long a data point of an alarm covers, in seconds. */
function periodOf({ properties }: Resource): number {
  const parts: readonly unknown[] = Object(properties['Metrics'] ?? [{ MetricStat: { Period: properties['Period'] } }]);
  const periods = new Set(parts.flatMap((part) => Object(part).MetricStat?.Period ?? []));
  expect(periods.size).toBe(1);
  return Number([...periods][0]);
}

const expressionOf = ({ properties }: Resource) =>
  [properties['Metrics'] ?? []].flat().flatMap((part) => Object(part).Expression ?? [])[0];

describe('the alarms', () => {
  it('are one for each definition, told to the topic', () => {
    const topic = resourceOf(template, 'AWS::SNS::Topic', 'Operations');
    const names = alarms.map(({ properties }) => properties['AlarmName']);
    expect(names).toEqual(expect.arrayContaining(ALARMS.map(({ name }) => `${STACK}-${name}`)));
    expect(names).toHaveLength(ALARMS.length);
    expect(new Set(names).size).toBe(names.length);
    for (const { properties } of alarms) expect(properties['AlarmActions']).toEqual([{ Ref: topic.id }]);
  });

  it('say what is wrong and which chapter of the runbook says what to do', () => {
    for (const { properties } of alarms) {
      const name = String(properties['AlarmName']).slice(STACK.length + 1);
      expect(properties['AlarmDescription']).toMatch(/^[A-Z].{20,}\. What to do: docs\/operations\.md#/);
      expect(properties['AlarmDescription']).toMatch(new RegExp(`#${name}$`));
    }
  });

  it('each watch metrics that a function emits under these very dimensions, or that a service documents', async () => {
    const known = [...SERVICE_METRICS, ...(await emitted())];
    for (const alarm of alarms) {
      const watched = metricsOf(alarm);
      expect(watched.length).toBeGreaterThan(0);
      for (const metric of watched) expect(known).toContainEqual(metric);
    }
  });

  it('watch the time that a day has: no alarm looks at more than CloudWatch evaluates', () => {
    for (const alarm of alarms) {
      const { properties } = alarm;
      expect(periodOf(alarm) * Number(properties['EvaluationPeriods'])).toBeLessThanOrEqual(24 * 60 * 60);
    }
  });

  it.each([
    ['digests-silent', 30],
    ['no-deliveries', 60],
    ['reconcile-silent', 180],
    ['verification-silent', 180],
    ['trail-check-silent', 180],
  ])('%s speaks after %i minutes of silence, in each of several periods', (name, minutes) => {
    const alarm = alarms.find(({ properties }) => properties['AlarmName'] === `${STACK}-${name}`);
    const { EvaluationPeriods: periods, DatapointsToAlarm: bad } = Object(alarm?.properties);
    expect(alarm?.properties).toMatchObject({ ComparisonOperator: 'LessThanThreshold', Threshold: 1 });
    expect(alarm && periodOf(alarm) * periods).toBe(minutes * 60);
    expect(periods).toBeGreaterThan(2);
    expect(bad).toBe(periods);
  });

  it('count no data as silence only while the stack is there, and otherwise stay as they are', () => {
    const silent = alarms.filter(({ properties }) => properties['TreatMissingData'] === 'ignore');
    expect(silent).toHaveLength(6);
    expect(new Set(silent.map(expressionOf))).toEqual(new Set(['IF(there >= 0, FILL(heard, 0))']));
    const queue = resourceOf(template, 'AWS::SQS::Queue', 'DeliveriesQueue').id;
    for (const { properties } of silent) {
      const there = [properties['Metrics']].flat().find((part) => Object(part).Id === 'there');
      expect(asText(Object(there).MetricStat.Metric.Dimensions[0].Value)).toBe(`<${queue}.QueueName>`);
    }
  });

  it('return to OK where nothing is reported any more: what is missing in a sum is 0', () => {
    const sums = alarms.filter((alarm) => /METRICS/.test(expressionOf(alarm) ?? ''));
    expect(sums.map(expressionOf)).toEqual(['SUM(FILL(METRICS(), 0))', 'SUM(FILL(METRICS(), 0))']);
  });
});

describe('the topic of the alarms', () => {
  const topic = resourceOf(template, 'AWS::SNS::Topic', 'Operations');

  it('admits alarms and guard rules of this stack alone, over TLS', () => {
    const policy = resourcesOf(template).find(
      ({ type, properties }) =>
        type === 'AWS::SNS::TopicPolicy' && JSON.stringify(properties['Topics']).includes(topic.id),
    );
    const statements = Object(policy?.properties['PolicyDocument']).Statement;
    const source = 'arn:<AWS::Partition>:cloudwatch:<AWS::Region>:<AWS::AccountId>:alarm:ssm-audit-*';
    expect(statements.map(({ Sid, Effect }: { Sid: string; Effect: string }) => [Sid, Effect])).toEqual([
      ['AllowPublishThroughSSLOnly', 'Deny'],
      ['NothingElseIsTold', 'Deny'],
      ['AlarmsAreTold', 'Allow'],
      ['GuardRulesTell', 'Allow'],
    ]);
    const rules = 'arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:rule/ssm-audit-AuditSecondPath*';
    expect(asText(statements[1].Condition.ArnNotLike['aws:SourceArn'])).toBe(`${source} ${rules}`);
    expect(asText(statements[2].Condition.ArnLike['aws:SourceArn'])).toBe(source);
    expect(asText(statements[3].Condition.ArnLike['aws:SourceArn'])).toBe(rules);
  });

  it('has the addresses that are configured', () => {
    const subscription = resourcesOf(template).find(({ properties }) => properties['Endpoint'] === 'ops@example.com');
    expect(subscription?.properties).toMatchObject({ Protocol: 'email', TopicArn: { Ref: topic.id } });
  });
});

it('shows every alarm on one dashboard, named after the stack', () => {
  const { properties } = resourceOf(template, 'AWS::CloudWatch::Dashboard', 'Operations');
  expect(properties['DashboardName']).toBe(STACK);
  const body = JSON.parse(asText(properties['DashboardBody']));
  expect(body.widgets[0].properties.alarms).toHaveLength(ALARMS.length);
});

it.each([
  ['delivery-lag', 900],
  ['indexing-lag', 2700],
  ['delivery-backlog', 3600],
  ['no-deliveries', 1],
])('%s speaks from %s on', (name, threshold) => {
  const alarm = alarms.find(({ properties }) => asText(properties['AlarmName']).endsWith(name));
  expect(alarm?.properties['Threshold']).toBe(threshold);
});
