import { ENTITY_KINDS, type EntityKind } from '../../core/explorer/page-address';
import type { ConditionWord } from '../../core/explorer/question';

/** A value with how many events have it, as `summary --output json` prints it. */
export interface CountedValue {
  readonly count: number;
  readonly first?: string;
  readonly last?: string;
  readonly kind?: string;
  readonly [name: string]: string | number | undefined;
}

/** Events of an hour or a day. */
export interface TimeCount {
  readonly start: string;
  readonly count: number;
}

/** What tells entries apart whose values look alike: where an actor's name stands, the account of a thing. */
export function detailsOf(counted: CountedValue, value: string): string {
  const said = ['count', 'first', 'last', 'kind', value];
  return Object.entries(counted)
    .flatMap(([name, each]) => (said.includes(name) || each === undefined ? [] : String(each)))
    .join(' ');
}

/** The profile of a caller or a thing, as `summary --output json` prints it. */
export interface EntityDocument {
  readonly since: string | null;
  readonly until: string | null;
  readonly total: number;
  /** Counts over time: of days where the window is longer than a few. */
  readonly perHour?: readonly TimeCount[];
  readonly perDay?: readonly TimeCount[];
  readonly [list: string]: unknown;
}

/** A list of a profile: its name in the document, the value in each of its entries, the condition, and a title. */
export interface ProfileList {
  readonly list: string;
  readonly value: string;
  readonly flag: ConditionWord | undefined;
  readonly title: string;
}

/** Who acted, and on what. */
export const ACTORS: ProfileList = { list: 'byActor', value: 'actor', flag: 'actor', title: 'Who touched it' };
export const THINGS: ProfileList = {
  list: 'byResource',
  value: 'resource',
  flag: 'resource',
  title: 'What it touched',
};

/** The lists of a profile whose calls were made by what it is about: a caller; or on it: a thing. */
export function listsOf(kind: EntityKind): readonly ProfileList[] {
  return isThing(kind)
    ? [ACTORS, { ...THINGS, title: 'What was touched by the same calls' }, ...OTHERS]
    : [THINGS, { ...ACTORS, title: 'Under which names' }, ...OTHERS];
}

/**
 * The other side of an entity, with the list of its profile that tells of it: who touched a caller that can be touched, and
 * what a machine touched itself.
 */
export function otherSideOf(kind: EntityKind): { readonly kind: EntityKind; readonly list: ProfileList } | undefined {
  if (kind === 'actor' || kind === 'role') return { kind: 'resource', list: ACTORS };
  return kind === 'instance' ? { kind: 'actor', list: THINGS } : undefined;
}

function isThing(kind: EntityKind): boolean {
  return ENTITY_KINDS[kind] === 'resource';
}

const OTHERS: readonly ProfileList[] = [
  { list: 'byEvent', value: 'eventName', flag: 'event', title: 'Events' },
  { list: 'byOutcome', value: 'outcome', flag: 'outcome', title: 'Outcomes' },
  { list: 'byAddress', value: 'sourceIPAddress', flag: 'source-ip', title: 'Addresses' },
  { list: 'byAccessKey', value: 'accessKeyId', flag: 'access-key', title: 'Access keys' },
  { list: 'byAccount', value: 'recipientAccountId', flag: 'account', title: 'Accounts' },
  { list: 'byRegion', value: 'awsRegion', flag: 'region', title: 'Regions' },
  { list: 'byUserAgent', value: 'userAgent', flag: undefined, title: 'User agents' },
];

/** The values of a list of a profile; none if it has no such list. */
export function listIn(found: EntityDocument, list: string): readonly CountedValue[] {
  const values = found[list];
  return Array.isArray(values) ? (values as readonly CountedValue[]) : [];
}

/** How stories name an entity; undefined for one of which none is told. */
export function storyKindOf(kind: EntityKind): 'accessKey' | 'actor' | 'resource' | undefined {
  if (kind === 'access-key') return 'accessKey';
  if (kind === 'actor') return 'actor';
  return isThing(kind) ? 'resource' : undefined;
}

/** Events of one day. */
export interface DayCount {
  readonly day: string;
  readonly count: number;
}

const DAY_MS = 86_400_000;
const DATE_LENGTH = 10;

/** The last days up to an end with their counts; a day without events has zero. */
export function lastDays(times: readonly TimeCount[], end: Date, days: number): readonly DayCount[] {
  const counts = new Map<string, number>();
  for (const { start, count } of times) {
    const day = start.slice(0, DATE_LENGTH);
    counts.set(day, (counts.get(day) ?? 0) + count);
  }
  return Array.from({ length: days }, (_, at) => {
    const day = new Date(end.getTime() - (days - 1 - at) * DAY_MS).toISOString().slice(0, DATE_LENGTH);
    return { day, count: counts.get(day) ?? 0 };
  });
}

/** The first and the last time of any event. */
export function seenSpan(events: readonly CountedValue[]): {
  readonly first: string | undefined;
  readonly last: string | undefined;
} {
  const firsts = events.flatMap(({ first }) => first ?? []).sort();
  const lasts = events.flatMap(({ last }) => last ?? []).sort();
  return { first: firsts[0], last: lasts.at(-1) };
}
