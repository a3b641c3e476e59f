import { type TextTest, textTest } from '../match/text-test';
import { parsePattern } from '../match/wildcard-pattern';
import type { StoredEvent } from '../rows/stored-event';
import { LEVELS, type Level, type Rule } from '../rules/rule';
import { compileRules, type MatchedRule, type MatchReason, type RuleSet } from '../rules/rule-set';
import { type AlertRule, namedEventRule, UNEVALUATED_RULE } from './alert-rule';
import type { AlertConfiguration } from './configuration/alert-configuration';
import { overridden } from './configuration/rule-overrides';
import type { AlertTopic } from './configuration/topic-configuration';
import { levelledRule } from './deployment-level';
import type { ObservedEvent } from './observed-event';

/** A rule that an event matches, and the topics that select the two. */
export interface AlertMatch {
  readonly rule: AlertRule;
  readonly observed: ObservedEvent;
  /** Names of topics, in the order of the configuration. Empty if no topic selects the match. */
  readonly topics: readonly string[];
  /** What the rule has not seen before: of a correlation of first sight. */
  readonly values?: readonly string[];
  /** Absent if no rule was evaluated: for an event that a topic selects by name, or a record that cannot be read. */
  readonly why?: () => MatchReason;
}

/** Gives the matches of an event. It is compiled once and called often. It never throws. */
export type EventMatcher = (observed: ObservedEvent) => readonly AlertMatch[];

/** Compiles rules and the configuration's topics and overrides. */
export function compileMatcher(rules: readonly Rule[], configuration: AlertConfiguration): EventMatcher {
  const heard = rules.filter(({ isQuiet }) => !isQuiet);
  const ruleSet = compileRules(overridden(heard, configuration.overrides));
  const topics = configuration.topics.map(compileTopic);
  return (observed) => {
    const byRules = matchedByRules(ruleSet, topics, observed, configuration.deployers);
    return topics.length === 0 ? byRules : [...byRules, ...selectedByName(topics, observed, byRules)];
  };
}

/** What is known about the events of an alert, by which topics filter. Unknown values pass. */
export type TopicFacts = Pick<StoredEvent, 'outcome' | 'recipientAccountId'>;

/** The names of the topics that select a rule, for events of which so much is known. */
export type TopicsOf = (rule: AlertRule, facts: TopicFacts) => readonly string[];

/** Compiles the configuration's topics for alerts that are not about one event. */
export function compileTopics({ topics }: Pick<AlertConfiguration, 'topics'>): TopicsOf {
  const compiled = topics.map(compileTopic);
  return (rule, facts) =>
    compiled.filter((topic) => topic.selectsRule(rule) && topic.passes(facts)).map(({ name }) => name);
}

/** A topic with its compiled conditions. */
interface CompiledTopic {
  readonly name: string;
  readonly selectsRule: (rule: AlertRule) => boolean;
  readonly selectsEventName: TextTest;
  /** Whether the event passes the filters of the topic. */
  readonly passes: (event: TopicFacts) => boolean;
}

function compileTopic(topic: AlertTopic): CompiledTopic {
  const rules = new Set(topic.rules);
  const levels = levelsFrom(topic.minimumLevel);
  const usesRules = rules.size > 0 || levels.length > 0;
  return {
    name: topic.name,
    // Topics that rely on rules must learn that no rule could be evaluated, whatever the level.
    selectsRule: (rule) => (rule === UNEVALUATED_RULE ? usesRules : rules.has(rule.id) || levels.includes(rule.level)),
    selectsEventName: textTest(topic.events.map(parsePattern), false),
    passes: ({ outcome, recipientAccountId }) =>
      admits(topic.outcomes, outcome) && admits(topic.accounts, recipientAccountId),
  };
}

function levelsFrom(minimum: Level | undefined): readonly Level[] {
  return minimum === undefined ? [] : LEVELS.slice(LEVELS.indexOf(minimum));
}

/** Unknown values pass the filter, because a record that could not be read whole must not be silent. */
function admits(admitted: readonly string[], value: string | undefined): boolean {
  return admitted.length === 0 || value === undefined || admitted.includes(value);
}

function matchedByRules(
  ruleSet: RuleSet,
  topics: readonly CompiledTopic[],
  observed: ObservedEvent,
  deployers: readonly string[],
): readonly AlertMatch[] {
  const matched = matchedRules(ruleSet, observed);
  return matched.map(({ rule: matching, why }) => {
    const rule = levelledRule(matching, observed.event, observed.record, deployers);
    const selecting = topics.filter((topic) => topic.selectsRule(rule) && topic.passes(observed.event));
    return { rule, observed, topics: selecting.map(({ name }) => name), ...(why && { why }) };
  });
}

type Matched = { readonly rule: AlertRule; readonly why?: MatchedRule['why'] };

/** A fault while matching counts as a record that could not be evaluated. */
function matchedRules(ruleSet: RuleSet, { record }: ObservedEvent): readonly Matched[] {
  if (record === undefined) return [{ rule: UNEVALUATED_RULE }];
  try {
    return ruleSet.matches(record);
  } catch {
    return [{ rule: UNEVALUATED_RULE }];
  }
}

/**
 * The topics that select the event by its name, without those that get it by a rule already. Topics do not select KMS
 * calls on parameters, or calls that tamper with the stack, by name. Only rules, which name them on purpose, select them.
 */
function selectedByName(
  topics: readonly CompiledTopic[],
  observed: ObservedEvent,
  byRules: readonly AlertMatch[],
): readonly AlertMatch[] {
  const { eventName, related, guard } = observed.event;
  if (eventName === undefined || related || guard) return [];
  const informed = new Set(byRules.flatMap((match) => match.topics));
  const selecting = topics
    .filter(
      ({ name, selectsEventName, passes }) =>
        selectsEventName(eventName) && !informed.has(name) && passes(observed.event),
    )
    .map(({ name }) => name);
  return selecting.length === 0 ? [] : [{ rule: namedEventRule(eventName), observed, topics: selecting }];
}
