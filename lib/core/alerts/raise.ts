import { type TextTest, textTest } from '../match/text-test';
import { parsePattern } from '../match/wildcard-pattern';
import type { StoredEvent } from '../rows/stored-event';
import { LEVELS, type Level, type Rule } from '../rules/rule';
import { compileRules, type MatchedRule, type MatchReason, type RuleSet } from '../rules/rule-set';
import type { AlertConfiguration } from './alert-configuration';
import { type AlertRule, namedEventRule, UNEVALUATED_RULE } from './alert-rule';
import type { ObservedEvent } from './observed-event';
import { overridden } from './rule-overrides';
import type { AlertTopic } from './topic-configuration';

/** An event that a rule catches, and the topics that want to know. */
export interface Raised {
  readonly rule: AlertRule;
  readonly observed: ObservedEvent;
  /** Names of topics, in the order of the configuration; empty where nobody asks for what the rule catches. */
  readonly topics: readonly string[];
  /** Absent where no rule was asked: an event selected by name, a record that could not be evaluated. */
  readonly why?: () => MatchReason;
}

/** Asks rules and topics about events. Compiled once, asked often; never throws. */
export type Raise = (observed: ObservedEvent) => readonly Raised[];

/** Compiles rules and the configuration's topics and overrides. */
export function compileRaise(rules: readonly Rule[], configuration: AlertConfiguration): Raise {
  const ruleSet = compileRules(overridden(rules, configuration.overrides));
  const topics = configuration.topics.map(compileTopic);
  return (observed) => {
    const caught = caughtBy(ruleSet, topics, observed);
    return [...caught, ...selectedByName(topics, observed, caught)];
  };
}

/** A topic with its questions compiled. */
interface CompiledTopic {
  readonly name: string;
  readonly wantsRule: (rule: AlertRule) => boolean;
  readonly wantsEventName: TextTest;
  /** Whether the event is one of those that the topic's filters leave. */
  readonly passes: (event: StoredEvent) => boolean;
}

function compileTopic(topic: AlertTopic): CompiledTopic {
  const rules = new Set(topic.rules);
  const levels = levelsFrom(topic.minimumLevel);
  const usesRules = rules.size > 0 || levels.length > 0;
  return {
    name: topic.name,
    // Whoever relies on rules must learn that they could not be asked, whatever the level.
    wantsRule: (rule) => (rule === UNEVALUATED_RULE ? usesRules : rules.has(rule.id) || levels.includes(rule.level)),
    wantsEventName: textTest(topic.events.map(parsePattern), false),
    passes: ({ outcome, recipientAccountId }) =>
      admits(topic.outcomes, outcome) && admits(topic.accounts, recipientAccountId),
  };
}

function levelsFrom(minimum: Level | undefined): readonly Level[] {
  return minimum === undefined ? [] : LEVELS.slice(LEVELS.indexOf(minimum));
}

/** What is not known is not filtered out: a record that could not be read whole must not be silent for it. */
function admits(admitted: readonly string[], value: string | undefined): boolean {
  return admitted.length === 0 || value === undefined || admitted.includes(value);
}

function caughtBy(ruleSet: RuleSet, topics: readonly CompiledTopic[], observed: ObservedEvent): readonly Raised[] {
  const matched = matchedRules(ruleSet, observed);
  return matched.map(({ rule, why }) => {
    const wanting = topics.filter((topic) => topic.wantsRule(rule) && topic.passes(observed.event));
    return { rule, observed, topics: wanting.map(({ name }) => name), ...(why && { why }) };
  });
}

type Matched = { readonly rule: AlertRule; readonly why?: MatchedRule['why'] };

/** A fault while matching is no answer either: it is told as a record that could not be evaluated. */
function matchedRules(ruleSet: RuleSet, { record }: ObservedEvent): readonly Matched[] {
  if (record === undefined) return [{ rule: UNEVALUATED_RULE }];
  try {
    return ruleSet.matches(record);
  } catch {
    return [{ rule: UNEVALUATED_RULE }];
  }
}

/**
 * The topics that ask for the event's name; one that is told of the event by a rule already is not told twice. KMS calls on
 * parameters stand beside the events that people name: only rules, which ask for them on purpose, tell of them.
 */
function selectedByName(
  topics: readonly CompiledTopic[],
  observed: ObservedEvent,
  caught: readonly Raised[],
): readonly Raised[] {
  const { eventName, related } = observed.event;
  if (eventName === undefined || related) return [];
  const told = new Set(caught.flatMap((raised) => raised.topics));
  const wanting = topics
    .filter(
      ({ name, wantsEventName, passes }) => wantsEventName(eventName) && !told.has(name) && passes(observed.event),
    )
    .map(({ name }) => name);
  return wanting.length === 0 ? [] : [{ rule: namedEventRule(eventName), observed, topics: wanting }];
}
