import { type ConfigurationValue, textOf } from './configuration-value';

/** Any text of one line: ids are UUIDs by Sigma's advice, and names or titles where a rule has none. */
const RULE_ID = /^\S.{0,255}$/;

/** The id of a rule. Whether such a rule is there is asked where rules are loaded. */
export function parseRuleId(value: ConfigurationValue): string | undefined {
  return textOf(value, RULE_ID, 'the id of a rule, as "ssm-audit alerts list" prints it');
}
