import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PackTitle, parsePackTitle } from '../../core/rules/packed/pack-title';
import { projectPath } from './project-path';
import { RulePathError } from './rule-folder';

/** Where a build leaves the rules that come with the project, beside the program: reading their YAML takes a second. */
const COMPILED_PACK = join('dist', 'rule-pack.jsonl');

/** What the rules that come with the project are known by. Throws `RulePathError` if there is no build. */
export function rulePackTitle(): PackTitle {
  return parsePackTitle(packBytes());
}

/** The rules that come with the project as the build left them (`packText`). Throws `RulePathError` if there is no build. */
export function packBytes(): Buffer {
  const path = projectPath(COMPILED_PACK);
  if (path === undefined) throw new RulePathError(COMPILED_PACK, 'not built: run npm run build');
  return readFileSync(path);
}
