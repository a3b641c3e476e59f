import { readFileSync } from 'node:fs';
import type { RuleFile } from '../../core/rules/load-rule-files';
import type { PackedFile } from '../../core/rules/packed/packed-rules';
import { unpackRules } from '../../core/rules/packed/unpacked-rules';

/** The rules in the file beside the function's code. Synthesis wrote it there. */
export function packedRuleFiles(path: string): readonly RuleFile[] {
  return unpackRules(JSON.parse(readFileSync(path, 'utf8')) as readonly PackedFile[]);
}
