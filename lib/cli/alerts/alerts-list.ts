import { Command } from 'commander';
import type { Rule } from '../../core/rules/rule';
import { type ObjectView, renderObjects } from '../render/render-objects';
import { type OutputFormat, outputOption, say, writeData } from '../terminal/output';
import { alertRules, type RuleFlags, rulesOption } from './alert-rules';

type Flags = RuleFlags & { readonly output: OutputFormat };

/** A rule as it is listed. */
type ListedRule = Pick<Rule, 'id' | 'title' | 'level' | 'tags' | 'file'>;

const VIEW: ObjectView<ListedRule> = {
  fields: ['id', 'title', 'level', 'tags', 'file'],
  columns: [{ title: 'LEVEL' }, { title: 'RULE', maxWidth: 64 }, { title: 'TAGS', maxWidth: 48 }, { title: 'ID' }],
  cells: ({ id, title, level, tags }) => [level, title, tags.join(' '), id],
};

/** `ssm-audit alerts list` */
export function alertsListCommand(): Command {
  return new Command('list')
    .description('the rules, with their levels')
    .addOption(rulesOption())
    .addOption(outputOption())
    .action(list);
}

async function list(flags: Flags): Promise<void> {
  const { rules } = await alertRules(flags);
  const listed = rules.map(({ id, title, level, tags, file }) => ({ id, title, level, tags, file }));
  await writeData(renderObjects(listed, flags.output, VIEW));
  const unable = rules.filter(({ canMatch }) => !canMatch).length;
  if (unable > 0) say(`ssm-audit: ${unable} of ${rules.length} rules can never match here (alerts lint says why)`);
}
