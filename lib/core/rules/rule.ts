import type { Condition, RecordPredicate } from '../match/condition';
import type { Selections } from '../match/condition-text';

/** Sigma's levels, lowest first. */
export const LEVELS = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type Level = (typeof LEVELS)[number];

/** How far a rule is tried, in Sigma's words. */
export const STATUSES = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'] as const;
export type Status = (typeof STATUSES)[number];

/** What a rule reads; every rule here reads CloudTrail records of AWS. */
export interface LogSource {
  readonly product: string;
  /** Absent where a rule is meant for all logs of AWS. */
  readonly service?: string;
  readonly definition?: string;
}

/** What a Sigma rule says about itself. */
export interface RuleMetadata {
  /** As written; the `name`, or else the title, of a rule that has none. */
  readonly id: string;
  readonly name?: string;
  readonly title: string;
  /** `medium` where the rule gives none: what nobody has weighed must be seen by somebody. */
  readonly level: Level;
  readonly status?: Status;
  readonly description?: string;
  readonly author?: string;
  readonly references: readonly string[];
  readonly falsepositives: readonly string[];
  /** What whoever is alerted does next; a field of our own, which Sigma leaves to its users. */
  readonly nextSteps: readonly string[];
  readonly tags: readonly string[];
  readonly logsource: LogSource;
  /** Where the rule was read: the name that the caller gave the file, and the document's first line in it. */
  readonly file: string;
  readonly line: number;
}

/** A Sigma rule, ready to be matched. */
export interface Rule extends RuleMetadata {
  /** The rule's own condition and that of every filter on it. */
  readonly condition: Condition;
  readonly selections: Selections;
  /** Whether any record of this system could satisfy it. False is a finding of the lint; it is evaluated all the same. */
  readonly canMatch: boolean;
  readonly matches: RecordPredicate;
}
