import { Command } from 'commander';
import { FolderLogFiles } from '../adapters/folder-log-files';
import { type AlertsOfFiles, alertsOfFiles, type FileAlert } from '../app/alerts-of-files';
import { unknownRulesOf } from '../core/alerts/alert-configuration';
import { compileRaise } from '../core/alerts/raise';
import { overridden } from '../core/alerts/rule-overrides';
import type { Rule } from '../core/rules/rule';
import { safeText } from '../core/text/safe-text';
import { alertContext } from './alert-context';
import { alertRules, type RuleFlags, rulesOption } from './alert-rules';
import { EXIT } from './cli-error';
import { logFilePaths } from './log-file-paths';
import { type OutputFormat, outputOption, say, writeData } from './output';
import { type ObjectView, renderObjects } from './render-objects';

type Flags = RuleFlags & { readonly output: OutputFormat; readonly config?: string };

const VIEW: ObjectView<FileAlert> = {
  fields: ['rule', 'title', 'level', 'eventName', 'eventTime', 'userIdentityArn', 'outcome', 'count', 'topics', 'refs'],
  columns: [
    { title: 'TIME' },
    { title: 'LEVEL' },
    { title: 'RULE', maxWidth: 48 },
    { title: 'EVENT', maxWidth: 32 },
    { title: 'WHO', maxWidth: 56 },
    { title: 'COUNT' },
    { title: 'TOPICS', maxWidth: 24 },
    { title: 'FIRST REF' },
  ],
  cells: ({ eventTime, level, title, eventName, userIdentityArn, count, topics, refs }) => [
    eventTime ?? '-',
    level,
    title,
    eventName ?? '-',
    userIdentityArn ?? '-',
    String(count),
    topics.join(' ') || '-',
    refs[0] ?? '-',
  ],
};

/** `ssm-audit alerts test PATH…` */
export function alertsTestCommand(): Command {
  return new Command('test')
    .description('what rules and topics would have raised on log files; nothing is sent')
    .argument('<path...>', 'log files, or folders with them')
    .addOption(rulesOption())
    .option('--config <cdk.json>', "where the alert topics are (default: cdk.json here, else the project's)")
    .addOption(outputOption())
    .action(test);
}

async function test(paths: readonly string[], flags: Flags): Promise<void> {
  const configuration = await alertContext(flags.config);
  const loaded = await alertRules(flags);
  const rules = overridden(loaded.rules, configuration.overrides);
  for (const id of unknownRulesOf(configuration, new Set(loaded.rules.map((rule) => rule.id)))) {
    say(`ssm-audit: the configuration names rule ${safeText(id)}, which is not loaded`);
  }
  const { files, unreadable } = await logFilePaths(paths);
  for (const { path, reason } of unreadable) sayFailure(path, reason);
  const raise = compileRaise(loaded.rules, configuration);
  const result = await alertsOfFiles(new FolderLogFiles(), files, raise, sayFailure);
  await writeData(renderObjects(result.alerts, flags.output, VIEW));
  say(`ssm-audit: ${countsOf(result, rules)}`);
  if (configuration.topics.length === 0)
    say('ssm-audit: no alert topics are configured: these alerts would reach nobody');
}

/** A rule that cannot match here has not been tried: it is counted apart from those that did not fire. */
function countsOf({ alerts, records, files }: AlertsOfFiles, rules: readonly Rule[]): string {
  const fired = new Set(alerts.map(({ rule }) => rule));
  const silent = rules.filter(({ id }) => !fired.has(id));
  const unable = silent.filter(({ canMatch }) => !canMatch).length;
  const counts = `${rules.length - silent.length} fired, ${silent.length - unable} did not fire, ${unable} can never match here`;
  return `${alerts.length} alerts from ${records} records in ${files} files; of ${rules.length} rules ${counts}`;
}

function sayFailure(path: string, reason: string): void {
  say(`ssm-audit: ${safeText(path)}: ${safeText(reason)}`);
  process.exitCode = EXIT.incomplete;
}
