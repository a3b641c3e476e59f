import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { functionMetrics } from '../../lib/functions/function-metrics';

it('keeps the metrics of two stacks apart, under one set of dimensions', () => {
  const metrics = functionMetrics('ingest', 'audit-of-tests');
  metrics.addMetric('LogFiles', MetricUnit.Count, 1);
  const { service, stack, _aws } = metrics.serializeMetrics();
  expect({ service, stack }).toEqual({ service: 'ingest', stack: 'audit-of-tests' });
  expect(_aws.CloudWatchMetrics).toMatchObject([{ Namespace: 'ssm-audit', Dimensions: [['service', 'stack']] }]);
  metrics.clearMetrics();
});

it('keeps the dimensions for the invocations that follow', () => {
  const metrics = functionMetrics('ingest', 'audit-of-tests');
  metrics.addMetric('LogFiles', MetricUnit.Count, 1);
  metrics.clearMetrics();
  metrics.addMetric('LogFiles', MetricUnit.Count, 2);
  expect(metrics.serializeMetrics()).toMatchObject({ service: 'ingest', stack: 'audit-of-tests', LogFiles: 2 });
  metrics.clearMetrics();
});
