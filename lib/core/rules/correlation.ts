import type { Rule, RuleMetadata } from './rule';

/** The types of Sigma that count over time. */
export const CORRELATION_TYPES = ['event_count', 'value_count', 'temporal', 'temporal_ordered'] as const;
export type CorrelationType = (typeof CORRELATION_TYPES)[number];

/** A field by which events are put together or told apart. */
export interface CorrelatedField {
  /** As the document writes it: a path, an alias, or a derived field (`ssmAudit.principal`). */
  readonly name: string;
  /** The path in the events of each rule, in the order of the rules. */
  readonly paths: readonly string[];
}

/** What every correlation has. */
interface CorrelationBase extends Omit<RuleMetadata, 'logsource'> {
  /** The rules whose events it is about, filters already joined to their conditions. */
  readonly rules: readonly Rule[];
  readonly groupBy: readonly CorrelatedField[];
  /** What it counts or has not seen before. Empty where the events themselves or their rules count. */
  readonly fields: readonly CorrelatedField[];
  /** Changes with whatever decides about an alert, so that what was counted by other terms is not counted on. */
  readonly fingerprint: string;
}

/** A Sigma correlation: so many events, values or rules within a timespan. */
export interface WindowCorrelation extends CorrelationBase {
  readonly type: CorrelationType;
  /** How many different events, values or rules; of an order, all of its rules. */
  readonly threshold: number;
  /** In seconds. */
  readonly timespan: number;
}

/** What has never been seen before in a group, or not for long: Sigma has no type for it. */
export interface FirstSeenCorrelation extends CorrelationBase {
  readonly type: 'first_seen';
  /** After how many seconds without it something counts as new again. */
  readonly forget: number;
  /** For how many seconds after its first event the correlation only learns. */
  readonly learn: number;
}

export type Correlation = WindowCorrelation | FirstSeenCorrelation;
