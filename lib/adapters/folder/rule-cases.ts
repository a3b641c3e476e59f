import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { projectPath } from './project-path';

/** Where a build leaves the cases of the rules that come with the project. */
const PACKED_CASES = join('dist', 'rule-cases.json');

/** A call that a rule catches, or does not: the members of its record that matter. */
export interface RuleCase {
  readonly name: string;
  /** Who calls, in a word: `pipeline`. */
  readonly by?: string;
  readonly record?: object;
}

/** The cases that prove a rule; of a correlation, how many alerts its calls raise. */
export type RuleCases =
  | { readonly match: readonly RuleCase[]; readonly noMatch: readonly RuleCase[] }
  | { readonly cases: readonly { readonly name: string; readonly alerts: number }[] };

/** The cases of the rule in a file of the pack. Undefined for any other rule. */
export async function casesOfRule(file: string): Promise<RuleCases | undefined> {
  const path = projectPath(PACKED_CASES);
  if (path === undefined) return undefined;
  const cases = JSON.parse(await readFile(path, 'utf8')) as Readonly<Record<string, RuleCases>>;
  const name = basename(file);
  return Object.hasOwn(cases, name) ? cases[name] : undefined;
}
