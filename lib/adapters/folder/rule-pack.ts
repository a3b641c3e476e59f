import { join } from 'node:path';
import { parsePack } from '../../core/rules/packed/pack-text';
import type { PackedFile } from '../../core/rules/packed/packed-rules';
import type { CompiledPack } from '../../core/rules/packed/rule-pack';
import { rulePackFolder } from './rule-folder';
import { packBytes } from './rule-pack-title';

/**
 * The rules that come with the project, as the build compiled them; each file by its path in the project. Throws
 * `RulePathError` if there is no build.
 */
export async function compiledRulePack(): Promise<CompiledPack> {
  const folder = rulePackFolder();
  const { files, ...index } = parsePack(packBytes().toString());
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
