import type { Duration } from 'aws-cdk-lib';
import { MathExpression, type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmDefinition } from './alarm-definition';
import type { Watched } from './watched';

/** What must be heard at least once in some periods. */
export interface Heard {
  /** What is counted. Its own period does not matter. */
  readonly metric: (watched: Watched) => Metric | undefined;
  /** How long a data point covers: longer than the pause that is in order. */
  readonly period: Duration;
  /** How many periods in a row may pass in silence before the alarm speaks. */
  readonly periods: number;
}

/**
 * The part of an alarm that speaks of silence. A metric that nobody emits has no data points, and CloudWatch would go on
 * judging the last one that there is (CloudWatch user guide: how alarms treat missing data). So missing data points
 * count as 0, and the alarm takes several. It judges only periods in which the stack was there, which the delivery
 * queue tells: Lambda polls it, and SQS reports a polled queue. A new stack is therefore not silent, and one without
 * data at all stays in the state that it has.
 */
export function silenceOf({ metric, period, periods }: Heard): Pick<AlarmDefinition, Keys> {
  return {
    metric: (watched) => {
      const heard = metric(watched);
      return heard && whileThere(watched, heard, period);
    },
    threshold: 1,
    below: true,
    periods,
    badPeriods: periods,
    keepsState: true,
  };
}

type Keys = 'metric' | 'threshold' | 'below' | 'periods' | 'badPeriods' | 'keepsState';

function whileThere({ deliveryQueue }: Watched, heard: Metric, period: Duration): MathExpression {
  const there = deliveryQueue.metricApproximateNumberOfMessagesVisible({ period, statistic: Stats.SAMPLE_COUNT });
  return new MathExpression({
    label: 'heard',
    expression: 'IF(there >= 0, FILL(heard, 0))',
    period,
    usingMetrics: { heard: heard.with({ period }), there },
  });
}
