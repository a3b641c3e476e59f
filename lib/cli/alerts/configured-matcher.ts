import { unknownRulesOf } from '../../core/alerts/configuration/alert-configuration';
import { overridden } from '../../core/alerts/configuration/rule-overrides';
import { compileMatcher, type EventMatcher } from '../../core/alerts/event-matcher';
import type { Rule } from '../../core/rules/rule';
import { safeText } from '../../core/text/safe-text';
import { say } from '../terminal/output';
import { alertContext, type ConfigFlag } from './alert-context';
import { alertRules, type RuleFlags } from './alert-rules';

/** The flags that say which rules and topics are asked. */
export type MatcherFlags = RuleFlags & ConfigFlag;

/** What a configuration comes to. */
export interface ConfiguredMatcher {
  readonly match: EventMatcher;
  /** The rules as the configuration has them. */
  readonly rules: readonly Rule[];
  /** The suppression window. */
  readonly windowMs: number;
}

/** The matcher for rules and the topics of the configuration. Names on stderr what looks misspelt. */
export async function configuredMatcher(flags: MatcherFlags): Promise<ConfiguredMatcher> {
  const { configuration, windowMs, reasonPattern } = await alertContext(flags.config);
  const { rules } = await alertRules(flags, reasonPattern);
  for (const id of unknownRulesOf(configuration, new Set(rules.map((rule) => rule.id)))) {
    say(`ssm-audit: the configuration names rule ${safeText(id)}, which is not loaded`);
  }
  if (configuration.topics.length === 0)
    say('ssm-audit: no alert topics are configured, so nobody would get these alerts');
  return { match: compileMatcher(rules, configuration), rules: overridden(rules, configuration.overrides), windowMs };
}
