import { Metrics } from '@aws-lambda-powertools/metrics';
import { METRICS_NAMESPACE } from '../contract/metric-names';

/** The dimension that separates the metrics of two stacks in one account, in addition to Powertools' own `service`. */
const STACK_DIMENSION = 'stack';

/**
 * The metrics of one function of a stack, under the dimensions `service` and `stack`. There are no others, because
 * CloudWatch counts each combination of values as a metric. The caller publishes them at the end of an invocation.
 */
export function functionMetrics(service: string, stackName: string): Metrics {
  return new Metrics({
    namespace: METRICS_NAMESPACE,
    serviceName: service,
    defaultDimensions: { [STACK_DIMENSION]: stackName },
  });
}
