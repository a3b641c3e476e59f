import { rulePackTitle } from '../../adapters/folder/rule-pack-title';
import type { JudgingDependencies } from '../../app/alert/caught-events';
import { KeptCatches } from '../../app/alert/kept-catches';
import type { EventReader } from '../../app/ports/event-reader';
import { overridden } from '../../core/alerts/configuration/rule-overrides';
import type { Catches } from '../event-table/catch-mark';
import { type AlertContext, alertContext } from '../rules/alert-context';
import type { CatchFlags } from './rule-judging';

/** What rows are judged with. */
export interface RowJudgingDependencies extends Omit<JudgingDependencies, 'judgedBy'> {
  readonly reader: JudgingDependencies['reader'] & Pick<EventReader, 'catches'>;
}

/**
 * What judges rows by the rules of the flags. Rules are loaded and records read for those rows alone of which the store does
 * not keep what catches them. Throws for rules and a configuration that cannot be read.
 */
export async function judgingBy(deps: RowJudgingDependencies, flags: CatchFlags): Promise<Catches> {
  const context = await alertContext(flags.config);
  const load = async () => (await import('./rule-judging.js')).caughtEventsBy(deps, flags, context);
  const kept = keptCatches(deps, flags, context);
  let judge = kept === undefined ? await load() : undefined;
  return async (found) => {
    const { caught, unjudged } = (await kept?.of(found)) ?? { caught: [], unjudged: found };
    if (unjudged.length === 0) return new Map(caught);
    judge ??= await load();
    return new Map([...caught, ...(await judge.of(unjudged))]);
  };
}

/**
 * What is kept is what the rules of the project found, as they are. A deployment may disable them and change their levels,
 * which is as well done afterwards; for whom it lowers levels, and by what it adds rules, is told by the event and its record.
 */
function keptCatches(
  { reader }: RowJudgingDependencies,
  { rules }: CatchFlags,
  { configuration, reasonPattern }: AlertContext,
): KeptCatches | undefined {
  const { overrides, deployers } = configuration;
  if (reader.catches === undefined || rules !== undefined) return undefined;
  if (reasonPattern !== undefined || deployers.length > 0) return undefined;
  const title = rulePackTitle();
  return new KeptCatches(reader, title, overridden(title.rules, overrides));
}
