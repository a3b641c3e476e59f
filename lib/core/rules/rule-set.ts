import { predicateOf, testsOf } from '../match/condition';
import { foldCase, scalarText } from '../match/scalar-text';
import { type JsonObject, member } from '../record/json';
import { requiredLiterals } from './required-literals';
import type { Rule } from './rule';

/** A rule that a record satisfies. */
export interface MatchedRule {
  readonly rule: Rule;
  /**
   * Evaluates the rule again to explain the match. It is separate, because most callers need it only for the few alerts
   * that they send.
   */
  readonly why: () => MatchReason;
}

/** Why a rule matched, for a person to read. */
export interface MatchReason {
  /** The names of the rule's selections that hold, including exceptions. */
  readonly selections: readonly string[];
  /** The fields that those selections look at, as paths. */
  readonly fields: readonly string[];
}

/** Rules, compiled once for many records. */
export interface RuleSet {
  /** The rules that a record satisfies, in the order they were given. Never throws. */
  readonly matches: (record: JsonObject) => readonly MatchedRule[];
}

/**
 * Compiles rules to a set. Looks up rules that can only match certain event names, or else certain event sources, by
 * these. Evaluates the others for every record.
 */
export function compileRules(rules: readonly Rule[]): RuleSet {
  const candidates = rules.map((rule, order) => ({ rule, order }));
  const others = new Set(candidates);
  const byName = indexed(candidates, 'eventName', others);
  const bySource = indexed([...others], 'eventSource', others);
  return {
    matches: (record) => {
      const groups = [found(byName, record, 'eventName'), found(bySource, record, 'eventSource'), others];
      return matchedIn(groups, record).map(({ rule }) => ({ rule, why: () => reasonOf(rule, record) }));
    },
  };
}

function matchedIn(groups: readonly Iterable<Candidate>[], record: JsonObject): readonly Candidate[] {
  const matched: Candidate[] = [];
  for (const group of groups) {
    for (const candidate of group) if (candidate.rule.matches(record)) matched.push(candidate);
  }
  return matched.sort((a, b) => a.order - b.order);
}

interface Candidate {
  readonly rule: Rule;
  readonly order: number;
}

/** Candidates by a literal text of one field, in folded case. `all` is for the odd record whose field is not text. */
interface Index {
  readonly byText: ReadonlyMap<string, readonly Candidate[]>;
  readonly all: readonly Candidate[];
}

function reasonOf(rule: Rule, record: JsonObject): MatchReason {
  const holding = [...rule.selections].filter(([, condition]) => predicateOf(condition)(record));
  const fields = holding.flatMap(([, condition]) => testsOf(condition).flatMap(({ field }) => field ?? []));
  return { selections: holding.map(([name]) => name), fields: [...new Set(fields)] };
}

/** Moves the candidates that need a literal text of a field from `others` to an index of it. */
function indexed(candidates: readonly Candidate[], field: string, others: Set<Candidate>): Index {
  const byText = new Map<string, Candidate[]>();
  const all = candidates.filter((candidate) => {
    const literals = requiredLiterals(candidate.rule.condition, field);
    for (const text of literals ?? []) byText.set(text, [...(byText.get(text) ?? []), candidate]);
    return literals !== undefined;
  });
  for (const candidate of all) others.delete(candidate);
  return { byText, all };
}

function found({ byText, all }: Index, record: JsonObject, field: string): readonly Candidate[] {
  if (all.length === 0) return all;
  const text = scalarText(member(record, field));
  return text === undefined ? all : (byText.get(foldCase(text)) ?? []);
}
