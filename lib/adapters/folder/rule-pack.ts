import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePack } from '../../core/rules/packed/pack-text';
import type { PackedFile } from '../../core/rules/packed/packed-rules';
import type { CompiledPack } from '../../core/rules/packed/rule-pack';
import { projectPath } from './project-path';
import { RulePathError, rulePackFolder } from './rule-folder';

/** Where a build leaves the rules that come with the project, beside the program: reading their YAML takes a second. */
const COMPILED_PACK = join('dist', 'rule-pack.jsonl');

/**
 * The rules that come with the project, as the build compiled them; each file by its path in the project. Throws
 * `RulePathError` if there is no build.
 */
export async function compiledRulePack(): Promise<CompiledPack> {
  const path = projectPath(COMPILED_PACK);
  if (path === undefined) throw new RulePathError(COMPILED_PACK, 'not built: run npm run build');
  const folder = rulePackFolder();
  const { files, ...index } = parsePack(readFileSync(path, 'utf8'));
  return { files: files.map((each) => placedIn(folder, each)), ...index };
}

/** The documents stay unread until somebody asks for them. */
function placedIn(folder: string, file: PackedFile): PackedFile {
  return {
    file: join(folder, file.file),
    collection: folder,
    lines: file.lines,
    get documents() {
      return file.documents;
    },
  };
}
