import { Duration } from 'aws-cdk-lib';
import { Metric, type MetricProps, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Rule } from 'aws-cdk-lib/aws-events';
import type { EventSourceMapping, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { METRICS_NAMESPACE } from '../../contract/metric-names';

/** The parts of an audit that alarms and dashboard watch. Parts that an audit does not have are absent. */
export interface Watched {
  /** The dimension that tells apart the functions' own metrics of two stacks. */
  readonly stackName: string;
  readonly ingest: LambdaFunction;
  readonly alert: LambdaFunction;
  /** The function that rebuilds Terms when somebody asks for it. */
  readonly rebuild: LambdaFunction;
  /** The mapping of the Events table's stream to the alert function. */
  readonly eventStream: EventSourceMapping;
  /** The schedule that makes the alert function send digests. */
  readonly digestSchedule: Rule;
  readonly deliveryQueue: IQueue;
  readonly deadLetters: IQueue;
  readonly backfillDeadLetters: IQueue;
  readonly alertFailures: IQueue;
  readonly undeliveredAlerts: IQueue;
  readonly tables: {
    readonly events: TableV2;
    readonly terms: TableV2;
    readonly deliveries: TableV2;
    readonly alertState: TableV2;
  };
  readonly checksTrail: boolean;
  readonly reconciles: boolean;
  readonly verifiesRows: boolean;
  readonly exportsDays: boolean;
}

/** The functions by the `service` dimension of their metrics. */
export type Service = 'ingest' | 'alert' | 'reconcile' | 'trail-health' | 'verify' | 'rebuild-terms' | 'export';

/** The time that a data point covers by default. */
export const FIVE_MINUTES = Duration.minutes(5);

/** A metric that one of the functions emits (lib/functions/function-metrics.ts has its dimensions). */
export function ownMetric(
  { stackName }: Pick<Watched, 'stackName'>,
  service: Service,
  metricName: string,
  props: Partial<MetricProps> = {},
): Metric {
  return new Metric({
    period: FIVE_MINUTES,
    statistic: Stats.SUM,
    ...props,
    namespace: METRICS_NAMESPACE,
    metricName,
    dimensionsMap: { service, stack: stackName, ...props.dimensionsMap },
  });
}
