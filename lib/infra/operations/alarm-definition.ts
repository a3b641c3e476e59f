import { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Watched } from './watched';

/** An alarm as data: what is made of it stands in `Alarms`, what to do about it in docs/operations.md. */
export interface AlarmDefinition {
  /** Names the alarm, after the stack, and its chapter in docs/operations.md. */
  readonly name: string;
  /** What it means, in a sentence that who is woken by it reads first. */
  readonly reason: string;
  /** The metric, or undefined where the audit has no such part. */
  readonly metric: (watched: Watched) => IMetric | undefined;
  /** From here on up it is bad; with `below`, under it. */
  readonly threshold: number;
  readonly below?: true;
  /** Data points looked at, and how many of them must be bad. */
  readonly periods: number;
  readonly badPeriods: number;
  /** Whether silence is bad news, too. */
  readonly silenceIsBad?: true;
}

/** Something happened once that must never happen: the first data point that is not nought. */
export const ANY = { threshold: 1, periods: 1, badPeriods: 1 } as const;

/** Something that may happen, and must not go on: two data points of three. */
export const LASTING = { threshold: 1, periods: 3, badPeriods: 2 } as const;

/** A metric of the hourly checks: one data point an hour. */
export const HOURLY = { period: Duration.hours(1), statistic: 'Maximum' } as const;
