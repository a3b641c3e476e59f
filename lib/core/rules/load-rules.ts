import { type LoadedRules, loadRuleFiles } from './load-rule-files';
import { readYaml } from './yaml-document';

/** A rule file: the name to show for it, and its YAML, one document or several. */
export interface RuleSource {
  readonly file: string;
  readonly text: string;
}

/** Loads Sigma rules and filters from YAML, as `loadRuleFiles` does. Never throws for what is in a file. */
export function loadRules(sources: readonly RuleSource[]): LoadedRules {
  return loadRuleFiles(sources.map(({ file, text }) => ({ file, documents: readYaml(text) })));
}
