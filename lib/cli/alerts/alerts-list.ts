import { Command } from 'commander';
import { attackLayer } from '../../core/alerts/attack-layer';
import type { Correlation } from '../../core/rules/correlation';
import type { LoadedRules } from '../../core/rules/load-rule-files';
import { canHold } from '../../core/rules/reachability';
import type { Rule } from '../../core/rules/rule';
import { type Answer, rowsTable } from '../render/answer';
import { printAnswer } from '../render/print-answer';
import { alertContext } from '../rules/alert-context';
import { alertRules } from '../rules/alert-rules';
import { chosenRules } from '../rules/chosen-rules';
import {
  type ChosenRules,
  type ConfigFlag,
  configOption,
  type RuleFlags,
  ruleOption,
  rulesOption,
} from '../rules/rule-flags';
import { type OutputFlags, type OutputFormat, say, withOutputFlags } from '../terminal/output';

/** A layer of the ATT&CK Navigator. */
const NAVIGATOR = 'navigator';

type Flags = RuleFlags &
  ChosenRules &
  ConfigFlag &
  Omit<OutputFlags, 'output'> & { readonly output: OutputFormat | typeof NAVIGATOR };

/** A rule as it is listed. */
type ListedRule = Pick<Rule, 'id' | 'title' | 'level' | 'tags' | 'file'> & {
  /** The type of a correlation. Absent for a rule. */
  readonly correlation?: Correlation['type'];
  /** A correlation counts the rule, which raises no alerts of its own. */
  readonly quiet?: true;
};

const VIEW: Omit<Answer<ListedRule>, 'rows'> = {
  fields: ['id', 'title', 'level', 'tags', 'file', 'correlation', 'quiet'],
  table: rowsTable(
    [{ title: 'LEVEL' }, { title: 'RULE', least: 48 }, { title: 'TAGS', least: 16, isOptional: true }, { title: 'ID' }],
    (rule) => [rule.level, shownTitle(rule), rule.tags.join(' '), rule.id],
  ),
};

/** `ssm-audit alerts list` */
export function alertsListCommand(): Command {
  return withOutputFlags(new Command('list'), [NAVIGATOR])
    .description('list the rules with their levels, or their coverage of ATT&CK as a layer for its Navigator')
    .addOption(ruleOption())
    .addOption(rulesOption())
    .addOption(configOption())
    .action(list);
}

async function list(flags: Flags): Promise<void> {
  const { reasonPattern } = await alertContext(flags.config);
  const { rules, correlations } = chosenRules(await alertRules(flags, reasonPattern), flags);
  const answer = { ...VIEW, rows: listedRules({ rules, correlations }) };
  const { output } = flags;
  if (output === NAVIGATOR)
    await printAnswer({ ...answer, document: attackLayer([...rules, ...correlations]) }, { output: 'json' });
  else await printAnswer(answer, { ...flags, output });
  const unable = rules.filter(({ condition }) => !canHold(condition)).length;
  if (unable > 0)
    say(`ssm-audit: ${unable} of ${rules.length} rules can never match here (run alerts lint for the reasons)`);
}

/** Rules and correlations as they are listed. */
export function listedRules({
  rules,
  correlations,
}: Pick<LoadedRules, 'rules' | 'correlations'>): readonly ListedRule[] {
  return [...rules.map(listedRule), ...correlations.map(listedCorrelation)];
}

/** The title, and the type of a correlation or that a rule raises no alerts of its own. */
function shownTitle({ title, correlation, quiet }: ListedRule): string {
  const mark = correlation ?? (quiet ? 'counts only' : undefined);
  return mark === undefined ? title : `${title} [${mark}]`;
}

function listedRule({ id, title, level, tags, file, isQuiet }: Rule): ListedRule {
  return { id, title, level, tags, file, ...(isQuiet && { quiet: true }) };
}

function listedCorrelation({ id, title, level, tags, file, type }: Correlation): ListedRule {
  return { id, title, level, tags, file, correlation: type };
}
