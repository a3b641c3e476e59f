import { CONDITION_VALUES } from '../../../core/query/condition-values';
import { LISTS, type ListName } from '../../../core/query/conditions';
import type { EventQuery } from '../../../core/query/event-query';
import { flagOf, valueMistake } from '../../../core/query/value-mistakes';
import type { FindDependencies } from '../find-events';
import { findOne } from '../find-one';
import type { StoreSample } from '../store-sample';
import { type EmptyAnswerHint, wordOfFlag } from './empty-answer-hint';
import { type FlagValue, frequentFirst, unknownValueHint } from './unknown-value';

/** How many values to look at for one condition. */
const MOST_VALUES = 10;

/** For each value that finds nothing on its own: what is odd about it, and the nearest values that exist. */
export async function valueHints(
  deps: FindDependencies,
  query: EventQuery,
  sample: StoreSample,
): Promise<readonly EmptyAnswerHint[]> {
  const asked = LISTS.flatMap((name) =>
    [...new Set(query[name])].slice(0, MOST_VALUES).map((value) => ({ name, value })),
  );
  const hints: EmptyAnswerHint[] = [];
  for (const { name, value } of asked) {
    const found = await findOne(deps, sample, { [name]: [value], related: true, guard: true });
    if (found === 'none' || (found === 'unknown' && !sample.isWhole)) hints.push(hintFor(name, value, sample, found));
  }
  return hints;
}

function hintFor(name: ListName, value: string, sample: StoreSample, found: 'none' | 'unknown'): EmptyAnswerHint {
  const mistake = valueMistake(name, value);
  const flag = flagOf(name);
  const meant = [
    ...(mistake?.meant ? [{ flag: flagOf(mistake.meant.name), value: mistake.meant.value }] : []),
    ...elsewhere(name, value, sample),
  ];
  const unknown = { flag, value, found, reason: mistake?.text, meant, known: valuesOf(name, sample) };
  return unknownValueHint(unknown, (text, other) => ({
    text,
    words: [wordOfFlag(other.flag, other.value)],
    without: [wordOfFlag(flag, value)],
  }));
}

/** The conditions that would find something with the same value. */
function elsewhere(name: ListName, value: string, sample: StoreSample): readonly FlagValue[] {
  return LISTS.filter((other) => other !== name && valuesOf(other, sample).includes(value)).map((other) => ({
    flag: flagOf(other),
    value,
  }));
}

function valuesOf(name: ListName, { events }: StoreSample): readonly string[] {
  return frequentFirst(events.flatMap(CONDITION_VALUES[name]));
}
