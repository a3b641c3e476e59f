import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { LoadedRules } from '../../../lib/core/rules/load-rule-files';
import { loadRules, type RuleSource } from '../../../lib/core/rules/load-rules';

/** Where the rules of the pack lie, each `<name>.yml` with its cases beside it in `<name>.cases.yml`. */
export const PACK = join(__dirname, '../../../lib/core/rules/pack');

const CASES = '.cases.yml';

/** The names of the rules, sorted. */
export const PACK_NAMES: readonly string[] = readdirSync(PACK)
  .filter((file) => file.endsWith('.yml') && !file.endsWith(CASES))
  .map((file) => basename(file, '.yml'))
  .sort();

/** The text of a rule's file. */
export function ruleTextOf(name: string): string {
  return readFileSync(join(PACK, `${name}.yml`), 'utf8');
}

/** The text of the file with a rule's cases. Throws where a rule has none. */
export function casesTextOf(name: string): string {
  return readFileSync(join(PACK, `${name}${CASES}`), 'utf8');
}

/** The files of cases that lie in the pack, by the name of the rule they claim to be about. */
export function namesWithCases(): readonly string[] {
  const files = readdirSync(PACK).filter((file) => file.endsWith(CASES));
  return files.map((file) => file.slice(0, -CASES.length)).sort();
}

/** Loads the pack; the `file` of each rule is its name. */
export function loadPack(): LoadedRules {
  const sources: readonly RuleSource[] = PACK_NAMES.map((name) => ({ file: name, text: ruleTextOf(name) }));
  return loadRules(sources);
}
