import { ruleSources } from '../../adapters/folder/rule-folder';
import { compiledRulePack } from '../../adapters/folder/rule-pack';
import { type LoadedRules, loadRuleFiles, type RuleFile } from '../../core/rules/load-rule-files';
import { unpackRules } from '../../core/rules/packed/unpacked-rules';
import { reasonRule } from '../../core/rules/reason-rule';
import type { Finding } from '../../core/rules/yaml/document-error';
import { safeText } from '../../core/text/safe-text';
import { EXIT } from '../terminal/cli-error';
import { say } from '../terminal/output';
import type { RuleFlags } from './rule-flags';

/**
 * The project's rules, those of `--rules`, and the rule on reasons of sessions if a pattern is set. Names each refused
 * document on stderr and sets the exit code to 1.
 */
export async function alertRules({ rules: folders = [] }: RuleFlags, reasonPattern?: string): Promise<LoadedRules> {
  const { files } = await compiledRulePack();
  const loaded = loadRuleFiles([...unpackRules(files), ...(await addedFiles(folders, reasonPattern))]);
  for (const finding of loaded.refused) say(`ssm-audit: refused: ${findingLine(finding)}`);
  if (loaded.refused.length > 0) process.exitCode = EXIT.incomplete;
  return loaded;
}

/** The files beside the pack. Only they are YAML, which takes long to load and to read. */
async function addedFiles(folders: readonly string[], reasonPattern: string | undefined): Promise<readonly RuleFile[]> {
  const sources = await Promise.all(folders.map(ruleSources));
  const reasons = reasonPattern === undefined ? [] : [reasonRule(reasonPattern)];
  const added = [...sources.flat(), ...reasons];
  if (added.length === 0) return [];
  const { readRuleFiles } = await import('../../core/rules/load-rules.js');
  return readRuleFiles(added);
}

function findingLine({ file, line, message }: Finding): string {
  return safeText(`${file}:${line}: ${message}`);
}
