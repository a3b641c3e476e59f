import { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { CloudTrailClient, type CloudTrailClientConfig } from '@aws-sdk/client-cloudtrail';
import { CloudTrailTrail } from '../../adapters/cloudtrail/cloudtrail-trail';
import type { TrailSource } from '../../app/ports/trail-source';
import type { TrailHealthEnvironment } from '../../contract/environment';
import { TRAIL_HEALTH_METRICS } from '../../contract/metric-names';
import type { TrailDestination } from '../../core/trail/trail-description';
import { trailProblems } from '../../core/trail/trail-problems';
import { functionMetrics } from '../function-metrics';

/** What the handler needs. */
export interface TrailHealthDependencies {
  readonly trail: TrailSource;
  /** Where the audit expects log files and announcements. */
  readonly expected: TrailDestination;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/**
 * Checks the trail, whatever the event is. Each problem is a line of the log and counts once. A healthy trail counts as
 * zero, so that you can tell health from a silent function.
 */
export function createTrailHealthHandler({
  trail,
  expected,
  logger,
  metrics,
}: TrailHealthDependencies): () => Promise<void> {
  return async () => {
    try {
      const problems = trailProblems(await trail.describe(), expected);
      for (const problem of problems) logger.error('trail problem', { ...problem });
      if (problems.length === 0) logger.info('trail is well');
      metrics.addMetric(TRAIL_HEALTH_METRICS.problems, MetricUnit.Count, problems.length);
    } finally {
      metrics.publishStoredMetrics();
    }
  };
}

const SERVICE = 'trail-health';

/**
 * The dependencies of the function, from its environment. Asks for the trail in its home region, which its ARN names.
 */
export function trailHealthDependencies(
  environment: TrailHealthEnvironment,
  settings: CloudTrailClientConfig = {},
): TrailHealthDependencies {
  const { TRAIL_ARN: trailArn, LOG_BUCKET_NAME: bucketName, LOG_PREFIX: prefix } = environment;
  const [, , , region] = trailArn.split(':');
  const client = new CloudTrailClient({ ...(region && { region }), ...settings });
  return {
    trail: new CloudTrailTrail(client, trailArn),
    expected: { bucketName, prefix, topicArn: environment.DELIVERY_TOPIC_ARN },
    logger: new Logger({ serviceName: SERVICE }),
    metrics: functionMetrics(SERVICE, environment.STACK_NAME),
  };
}
