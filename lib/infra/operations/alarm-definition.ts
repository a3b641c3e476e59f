import { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmName } from '../../contract/alarm-names';
import type { Watched } from './watched';

/** An alarm as data. `Alarms` makes it, and docs/operations.md says what to do about it. */
export interface AlarmDefinition {
  /** The name of the alarm, after the name of the stack, and of its chapter in docs/operations.md. */
  readonly name: AlarmName;
  /** What it means, in the sentence that the person on call reads first. */
  readonly reason: string;
  /** The metric, or undefined if the audit has no such part. */
  readonly metric: (watched: Watched) => IMetric | undefined;
  /** From this value up, it is bad. With `below`, it is bad under this value. */
  readonly threshold: number;
  readonly below?: true;
  /** How many data points the alarm looks at, and how many of them must be bad. */
  readonly periods: number;
  readonly badPeriods: number;
  /** Without data, the alarm stays as it is. Otherwise, no data is good. */
  readonly keepsState?: true;
}

/** Something must never happen: the alarm fires at the first data point that is not zero. */
export const ANY = { threshold: 1, periods: 1, badPeriods: 1 } as const;

/** Something may happen, but must not go on: the alarm fires at two data points of three. */
export const LASTING = { threshold: 1, periods: 3, badPeriods: 2 } as const;

/** A metric of the hourly checks: one data point an hour. */
export const HOURLY = { period: Duration.hours(1), statistic: 'Maximum' } as const;
