/**
 * A number in a rule. Both texts count when it is compared: `1.10` and account `012345678901` lose digits as numbers,
 * `0x10` and `3306.0` are not how a record writes them.
 */
export interface WrittenNumber {
  /** The number as the rule's author typed it, `012345678901`. */
  readonly written: string;
  readonly value: number;
}

/** One value of a test, as YAML or a command line gives it. Text still has its wildcards and backslashes. */
export type RuleValue = string | boolean | null | WrittenNumber;

/** Whether a value is a number of a rule. */
export function isWrittenNumber(value: RuleValue): value is WrittenNumber {
  return typeof value === 'object' && value !== null;
}

/** A value as an error message shows it: text in quotes, everything else bare. */
export function shownValue(value: RuleValue): string {
  if (isWrittenNumber(value)) return value.written;
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
