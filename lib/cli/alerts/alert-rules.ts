import { Option } from 'commander';
import { rulePackFolder, ruleSources } from '../../adapters/folder/rule-folder';
import type { LoadedRules } from '../../core/rules/load-rule-files';
import { loadRules } from '../../core/rules/load-rules';
import { reasonRule } from '../../core/rules/reason-rule';
import type { Finding } from '../../core/rules/yaml/document-error';
import { safeText } from '../../core/text/safe-text';
import { EXIT } from '../terminal/cli-error';
import { say } from '../terminal/output';

/** The flag that adds rules. */
export interface RuleFlags {
  /** Folders of rules beside those that are read anyway. */
  readonly rules?: readonly string[];
}

/** `--rules DIR`, which may be repeated. */
export function rulesOption(): Option {
  return new Option('--rules <dir>', 'a folder with more rules (.yml, .yaml); you can repeat it').argParser(
    (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
  );
}

/**
 * The project's rules, those of `--rules`, and the rule on reasons of sessions if a pattern is set. Names each refused
 * document on stderr and sets the exit code to 1.
 */
export async function alertRules({ rules: folders = [] }: RuleFlags, reasonPattern?: string): Promise<LoadedRules> {
  const sources = await Promise.all([rulePackFolder(), ...folders].map(ruleSources));
  const reasons = reasonPattern === undefined ? [] : [reasonRule(reasonPattern)];
  const loaded = loadRules([...sources.flat(), ...reasons]);
  for (const finding of loaded.refused) say(`ssm-audit: refused: ${findingLine(finding)}`);
  if (loaded.refused.length > 0) process.exitCode = EXIT.incomplete;
  return loaded;
}

function findingLine({ file, line, message }: Finding): string {
  return safeText(`${file}:${line}: ${message}`);
}
