import { ExpectedAlerts } from '../../app/alert/expected-alerts';
import { UNEVALUATED_RULE } from '../../core/alerts/alert-rule';
import { unknownRulesOf } from '../../core/alerts/configuration/alert-configuration';
import { overridden } from '../../core/alerts/configuration/rule-overrides';
import { compileMatcher, compileTopics, type EventMatcher } from '../../core/alerts/event-matcher';
import { compileCorrelations } from '../../core/correlations/correlator';
import type { Correlation } from '../../core/rules/correlation';
import type { Rule } from '../../core/rules/rule';
import { safeText } from '../../core/text/safe-text';
import { alertContext } from '../rules/alert-context';
import { alertRules } from '../rules/alert-rules';
import { chosenRules } from '../rules/chosen-rules';
import type { ChosenRules, ConfigFlag, RuleFlags } from '../rules/rule-flags';
import { say } from '../terminal/output';

/** The flags that say which rules and topics are asked. */
export type MatcherFlags = RuleFlags & ChosenRules & ConfigFlag;

/** What a configuration comes to. */
export interface ConfiguredMatcher {
  readonly match: EventMatcher;
  /** The rules and correlations that raise alerts, as the configuration has them. */
  readonly rules: readonly (Rule | Correlation)[];
  /** Collects the alerts. */
  readonly expected: ExpectedAlerts;
}

/** The matcher for rules and the topics of the configuration. Names on stderr what looks misspelt. */
export async function configuredMatcher(flags: MatcherFlags): Promise<ConfiguredMatcher> {
  const { configuration, windowMs, reasonPattern } = await alertContext(flags.config);
  const loaded = await alertRules(flags, reasonPattern);
  const ids = new Set([...loaded.rules, ...loaded.correlations].map(({ id }) => id));
  for (const id of unknownRulesOf(configuration, ids)) {
    say(`ssm-audit: the configuration names rule ${safeText(id)}, which is not loaded`);
  }
  if (configuration.topics.length === 0)
    say('ssm-audit: no alert topics are configured, so nobody would get these alerts');
  const chosen = chosenRules(loaded, flags);
  for (const { title } of chosen.rules.filter(({ isQuiet }) => isQuiet && flags.rule)) {
    say(`ssm-audit: the rule "${safeText(title)}" raises no alerts of its own: correlations count what it matches`);
  }
  const heard = overridden(
    chosen.rules.filter(({ isQuiet }) => !isQuiet),
    configuration.overrides,
  );
  const correlations = overridden(chosen.correlations, configuration.overrides);
  const correlating = { correlator: compileCorrelations(correlations), topicsOf: compileTopics(configuration) };
  return {
    match: amongChosen(compileMatcher(chosen.rules, configuration), flags),
    rules: [...heard, ...correlations],
    expected: new ExpectedAlerts(windowMs, correlating),
  };
}

/** Of the matches, those of the rules that somebody chose; and of records that none of them could be evaluated on. */
function amongChosen(match: EventMatcher, { rule: ids }: ChosenRules): EventMatcher {
  if (ids === undefined) return match;
  return (observed) => match(observed).filter(({ rule }) => rule === UNEVALUATED_RULE || ids.includes(rule.id));
}
