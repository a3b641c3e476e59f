import type { CatchingRule } from '../../core/rules/packed/pack-title';
import { LEVELS } from '../../core/rules/rule';

/** The rules that catch one event, the severest first; at least one. */
export type CaughtBy = readonly CatchingRule[];

/** Rules as a table names them. Those of one level stay in their order. */
export function severestFirst(rules: readonly CatchingRule[]): CaughtBy {
  return [...rules].sort((one, other) => LEVELS.indexOf(other.level) - LEVELS.indexOf(one.level));
}
