import { Metrics } from '@aws-lambda-powertools/metrics';
import { METRICS_NAMESPACE } from '../contract/metric-names';

/** The dimension that keeps the metrics of two stacks in one account apart, beside Powertools' own `service`. */
const STACK_DIMENSION = 'stack';

/**
 * The metrics of one function of a stack, under the dimensions `service` and `stack`: those alone, because CloudWatch
 * takes each combination of values for a metric of its own. Whoever makes them publishes them at the end of an invocation.
 */
export function functionMetrics(service: string, stackName: string): Metrics {
  return new Metrics({
    namespace: METRICS_NAMESPACE,
    serviceName: service,
    defaultDimensions: { [STACK_DIMENSION]: stackName },
  });
}
