import { LEVELS, type Level, type Rule } from '../../rules/rule';
import { type ConfigurationValue, choiceOf, itemsOf, membersOf, refuse } from './configuration-value';
import { parseRuleId } from './rule-id';

/** What a deployment changes about rules without touching their files. */
export interface RuleOverrides {
  /** Ids of disabled rules. */
  readonly disabled: readonly string[];
  /** Levels by rule id, which replace the levels of the rules. */
  readonly levels: ReadonlyMap<string, Level>;
}

/** More than the pack and all public rules for CloudTrail together. */
const MAX_OVERRIDES = 500;

/** The overrides in the value of the context key `ssm-audit:rules`. None if nothing is given. */
export function parseRuleOverrides(value: ConfigurationValue | undefined): RuleOverrides {
  const members = value && membersOf(value, ['disabled', 'levels']);
  return {
    disabled: itemsOf(members?.disabled, 'rule ids', MAX_OVERRIDES, parseRuleId),
    levels: levelsOf(members?.levels),
  };
}

function levelsOf(value: ConfigurationValue | undefined): ReadonlyMap<string, Level> {
  if (value === undefined) return new Map();
  const { given, place, problems } = value;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    refuse(value, `an object of rule ids, each with one of ${LEVELS.join(', ')}`);
    return new Map();
  }
  const levels = Object.entries(given).flatMap(([id, level]) => {
    const choice = choiceOf({ place: `${place}.${id}`, given: level, problems }, LEVELS);
    return choice === undefined ? [] : [[id, choice] as const];
  });
  return new Map(levels);
}

/** The rules, or correlations, with the overrides of a deployment: without disabled rules, and with changed levels. */
export function overridden<Overridable extends Pick<Rule, 'id' | 'level'>>(
  rules: readonly Overridable[],
  { disabled, levels }: RuleOverrides,
): readonly Overridable[] {
  const off = new Set(disabled);
  return rules.filter(({ id }) => !off.has(id)).map((rule) => ({ ...rule, level: levels.get(rule.id) ?? rule.level }));
}
