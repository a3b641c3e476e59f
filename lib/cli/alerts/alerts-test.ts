import { Command } from 'commander';
import { FolderLogFiles } from '../../adapters/folder/folder-log-files';
import { type AlertsOfFiles, alertsOfFiles } from '../../app/alert/alerts-of-files';
import { guardedBy } from '../../app/ingest/indexing-configuration';
import type { GuardedStack } from '../../core/guard/guarded-stack';
import type { Correlation } from '../../core/rules/correlation';
import { canHold } from '../../core/rules/reachability';
import type { Rule } from '../../core/rules/rule';
import { safeText } from '../../core/text/safe-text';
import { type NamesFlag, namesFor, withNamesFlag } from '../names/names-flag';
import { logFilePaths, skippedText } from '../paths/log-file-paths';
import { type NeighboursFlag, neighboursOption } from '../paths/neighbours-flag';
import { clockOf, type LocalTimeFlag, withLocalTime } from '../render/local-time';
import { printAnswer } from '../render/print-answer';
import { configOption, ruleOption, rulesOption } from '../rules/rule-flags';
import type { StoreFlags } from '../store/store';
import { EXIT } from '../terminal/cli-error';
import { type OutputFlags, say, withOutputFlags } from '../terminal/output';
import { configuredMatcher, type MatcherFlags } from './configured-matcher';
import { expectedAlertsAnswer } from './expected-alerts-answer';
import { sayUncounted } from './say-uncounted';

type Flags = MatcherFlags &
  OutputFlags &
  LocalTimeFlag &
  NamesFlag &
  NeighboursFlag &
  Pick<StoreFlags, 'stack' | 'stackRegion' | 'profile'>;

/** `ssm-audit alerts test PATH…` */
export function alertsTestCommand(): Command {
  return withNamesFlag(withLocalTime(withOutputFlags(new Command('test'))))
    .description('show the alerts that rules and topics make of log files; sends nothing')
    .argument('<path...>', 'log files, or folders with them')
    .addOption(ruleOption())
    .addOption(rulesOption())
    .addOption(configOption())
    .addOption(neighboursOption())
    .option('--stack <name>', 'a deployed stack: calls that tamper with it are matched as well')
    .option('--stack-region <region>', 'the region of the stack (default: AWS_REGION, then the region of the profile)')
    .option('--profile <profile>', 'the credentials profile, as in the AWS CLI')
    .action(test);
}

async function test(paths: readonly string[], flags: Flags): Promise<void> {
  const names = await namesFor(flags, process.env);
  const { match, rules, expected } = await configuredMatcher(flags);
  const guard = flags.stack === undefined ? undefined : await guardOf(flags.stack, flags);
  const { files, unreadable, passedOver } = await logFilePaths(paths);
  for (const { path, reason } of unreadable) sayFailure(path, reason);
  for (const { path, reason } of passedOver) sayOf(path, reason);
  const listener = { onUnreadable: sayFailure, onRemark: sayOf };
  const result = await alertsOfFiles(new FolderLogFiles(), files, match, expected, listener, {
    guard,
    neighbours: new Set(flags.neighbours),
  });
  await printAnswer(expectedAlertsAnswer(result.alerts, clockOf(flags), names), flags);
  if (result.skippedFiles > 0) say(`ssm-audit: ${skippedText(result.skippedFiles)}`);
  sayUncounted(expected.uncounted);
  say(`ssm-audit: ${countsOf(result, rules)}`);
}

/** The deployed stack of which calls that tamper with it are matched as well. */
async function guardOf(stack: string, { stackRegion: region, profile }: Flags): Promise<GuardedStack | undefined> {
  const { stackOutputs } = await import('../store/deployed-stack.js');
  const outputs = await stackOutputs(
    { stack, ...(profile && { profile }) },
    { ...(region && { region }), ...(profile && { profile }) },
  );
  return guardedBy(outputs);
}

/** A rule that cannot match here has not been tried: it is counted apart from those that did not fire. */
function countsOf({ alerts, records, files }: AlertsOfFiles, rules: readonly (Rule | Correlation)[]): string {
  const fired = new Set(alerts.map(({ rule }) => rule));
  const silent = rules.filter(({ id }) => !fired.has(id));
  const unable = silent.filter((rule) => !canRaise(rule)).length;
  const counts = `${rules.length - silent.length} fired, ${silent.length - unable} did not fire, ${unable} can never match here`;
  return `${alerts.length} alerts from ${records} records in ${files} files; of ${rules.length} rules ${counts}`;
}

/** A correlation can raise an alert if one of its rules can match. */
function canRaise(rule: Rule | Correlation): boolean {
  return ('rules' in rule ? rule.rules : [rule]).some(({ condition }) => canHold(condition));
}

function sayFailure(path: string, reason: string): void {
  sayOf(path, reason);
  process.exitCode = EXIT.incomplete;
}

function sayOf(path: string, text: string): void {
  say(`ssm-audit: ${safeText(path)}: ${safeText(text)}`);
}
