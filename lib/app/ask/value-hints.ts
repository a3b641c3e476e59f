import { CONDITION_VALUES } from '../../core/query/condition-values';
import { LISTS, type ListName } from '../../core/query/conditions';
import type { EventQuery } from '../../core/query/event-query';
import { nearValues } from '../../core/query/near-values';
import { flagOf, valueMistake } from '../../core/query/value-mistakes';
import { Tally } from '../../core/summary/tally';
import { shellWord } from '../../core/text/shell-word';
import { beginning } from '../../core/text/shortened-text';
import type { FindDependencies } from './find-events';
import { findOne } from './find-one';
import type { StoreSample } from './store-sample';

/** How many values to look at for one condition, to suggest for one value, and to list if none is similar. */
const MOST_VALUES = 10;
const MOST_SUGGESTED = 3;
const MOST_LISTED = 5;

/** How much to show of a value, in bytes. */
const SHOWN_BYTES = 120;

/** For each value that finds nothing on its own: what is odd about it, and the nearest values that exist. */
export async function valueHints(
  deps: FindDependencies,
  query: EventQuery,
  sample: StoreSample,
): Promise<readonly string[]> {
  const asked = LISTS.flatMap((name) =>
    [...new Set(query[name])].slice(0, MOST_VALUES).map((value) => ({ name, value })),
  );
  const hints: string[] = [];
  for (const { name, value } of asked) {
    const found = await findOne(deps, sample, { [name]: [value], related: true, guard: true });
    if (found === 'none' || (found === 'unknown' && !sample.isWhole)) hints.push(hintFor(name, value, sample, found));
  }
  return hints;
}

function hintFor(name: ListName, value: string, sample: StoreSample, found: 'none' | 'unknown'): string {
  const mistake = valueMistake(name, value);
  const finds = found === 'none' ? 'finds nothing on its own' : 'is not among the newest events';
  const reason = mistake ? `: ${mistake.text}` : '';
  const suggestions = [
    ...(mistake?.meant ? [withFlag(mistake.meant.name, mistake.meant.value)] : []),
    ...elsewhere(name, value, sample),
    ...nearValues(value, valuesOf(name, sample)).map((near) => withFlag(name, near)),
  ];
  return `${withFlag(name, value)} ${finds}${reason}; ${suggested([...new Set(suggestions)]) ?? listed(name, sample)}`;
}

function suggested(suggestions: readonly string[]): string | undefined {
  if (suggestions.length === 0) return undefined;
  return `did you mean ${suggestions.slice(0, MOST_SUGGESTED).join(' or ')}?`;
}

/** The conditions that would find something with the same value. */
function elsewhere(name: ListName, value: string, sample: StoreSample): readonly string[] {
  return LISTS.filter((other) => other !== name && valuesOf(other, sample).includes(value)).map((other) =>
    withFlag(other, value),
  );
}

function listed(name: ListName, sample: StoreSample): string {
  const values = valuesOf(name, sample);
  if (values.length === 0) return 'no event in this store has one';
  const rest = values.length > MOST_LISTED ? ` and ${values.length - MOST_LISTED} more` : '';
  return `there ${values.length === 1 ? 'is' : 'are'} ${values.slice(0, MOST_LISTED).map(shown).join(', ')}${rest}`;
}

/** The values of events, the most frequent first. */
function valuesOf(name: ListName, { events }: StoreSample): readonly string[] {
  const tally = new Tally<{ readonly value: string }>();
  for (const event of events) for (const value of CONDITION_VALUES[name](event)) tally.add({ value });
  return tally.list().map(({ value }) => value);
}

function withFlag(name: ListName, value: string): string {
  return `${flagOf(name)} ${shown(value)}`;
}

function shown(value: string): string {
  const start = beginning(value, SHOWN_BYTES);
  return start === value ? shellWord(value) : `${shellWord(start)}…`;
}
