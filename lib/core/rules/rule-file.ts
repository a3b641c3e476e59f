const RULE_FILE = /\.ya?ml$/i;

/** The cases that prove a rule of the pack are beside it. */
const CASES_FILE = /\.cases\.ya?ml$/i;

/** Whether a file of this name contains rules: YAML, and not the cases of a rule. */
export function isRuleFile(name: string): boolean {
  return RULE_FILE.test(name) && !CASES_FILE.test(name);
}
