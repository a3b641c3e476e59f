/** A value of the configuration, its place, and the list that collects problems. */
export interface ConfigurationValue {
  /** Its place, for a person to find it: `context key ssm-audit:alertTopics[0].name`. */
  readonly place: string;
  readonly given: unknown;
  /** One line for each problem, in the order in which they are found. */
  readonly problems: string[];
}

/** Notes that a value is not what is expected. `expected` completes the sentence "expected …". */
export function refuse({ place, given, problems }: ConfigurationValue, expected: string): undefined {
  problems.push(`${place} is ${shown(given)}: expected ${expected}`);
}

/**
 * The members of an object as values. Missing members are absent. A key that is not among `keys` is a problem, because
 * a filter with a misspelt name would silently filter nothing.
 */
export function membersOf<Key extends string>(
  value: ConfigurationValue,
  keys: readonly Key[],
): { readonly [key in Key]?: ConfigurationValue } | undefined {
  const { given, place, problems } = value;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return refuse(value, `an object with ${keys.join(', ')}`);
  }
  const entries = Object.entries(given);
  for (const [key] of entries.filter(([key]) => !keys.some((known) => known === key))) {
    problems.push(`${place}.${key} is unknown: expected one of ${keys.join(', ')}`);
  }
  const known = keys.flatMap((key) => entries.filter(([name]) => name === key));
  const members = known.map(([key, member]) => [key, { place: `${place}.${key}`, given: member, problems }]);
  return Object.fromEntries(members) as { readonly [key in Key]?: ConfigurationValue };
}

/** The items of a list, each parsed separately, without refused ones. Absent means an empty list. */
export function itemsOf<Item>(
  value: ConfigurationValue | undefined,
  expected: string,
  most: number,
  parse: (item: ConfigurationValue) => Item | undefined,
): readonly Item[] {
  if (value === undefined) return [];
  const { given, place, problems } = value;
  if (!Array.isArray(given) || given.length > most) {
    refuse(value, `a list of at most ${most} ${expected}`);
    return [];
  }
  return given.flatMap((item: unknown, index) => {
    const parsed = parse({ place: `${place}[${index}]`, given: item, problems });
    return parsed === undefined ? [] : [parsed];
  });
}

/** Text that a pattern accepts as a whole. */
export function textOf(value: ConfigurationValue, pattern: RegExp, expected: string): string | undefined {
  const { given } = value;
  return typeof given === 'string' && pattern.test(given) ? given : refuse(value, expected);
}

/** Text of a closed set. */
export function choiceOf<Choice extends string>(
  value: ConfigurationValue,
  choices: readonly Choice[],
): Choice | undefined {
  return choices.find((choice) => choice === value.given) ?? refuse(value, `one of ${choices.join(', ')}`);
}

/** Long enough to recognize a value, short enough for one line. */
const SHOWN_LENGTH = 120;

function shown(given: unknown): string {
  const text = JSON.stringify(given) ?? String(given);
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}
