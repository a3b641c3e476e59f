import { Command } from 'commander';
import type { Rule } from '../../core/rules/rule';
import { type Answer, rowsTable } from '../render/answer';
import { printAnswer } from '../render/print-answer';
import { type OutputFlags, say, withOutputFlags } from '../terminal/output';
import { alertRules, type RuleFlags, rulesOption } from './alert-rules';

type Flags = RuleFlags & OutputFlags;

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
  return withOutputFlags(new Command('list'))
    .description('the rules, with their levels')
    .addOption(rulesOption())
    .action(list);
}

async function list(flags: Flags): Promise<void> {
  const { rules } = await alertRules(flags);
  const listed = rules.map(({ id, title, level, tags, file }) => ({ id, title, level, tags, file }));
  await printAnswer({ ...VIEW, rows: listed }, flags);
  const unable = rules.filter(({ canMatch }) => !canMatch).length;
  if (unable > 0) say(`ssm-audit: ${unable} of ${rules.length} rules can never match here (alerts lint says why)`);
}
