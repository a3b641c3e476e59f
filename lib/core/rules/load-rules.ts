import { type LoadedRules, loadRuleFiles, type RuleFile } from './load-rule-files';
import { DocumentError } from './yaml/document-error';
import { readYaml } from './yaml/yaml-document';

/** A rule file: the name to show for it, and its YAML, one document or several. */
export interface RuleSource {
  readonly file: string;
  readonly text: string;
  /** Which of the folders that are loaded together it is from. */
  readonly collection?: string;
  /** Why the file could not be read; it is refused then, and the others still load. */
  readonly unreadable?: string;
}

/** Loads Sigma rules and filters from YAML, as `loadRuleFiles` does. Never throws for what is in a file. */
export function loadRules(sources: readonly RuleSource[]): LoadedRules {
  return loadRuleFiles(readRuleFiles(sources));
}

/** The documents of rule files, or what is wrong with each, for loading them together with files that were read before. */
export function readRuleFiles(sources: readonly RuleSource[]): readonly RuleFile[] {
  return sources.map((source) => ({ ...placeOf(source), documents: documentsOf(source) }));
}

function documentsOf({ text, unreadable }: RuleSource): RuleFile['documents'] {
  if (unreadable === undefined) return readYaml(text);
  return [new DocumentError(1, `cannot be read: ${unreadable}`)];
}

function placeOf({ file, collection }: RuleSource): Omit<RuleFile, 'documents'> {
  return { file, ...(collection !== undefined && { collection }) };
}
