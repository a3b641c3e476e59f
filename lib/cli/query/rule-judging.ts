import { compiledRulePack } from '../../adapters/folder/rule-pack';
import { CaughtEvents, type JudgingDependencies } from '../../app/alert/caught-events';
import type { JudgedBy } from '../../app/alert/judged-kinds';
import { PackRules } from '../../core/rules/packed/rule-pack';
import type { AlertContext } from '../rules/alert-context';
import type { ConfigFlag, RuleFlags } from '../rules/rule-flags';

/** Which rules are asked about rows. */
export type CatchFlags = RuleFlags & ConfigFlag;

/** What judges rows by the rules of the flags, in a context. Throws for rules that cannot be read. */
export async function caughtEventsBy(
  deps: Omit<JudgingDependencies, 'judgedBy'>,
  flags: RuleFlags,
  context: AlertContext,
): Promise<CaughtEvents> {
  return new CaughtEvents({ ...deps, judgedBy: await judgedBy(flags, context) });
}

/** Of the project alone, rules are compiled as events come that they can match; those of a folder have no index. */
async function judgedBy(flags: RuleFlags, { configuration, reasonPattern }: AlertContext): Promise<JudgedBy> {
  if (flags.rules === undefined && reasonPattern === undefined) {
    const pack = new PackRules(await compiledRulePack());
    return { rulesFor: (kind) => pack.for(kind), configuration };
  }
  const { alertRules } = await import('../rules/alert-rules.js');
  const { rules } = await alertRules(flags, reasonPattern);
  return { rulesFor: () => rules, configuration };
}
