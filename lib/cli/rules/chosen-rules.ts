import { nearValues } from '../../core/query/near-values';
import type { LoadedRules } from '../../core/rules/load-rule-files';
import { UsageError } from '../terminal/cli-error';
import { ownCommand } from '../terminal/own-command';
import type { ChosenRules } from './rule-flags';

/** What rules and correlations are called by. */
type Chosen = Pick<LoadedRules, 'rules' | 'correlations'>;

/** An id of a rule that is not loaded: wrong usage of the command line, and nothing that an address could be about. */
export class UnknownRuleError extends UsageError {}

/** The rules and correlations that `--rule` names, or all. Throws `UnknownRuleError` for an id that is not loaded. */
export function chosenRules({ rules, correlations }: Chosen, { rule: ids }: ChosenRules): Chosen {
  if (ids === undefined) return { rules, correlations };
  const all = [...rules, ...correlations];
  const known = new Set(all.map(({ id }) => id));
  for (const id of ids) if (!known.has(id)) throw notLoaded(id, all);
  const isChosen = ({ id }: { readonly id: string }) => ids.includes(id);
  return { rules: rules.filter(isChosen), correlations: correlations.filter(isChosen) };
}

/** An id may be cut or mistyped, and where an id is expected somebody may give a title. */
function notLoaded(given: string, all: readonly { readonly id: string; readonly title: string }[]): UnknownRuleError {
  const ids = nearValues(
    given,
    all.map(({ id }) => id),
  );
  const titles = nearValues(
    given,
    all.map(({ title }) => title),
  );
  const near = ids.length > 0 ? ids : all.filter(({ title }) => titles.includes(title)).map(idAndTitle);
  const meant = near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`;
  return new UnknownRuleError(
    `--rule '${given}' is the id of no rule that is loaded: expected one that ${ownCommand('alerts', 'list')} prints${meant}`,
  );
}

function idAndTitle({ id, title }: { readonly id: string; readonly title: string }): string {
  return `${id} (${title})`;
}
