import { resolve, sep } from 'node:path';
import { Command } from 'commander';
import { RulePathError, rulePackFolder, ruleSources } from '../../adapters/folder/rule-folder';
import { compiledRulePack } from '../../adapters/folder/rule-pack';
import { type LoadedRules, loadRuleFiles, type RuleFile } from '../../core/rules/load-rule-files';
import { type RuleSource, readRuleFiles } from '../../core/rules/load-rules';
import { unpackRules } from '../../core/rules/packed/unpacked-rules';
import { reasonRule } from '../../core/rules/reason-rule';
import type { Finding } from '../../core/rules/yaml/document-error';
import { safeText } from '../../core/text/safe-text';
import type { Answer } from '../render/answer';
import { printAnswer } from '../render/print-answer';
import { wrapped } from '../render/wrapped-text';
import { alertContext } from '../rules/alert-context';
import { type ConfigFlag, configOption, type RuleFlags, rulesOption } from '../rules/rule-flags';
import { EXIT } from '../terminal/cli-error';
import { type OutputFlags, say, withOutputFlags } from '../terminal/output';

type Flags = RuleFlags & ConfigFlag & OutputFlags & { readonly strict?: true };

/** A finding as it is printed. */
interface PrintedFinding extends Finding {
  /** The document was refused. Absent for one that loads but does not do what it seems to. */
  readonly refused?: true;
}

const VIEW: Omit<Answer<PrintedFinding>, 'rows'> = {
  fields: ['file', 'line', 'message', 'refused'],
  table: (findings, { width }) => findings.map((finding) => `${findingLines(finding, width).join('\n')}\n`).join(''),
};

/** A message is a sentence: it stands whole below its place. */
function findingLines({ file, line, message, refused }: PrintedFinding, width: number): readonly string[] {
  const place = wrapped(safeText(`${file}:${line}: ${refused ? 'refused' : 'loads'}`), width);
  return [...place, ...wrapped(safeText(message), width - INDENT.length).map((text) => `${INDENT}${text}`)];
}

const INDENT = '  ';

/** `ssm-audit alerts lint [PATH…]` */
export function alertsLintCommand(): Command {
  return withOutputFlags(new Command('lint'))
    .description('check that rule files are valid and can match')
    .argument('[path...]', "rule files, or folders with them (default: the project's rules)")
    .addOption(rulesOption())
    .addOption(configOption())
    .option('--strict', 'exit with code 1 for every finding, not only for refused rules')
    .action(lint);
}

async function lint(paths: readonly string[], { rules: folders = [], config, strict, ...flags }: Flags): Promise<void> {
  const sources = await readableSources(paths.length > 0 ? paths : [rulePackFolder()]);
  const added = await Promise.all(folders.map(ruleSources));
  const { reasonPattern } = await alertContext(config);
  const reasons = reasonPattern === undefined ? [] : [reasonRule(reasonPattern)];
  const read = readRuleFiles([...sources, ...added.flat(), ...reasons]);
  const { rules, correlations, refused, findings } = await loadedBesidePack(read, paths);
  const printed = [...refused.map((finding) => ({ ...finding, refused: true }) as const), ...findings].sort(byPlace);
  await printAnswer({ ...VIEW, rows: printed }, flags);
  say(
    `ssm-audit: ${counted(rules.length, 'rule loads', 'rules load')}, ${counted(refused.length, 'document', 'documents')} refused, ${counted(findings.length, 'other finding', 'other findings')}${correlations.length > 0 ? `; ${counted(correlations.length, 'correlation loads', 'correlations load')}` : ''}`,
  );
  if (refused.length > 0 || (strict && findings.length > 0)) process.exitCode = EXIT.incomplete;
}

/**
 * What the given files are where the project's rules are loaded as well, as they are wherever rules are used: a filter and a
 * correlation may name one of them. What is about the project's own files is left out.
 */
async function loadedBesidePack(given: readonly RuleFile[], paths: readonly string[]): Promise<LoadedRules> {
  const pack = rulePackFolder();
  const isOfPack = (path: string) => resolve(path) === pack || resolve(path).startsWith(`${pack}${sep}`);
  if (paths.length === 0 || paths.some(isOfPack)) return loadRuleFiles(given);
  const { rules, correlations, refused, findings } = loadRuleFiles([
    ...unpackRules((await compiledRulePack()).files),
    ...given,
  ]);
  const files = new Set(given.map(({ file }) => file));
  const isGiven = ({ file }: { readonly file: string }) => files.has(file);
  return {
    rules: rules.filter(isGiven),
    correlations: correlations.filter(isGiven),
    refused: refused.filter(isGiven),
    findings: findings.filter(isGiven),
  };
}

function counted(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}

/** The rule files of paths; one that cannot be read is named, and the rest is done. */
async function readableSources(paths: readonly string[]): Promise<readonly RuleSource[]> {
  const sources: RuleSource[] = [];
  for (const path of paths) {
    try {
      sources.push(...(await ruleSources(path)));
    } catch (error) {
      if (!(error instanceof RulePathError)) throw error;
      say(`ssm-audit: ${safeText(error.message)}`);
      process.exitCode = EXIT.incomplete;
    }
  }
  return sources;
}

function byPlace(one: Finding, other: Finding): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line;
}
