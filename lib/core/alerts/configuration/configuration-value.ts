/** A value of the configuration, where it stands, and the list that takes what is wrong with it. */
export interface ConfigurationValue {
  /** For a person to find it by: `context key ssm-audit:alertTopics[0].name`. */
  readonly place: string;
  readonly given: unknown;
  /** One line for each thing that is wrong, in the order in which they are found. */
  readonly problems: string[];
}

/** Notes that a value is not what is expected, which completes the sentence "expected …". */
export function refuse({ place, given, problems }: ConfigurationValue, expected: string): undefined {
  problems.push(`${place} is ${shown(given)}: expected ${expected}`);
}

/**
 * The members of an object as values of their own; those that are not given are absent. A key that is not among `keys`
 * is a problem: a filter with a misspelt name would silently filter nothing.
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

/** The items of a list, each parsed by itself; those that are refused are left out. Absent stands for an empty list. */
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

/** A text that a pattern accepts whole. */
export function textOf(value: ConfigurationValue, pattern: RegExp, expected: string): string | undefined {
  const { given } = value;
  return typeof given === 'string' && pattern.test(given) ? given : refuse(value, expected);
}

/** A text of a closed set. */
export function choiceOf<Choice extends string>(
  value: ConfigurationValue,
  choices: readonly Choice[],
): Choice | undefined {
  return choices.find((choice) => choice === value.given) ?? refuse(value, `one of ${choices.join(', ')}`);
}

/** Long enough to recognise a value by, short enough for one line. */
const SHOWN_LENGTH = 120;

function shown(given: unknown): string {
  const text = JSON.stringify(given) ?? String(given);
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}
