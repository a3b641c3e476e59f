import { Command } from 'commander';
import { attackLayer } from '../../core/alerts/attack-layer';
import type { Rule } from '../../core/rules/rule';
import { type Answer, rowsTable } from '../render/answer';
import { printAnswer } from '../render/print-answer';
import { type OutputFlags, type OutputFormat, say, withOutputFlags } from '../terminal/output';
import { alertContext, type ConfigFlag, configOption } from './alert-context';
import { alertRules, type RuleFlags, rulesOption } from './alert-rules';

/** A layer of the ATT&CK Navigator. */
const NAVIGATOR = 'navigator';

type Flags = RuleFlags &
  ConfigFlag &
  Omit<OutputFlags, 'output'> & { readonly output: OutputFormat | typeof NAVIGATOR };

/** A rule as it is listed. */
type ListedRule = Pick<Rule, 'id' | 'title' | 'level' | 'tags' | 'file'>;

const VIEW: Omit<Answer<ListedRule>, 'rows'> = {
  fields: ['id', 'title', 'level', 'tags', 'file'],
  table: rowsTable(
    [{ title: 'LEVEL' }, { title: 'RULE', maxWidth: 64 }, { title: 'TAGS', maxWidth: 48 }, { title: 'ID' }],
    ({ id, title, level, tags }) => [level, title, tags.join(' '), id],
  ),
};

/** `ssm-audit alerts list` */
export function alertsListCommand(): Command {
  return withOutputFlags(new Command('list'), [NAVIGATOR])
    .description('list the rules with their levels, or their coverage of ATT&CK as a layer for its Navigator')
    .addOption(rulesOption())
    .addOption(configOption())
    .action(list);
}

async function list(flags: Flags): Promise<void> {
  const { reasonPattern } = await alertContext(flags.config);
  const { rules } = await alertRules(flags, reasonPattern);
  const listed = rules.map(({ id, title, level, tags, file }) => ({ id, title, level, tags, file }));
  const answer = { ...VIEW, rows: listed };
  const { output } = flags;
  if (output === NAVIGATOR) await printAnswer({ ...answer, document: attackLayer(rules) }, { output: 'json' });
  else await printAnswer(answer, { ...flags, output });
  const unable = rules.filter(({ canMatch }) => !canMatch).length;
  if (unable > 0)
    say(`ssm-audit: ${unable} of ${rules.length} rules can never match here (run alerts lint for the reasons)`);
}
