import type { LoadedRules } from '../../core/rules/load-rule-files';
import { nearestText } from '../../core/text/nearest-text';
import { UsageError } from '../terminal/cli-error';
import { ownCommand } from '../terminal/own-command';
import type { ChosenRules } from './rule-flags';

/** Letters in which a mistyped id may differ. */
const MOST_LETTERS = 6;

/** What rules and correlations are called by. */
type Chosen = Pick<LoadedRules, 'rules' | 'correlations'>;

/** The rules and correlations that `--rule` names, or all. Throws `UsageError` for an id that is not loaded. */
export function chosenRules({ rules, correlations }: Chosen, { rule: ids }: ChosenRules): Chosen {
  if (ids === undefined) return { rules, correlations };
  const known = new Set([...rules, ...correlations].map(({ id }) => id));
  for (const id of ids) if (!known.has(id)) throw notLoaded(id, known);
  const isChosen = ({ id }: { readonly id: string }) => ids.includes(id);
  return { rules: rules.filter(isChosen), correlations: correlations.filter(isChosen) };
}

function notLoaded(id: string, known: ReadonlySet<string>): UsageError {
  const nearest = nearestText(id, known, MOST_LETTERS);
  const meant = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  return new UsageError(
    `--rule '${id}' is the id of no rule that is loaded: expected one that ${ownCommand('alerts', 'list')} prints${meant}`,
  );
}
