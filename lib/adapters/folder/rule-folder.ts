import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuleSource } from '../../core/rules/load-rules';
import { isRuleFile } from '../../core/rules/rule-file';
import { projectPath } from './project-path';

/** The given path of rules is not a readable file or folder. */
export class RulePathError extends Error {
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`rules '${path}': ${reason}: expected a folder with rule files (.yml, .yaml), or one such file`);
    this.name = 'RulePathError';
  }
}

/**
 * The rule files below a folder, sorted by path, or the one file that you name. Throws `RulePathError` if there is
 * none.
 */
export async function ruleSources(path: string): Promise<readonly RuleSource[]> {
  const sources = await sourcesOf(path);
  if (sources.length === 0) throw new RulePathError(path, 'no rule files under this folder');
  return sources.map((source) => ({ ...source, collection: path }));
}

async function sourcesOf(path: string): Promise<readonly RuleSource[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [{ file: path, text: await readFile(path, 'utf8') }];
    const sources: RuleSource[] = [];
    // Opens one file after the other: a process may not have thousands of files open at once.
    for (const file of await ruleFilesBelow(path)) sources.push(await sourceBelow(file));
    return sources;
  } catch (error) {
    throw new RulePathError(path, reasonOf(error));
  }
}

/** A file of a folder; one that cannot be read, such as a link to nowhere, must not keep the others out. */
async function sourceBelow(file: string): Promise<RuleSource> {
  try {
    return { file, text: await readFile(file, 'utf8') };
  } catch (error) {
    return { file, text: '', unreadable: reasonOf(error) };
  }
}

async function ruleFilesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && isRuleFile(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function reasonOf(error: unknown): string {
  const isMissing = typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
  if (isMissing) return 'no such file or folder';
  return error instanceof Error ? error.message : String(error);
}

/** The folder of the rules that come with the project. Throws `RulePathError` if somebody copied only the program. */
export function rulePackFolder(): string {
  const folder = projectPath(PACK);
  if (folder === undefined) throw new RulePathError(PACK, 'not in any folder above the program');
  return folder;
}

const PACK = join('lib', 'core', 'rules', 'pack');
