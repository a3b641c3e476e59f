/** The combinations of some lists. */
export interface Combinations {
  /** One text of each list, the last list varying fastest. One that is empty for no lists, none if a list is empty. */
  readonly combinations: readonly (readonly string[])[];
  /** How many there are beyond the bound. */
  readonly omitted: number;
}

/** The first combinations of some lists, up to a bound. */
export function combinationsOf(lists: readonly (readonly string[])[], most: number): Combinations {
  const total = lists.reduce((product, list) => product * list.length, 1);
  // Almost every event has one text at each path.
  if (total === 1) return { combinations: [lists.flat()], omitted: 0 };
  const combinations = Array.from({ length: Math.min(total, most) }, (_, at) => combinationAt(lists, at));
  return { combinations, omitted: Math.max(0, total - most) };
}

function combinationAt(lists: readonly (readonly string[])[], at: number): readonly string[] {
  let rest = at;
  const picked = lists.toReversed().map((list) => {
    const text = list[rest % list.length] ?? '';
    rest = Math.floor(rest / list.length);
    return text;
  });
  return picked.reverse();
}
