import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type AlertConfiguration, unknownRulesOf } from '../../core/alerts/configuration/alert-configuration';
import { loadRuleFiles, type RuleFile } from '../../core/rules/load-rule-files';
import { type RuleSource, readRuleFiles } from '../../core/rules/load-rules';
import { packRuleFiles } from '../../core/rules/packed/packed-rules';
import { REASON_RULE_FILE, reasonRule } from '../../core/rules/reason-rule';
import { isRuleFile } from '../../core/rules/rule-file';
import type { Finding } from '../../core/rules/yaml/document-error';
import { PACKAGE_FOLDER } from '../functions/package-folder';
import { ConfigurationError } from '../settings/configuration';

/** The file of rules inside the bundle, relative to the function's working directory. */
export const RULES_FILE = 'rules.json';

/** The folder of the rules of this project. */
const PACK = join(PACKAGE_FOLDER, 'lib', 'core', 'rules', 'pack');

/** Names your own rules with a folder of their own, so that no file name collides with the pack. */
const OWN_RULES = 'own';

/** The context key that a refused document comes from, and what is wrong with it. */
function refusalText({ file, line, message }: Finding): string {
  return file === REASON_RULE_FILE ? `${file}: ${message}` : `ruleFolder: ${file}:${line}: ${message}`;
}

/**
 * The rules in the bundle of the alert function. Synthesis loads them once to check them. The bundle contains them as
 * JSON, because reading YAML would slow every cold start and add a fifth to the bundle.
 */
export class RuleBundle {
  private readonly files: readonly RuleFile[];

  /**
   * Reads the pack and a folder of your own rules (relative to the CDK app; `''` for none), and makes the rule on
   * reasons of sessions (`''` for none). Throws `ConfigurationError` if the folder does not exist, a document in it is
   * refused, the pattern is not valid, or the configuration names a rule that is not loaded.
   */
  constructor(ruleFolder: string, configuration: AlertConfiguration, reasonPattern = '') {
    const reasons = reasonPattern === '' ? [] : [reasonRule(reasonPattern)];
    this.files = [...packFiles(), ...readRuleFiles([...ownSources(ruleFolder), ...reasons])];
    refuseProblems(this.files, configuration);
  }

  /** The text of the file, as `packedRuleFiles` reads it. */
  json(): string {
    return JSON.stringify(packRuleFiles(this.files));
  }
}

let pack: readonly RuleFile[] | undefined;

/** The pack, which an app with several audits reads once. */
function packFiles(): readonly RuleFile[] {
  pack ??= readRuleFiles(sourcesIn(PACK, ''));
  return pack;
}

function ownSources(ruleFolder: string): readonly RuleSource[] {
  if (ruleFolder === '') return [];
  if (existsSync(ruleFolder) && statSync(ruleFolder).isDirectory()) return sourcesIn(resolve(ruleFolder), OWN_RULES);
  throw new ConfigurationError([
    `context key ssm-audit:ruleFolder is "${ruleFolder}", which is not a folder: expected a folder with rule files (.yml, .yaml), relative to the CDK app`,
  ]);
}

function sourcesIn(folder: string, shownFolder: string): readonly RuleSource[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && isRuleFile(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ file: join(shownFolder, relative(folder, path)), collection: shownFolder, ...textOf(path) }));
}

/** A file that cannot be read, such as a link to nowhere, is refused by name with all others that are. */
function textOf(path: string): Omit<RuleSource, 'file'> {
  try {
    return { text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { text: '', unreadable: error instanceof Error ? error.message : String(error) };
  }
}

function refuseProblems(files: readonly RuleFile[], configuration: AlertConfiguration): void {
  const { rules, correlations, refused } = loadRuleFiles(files);
  const unknown = unknownRulesOf(configuration, new Set([...rules, ...correlations].map(({ id }) => id)));
  const problems = [
    ...refused.map((finding) => `context key ssm-audit:${refusalText(finding)}`),
    ...unknown.map(
      (id) =>
        `context keys ssm-audit:alertTopics and ssm-audit:rules name the rule "${id}", which is not loaded: expected an id that "ssm-audit alerts list" prints`,
    ),
  ];
  if (problems.length > 0) throw new ConfigurationError(problems);
}
