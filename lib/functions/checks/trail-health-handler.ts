import { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { CloudTrailClient, type CloudTrailClientConfig } from '@aws-sdk/client-cloudtrail';
import type { Context } from 'aws-lambda';
import { CloudTrailTrail } from '../../adapters/cloudtrail/cloudtrail-trail';
import { SignedStandingParts } from '../../adapters/deployed/signed-standing-parts';
import { withoutLogging } from '../../adapters/sdk/without-logging';
import { endpointInEnvironment } from '../../adapters/signing/service-endpoint';
import { compareDeployedParts } from '../../app/deployed/compare-deployed-parts';
import type { StandingParts } from '../../app/deployed/standing-parts';
import { type Deadline, keepingBack } from '../../app/ports/deadline';
import type { TrailSource } from '../../app/ports/trail-source';
import type { TrailHealthEnvironment } from '../../contract/environment';
import { TRAIL_HEALTH_METRICS } from '../../contract/metric-names';
import { deployedPartsIn } from '../../core/guard/deployed-parts';
import type { PartFinding } from '../../core/guard/part-findings';
import type { TrailDestination } from '../../core/trail/trail-description';
import { trailProblems } from '../../core/trail/trail-problems';
import { functionMetrics } from '../function-metrics';
import { PartsReport } from './parts-report';

/** What the handler needs. */
export interface TrailHealthDependencies {
  /** Undefined if the stack does not know its trail. */
  readonly trail: TrailSource | undefined;
  /** Where the audit expects log files and announcements. */
  readonly expected: TrailDestination;
  /** What stands of the stack's own parts, asked before a deadline. */
  readonly standing: (deadline: Deadline) => StandingParts;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** How many milliseconds an invocation keeps for its metrics. */
const ANSWER_MS = 2_000;

/** The event of a schedule that does not tell what was deployed, which is no health either. */
const NOT_TOLD: PartFinding = {
  kind: 'unread',
  part: 'all',
  detail: 'the event does not tell what was deployed: expected the input that the stack gives the schedule',
};

/** The function in the form that the schedule of EventBridge makes Lambda call. */
export type TrailHealthHandler = (event: unknown, context: Context) => Promise<void>;

/**
 * Checks the trail, whatever the event is, and compares the parts that the event tells with what stands. Each problem is a
 * line of the log and counts once. Health counts as zero, so that you can tell it from a silent function. A trail that
 * cannot be looked at fails the invocation, once the parts are compared.
 */
export function createTrailHealthHandler(deps: TrailHealthDependencies): TrailHealthHandler {
  return async (event, context) => {
    try {
      const deadline = keepingBack({ remainingMs: () => context.getRemainingTimeInMillis() }, ANSWER_MS);
      const checks = await Promise.allSettled([checkTrail(deps), compareParts(deps, event, deadline)]);
      for (const check of checks) if (check.status === 'rejected') throw check.reason;
    } finally {
      deps.metrics.publishStoredMetrics();
    }
  };
}

async function checkTrail({ trail, expected, logger, metrics }: TrailHealthDependencies): Promise<void> {
  if (trail === undefined) return;
  const problems = trailProblems(await trail.describe(), expected);
  for (const problem of problems) logger.error('trail problem', { ...problem });
  if (problems.length === 0) logger.info('trail is well');
  metrics.addMetric(TRAIL_HEALTH_METRICS.problems, MetricUnit.Count, problems.length);
}

async function compareParts(deps: TrailHealthDependencies, event: unknown, deadline: Deadline): Promise<void> {
  const deployed = deployedPartsIn(event);
  const findings = deployed ? await compareDeployedParts(deps.standing(deadline), deployed) : [NOT_TOLD];
  new PartsReport(deps.logger, deps.metrics).compared(findings);
}

const SERVICE = 'trail-health';

/**
 * The dependencies of the function, from its environment. Asks for the trail in its home region, which its ARN names.
 */
export function trailHealthDependencies(
  environment: TrailHealthEnvironment,
  settings: CloudTrailClientConfig = {},
): TrailHealthDependencies {
  const { TRAIL_ARN: trailArn, LOG_BUCKET_NAME: bucketName, LOG_PREFIX: prefix, URL_SUFFIX: urlSuffix } = environment;
  const [, , , home] = trailArn.split(':');
  const client = withoutLogging(new CloudTrailClient({ ...(home && { region: home }), ...settings }));
  const { AWS_REGION: region = '' } = process.env;
  return {
    trail: trailArn === '' ? undefined : new CloudTrailTrail(client, trailArn),
    standing: (deadline) =>
      new SignedStandingParts(client.config, { region, urlSuffix, endpointOf: endpointInEnvironment }, deadline),
    expected: { bucketName, prefix, topicArn: environment.DELIVERY_TOPIC_ARN },
    logger: new Logger({ serviceName: SERVICE }),
    metrics: functionMetrics(SERVICE, environment.STACK_NAME),
  };
}
