import type { EventFilter } from './condition';
import { CONDITIONS, type ConditionName, LISTS, RECORD_CONDITIONS, SWITCHES, type SwitchName } from './conditions';
import type { Asked } from './event-query';

/** What `--not` leaves out: conditions as a question has them. An event for which one of their values holds is no answer. */
export type Exclusions = Partial<Asked>;

/** An exclusion that cannot be understood. */
export class ExclusionSyntaxError extends Error {
  constructor(text: string, expected: string) {
    super(`cannot understand --not ${JSON.stringify(text)}: expected ${expected}`);
    this.name = 'ExclusionSyntaxError';
  }
}

/** The conditions that can be excluded, by the names of their flags. */
const BY_NAME: ReadonlyMap<string, ConditionName> = new Map(
  [...LISTS, ...RECORD_CONDITIONS, ...SWITCHES.filter((name) => excludedBy(name) !== undefined)].map((name) => [
    flagName(name),
    name,
  ]),
);

/** Reads `NAME=VALUE` texts, and `NAME` of conditions without a value. Throws `ExclusionSyntaxError` for anything else. */
export function readExclusions(texts: readonly string[]): Exclusions {
  let exclusions: Exclusions = {};
  for (const text of texts) exclusions = { ...exclusions, ...exclusionOf(text, exclusions) };
  return exclusions;
}

/** Passes events that no exclusion on event fields names. */
export function exclusionFilter(not: Exclusions, isMeant: (name: ConditionName) => boolean): EventFilter {
  const context = { resources: not.resources ?? [], changed: false };
  const excluding = [
    ...LISTS.flatMap((name) => {
      const values = not[name] ?? [];
      return values.length > 0 && isMeant(name) ? [CONDITIONS[name].holds(values, context)] : [];
    }),
    ...SWITCHES.flatMap((name) => (not[name] === true ? (excludedBy(name) ?? []) : [])),
  ];
  return (event) => !excluding.some((holds) => holds(event));
}

function exclusionOf(text: string, before: Exclusions): Exclusions {
  const [, word = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  const name = BY_NAME.get(word.trim().replace(/^--/, ''));
  if (name === undefined)
    throw new ExclusionSyntaxError(text, `NAME=VALUE with one of ${[...BY_NAME.keys()].join(', ')}`);
  const condition = CONDITIONS[name];
  if (condition.kind === 'switch') {
    if (value !== undefined && value !== 'true') throw new ExclusionSyntaxError(text, `${word} without a value`);
    return { [name]: true };
  }
  if (value === undefined || value === '') throw new ExclusionSyntaxError(text, `${word}=VALUE`);
  const read = condition.kind === 'record' ? condition.parse(value) : value;
  return { [name]: [...((before[name] as readonly unknown[] | undefined) ?? []), read] };
}

/** The events that excluding a condition without a value leaves out. */
function excludedBy(name: SwitchName): EventFilter | undefined {
  const condition = CONDITIONS[name];
  return 'finds' in condition ? condition.finds : condition.holds(true, { resources: [], changed: false });
}

function flagName(name: ConditionName): string {
  return CONDITIONS[name].flag.replace(/^--/, '').split(' ')[0] ?? '';
}
