import { type Condition, predicateOf } from '../match/condition';
import type { JsonObject } from '../record/json';
import type { EventKind } from './packed/rule-pack';
import { isWholeText } from './record-classes';
import type { Rule } from './rule';

/**
 * The rules as they are for records of one name and source alone: without what these decide, and without rules that can then
 * never match. Of a kind that says neither, rules stay as they are.
 */
export function rulesForKind(rules: readonly Rule[], { eventName, eventSource }: EventKind): readonly Rule[] {
  const named = Object.entries({ eventName, eventSource }).filter(([, text]) => isWholeText(text));
  const known = Object.fromEntries(named) as JsonObject;
  return rules.flatMap((rule) => {
    const condition = decided(rule.condition, known);
    return condition === false ? [] : [withCondition(rule, condition === true ? ALWAYS : condition)];
  });
}

const ALWAYS: Condition = { kind: 'and', parts: [] };

function withCondition(rule: Rule, condition: Condition): Rule {
  return { ...rule, condition, matches: predicateOf(condition) };
}

/** The condition without the tests that are about known fields alone; whether it holds where nothing else is left of it. */
function decided(condition: Condition, known: JsonObject): Condition | boolean {
  if (condition.kind === 'test') {
    const { field, reference, holds } = condition.test;
    const isKnown = field !== undefined && reference === undefined && Object.hasOwn(known, field);
    return isKnown ? holds(known) : condition;
  }
  if (condition.kind === 'not') {
    const part = decided(condition.part, known);
    return typeof part === 'boolean' ? !part : { kind: 'not', part };
  }
  const isDecisive = condition.kind === 'or';
  const parts = condition.parts.map((part) => decided(part, known));
  if (parts.includes(isDecisive)) return isDecisive;
  const left = parts.filter((part) => typeof part !== 'boolean');
  return left.length === 0 ? !isDecisive : { kind: condition.kind, parts: left };
}
