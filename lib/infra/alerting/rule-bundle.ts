import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { ICommandHooks } from 'aws-cdk-lib/aws-lambda-nodejs';
import { type AlertConfiguration, unknownRulesOf } from '../../core/alerts/alert-configuration';
import { loadRules } from '../../core/rules/load-rules';
import { isRuleFile } from '../../core/rules/rule-file';
import { ConfigurationError } from '../configuration';
import { PROJECT_ROOT } from '../function-bundle';

/** The folder of rules inside the bundle, relative to the function's working directory. */
export const RULES_FOLDER = 'rules';

/** Where the rules of this project lie. */
const PACK = join(PROJECT_ROOT, 'lib', 'core', 'rules', 'pack');

/** Rules of one's own stand in a folder of their own, so that no name of a file can hide one of the pack. */
const OWN_RULES = join(RULES_FOLDER, 'own');

/** A rule file and where in the bundle it goes. */
interface BundledFile {
  readonly source: string;
  readonly target: string;
}

/** The rules that the alert function takes along, loaded once before to be sure of them. */
export class RuleBundle {
  private readonly files: readonly BundledFile[];

  /**
   * Reads the pack and a folder of one's own (relative to the CDK app; `''` for none). `ConfigurationError` where the
   * folder is not there, a document in it is refused, or the configuration names a rule that is not loaded.
   */
  constructor(ruleFolder: string, configuration: AlertConfiguration) {
    this.files = [...filesOf(PACK, RULES_FOLDER), ...ownFiles(ruleFolder)];
    refuseProblems(this.files, configuration);
  }

  /** Copies the files beside the bundled code. What the commands read are the very files that were loaded. */
  get commandHooks(): ICommandHooks {
    return {
      beforeBundling: () => [],
      beforeInstall: () => [],
      afterBundling: (_, outputFolder) => copyCommands(this.files, outputFolder),
    };
  }
}

function ownFiles(ruleFolder: string): readonly BundledFile[] {
  if (ruleFolder === '') return [];
  if (existsSync(ruleFolder) && statSync(ruleFolder).isDirectory()) return filesOf(resolve(ruleFolder), OWN_RULES);
  throw new ConfigurationError([
    `context key ssm-audit:ruleFolder is "${ruleFolder}", which is no folder: expected a folder with rule files (.yml, .yaml), relative to the CDK app`,
  ]);
}

function filesOf(folder: string, target: string): readonly BundledFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && isRuleFile(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((source) => ({ source, target: join(target, relative(folder, source)) }));
}

function refuseProblems(files: readonly BundledFile[], configuration: AlertConfiguration): void {
  const sources = files.map(({ source }) => ({ file: source, text: readFileSync(source, 'utf8') }));
  const { rules, refused } = loadRules(sources);
  const unknown = unknownRulesOf(configuration, new Set(rules.map(({ id }) => id)));
  const problems = [
    ...refused.map(({ file, line, message }) => `context key ssm-audit:ruleFolder: ${file}:${line}: ${message}`),
    ...unknown.map(
      (id) =>
        `context keys ssm-audit:alertTopics and ssm-audit:rules name the rule "${id}", which is not loaded: expected an id that "ssm-audit alerts list" prints`,
    ),
  ];
  if (problems.length > 0) throw new ConfigurationError(problems);
}

function copyCommands(files: readonly BundledFile[], outputFolder: string): string[] {
  const folders = [...new Set(files.map(({ target }) => dirname(target)))];
  return folders.flatMap((folder) => {
    const sources = files.filter(({ target }) => dirname(target) === folder).map(({ source }) => quoted(source));
    const target = quoted(join(outputFolder, folder));
    return [`mkdir -p ${target}`, `cp ${sources.join(' ')} ${target}`];
  });
}

/** One word of a POSIX shell, whatever the name of a file holds. */
function quoted(path: string): string {
  return `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
