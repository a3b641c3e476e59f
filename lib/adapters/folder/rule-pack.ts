import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompiledPack } from '../../core/rules/packed/rule-pack';
import { projectPath } from './project-path';
import { RulePathError, rulePackFolder } from './rule-folder';

/** Where a build leaves the rules that come with the project, beside the program: reading their YAML takes a second. */
const COMPILED_PACK = join('dist', 'rule-pack.json');

/**
 * The rules that come with the project, as the build compiled them; each file by its path in the project. Throws
 * `RulePathError` if there is no build.
 */
export async function compiledRulePack(): Promise<CompiledPack> {
  const path = projectPath(COMPILED_PACK);
  if (path === undefined) throw new RulePathError(COMPILED_PACK, 'not built: run npm run build');
  const folder = rulePackFolder();
  const { files, ...index } = JSON.parse(await readFile(path, 'utf8')) as CompiledPack;
  return { files: files.map((each) => ({ ...each, file: join(folder, each.file), collection: folder })), ...index };
}
