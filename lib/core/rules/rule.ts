import type { Condition, RecordPredicate } from '../match/condition';
import type { Selections } from '../match/condition-text';

/** Sigma's levels, lowest first. */
export const LEVELS = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type Level = (typeof LEVELS)[number];

/** How well a rule is tested, in Sigma's words. */
export const STATUSES = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'] as const;
export type Status = (typeof STATUSES)[number];

/** What a rule reads; every rule here reads CloudTrail records of AWS. */
export interface LogSource {
  readonly product: string;
  /** Absent if a rule is for all logs of AWS. */
  readonly service?: string;
  readonly definition?: string;
}

/** What a Sigma rule says about itself. */
export interface RuleMetadata {
  /** The id as written. For a rule without one, its `name` or else its title. */
  readonly id: string;
  readonly name?: string;
  readonly title: string;
  /** `medium` if the rule gives none, because somebody must see what nobody has graded. */
  readonly level: Level;
  readonly status?: Status;
  readonly description?: string;
  readonly author?: string;
  readonly references: readonly string[];
  readonly falsepositives: readonly string[];
  /** What the receiver of an alert does next. This is a field of this project; Sigma lets users add fields. */
  readonly nextSteps: readonly string[];
  readonly tags: readonly string[];
  readonly logsource: LogSource;
  /** Where the rule is from: the caller's name of the file, and the first line of the document in it. */
  readonly file: string;
  readonly line: number;
}

/** A Sigma rule, ready to be matched. */
export interface Rule extends RuleMetadata {
  /** The rule's own condition and that of every filter on it. */
  readonly condition: Condition;
  readonly selections: Selections;
  /** A correlation of its own folder counts it, so that it raises no alerts of its own. */
  readonly isQuiet?: true;
  readonly matches: RecordPredicate;
}
