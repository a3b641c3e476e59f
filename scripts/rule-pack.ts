import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { compilePack } from '../lib/core/rules/packed/compiled-pack';
import { makePackTitle } from '../lib/core/rules/packed/make-pack-title';
import { packText } from '../lib/core/rules/packed/pack-text';
import { isRuleFile } from '../lib/core/rules/rule-file';
import { DIST, PROJECT_ROOT } from './project-root';

const PACK = join(PROJECT_ROOT, 'lib', 'core', 'rules', 'pack');

/**
 * The rules that come with the project, compiled: where they go, and as what. Files are named by their paths in the pack.
 *
 * @param judge the code that judges events by them (`judgingCode`)
 */
export function compiledRulePack(judge: string): { readonly path: string; readonly contents: Uint8Array } {
  const paths = readdirSync(PACK, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isRuleFile(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const sources = paths.map((path) => ({
    file: relative(PACK, path).split(sep).join('/'),
    text: readFileSync(path, 'utf8'),
  }));
  const pack = compilePack(sources);
  return { path: join(DIST, 'rule-pack.jsonl'), contents: Buffer.from(packText(makePackTitle(pack, judge), pack)) };
}
