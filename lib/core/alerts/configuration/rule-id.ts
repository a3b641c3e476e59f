import { type ConfigurationValue, textOf } from './configuration-value';

/** Any text of one line. Sigma recommends UUIDs, and a rule without an id has its name or title instead. */
const RULE_ID = /^\S.{0,255}$/;

/** The id of a rule. Loading the rules checks whether it exists. */
export function parseRuleId(value: ConfigurationValue): string | undefined {
  return textOf(value, RULE_ID, 'the id of a rule, as "ssm-audit alerts list" prints it');
}
