import { CONDITION_VALUES } from '../../core/query/condition-values';
import { CONDITIONS, LISTS, type ListName } from '../../core/query/conditions';
import { planned } from '../../core/query/planned-query';
import { plainPartition, QUARANTINE_PARTITION } from '../../core/rows/event-keys';
import type { StoredEvent } from '../../core/rows/stored-event';
import { type Store, type StorePlace, storePlace, withStore } from '../store/store';

/** The newest events whose values are offered: more take longer than people wait for a key. */
const EVENTS = 1_000;

/** The longest value that is offered: an attacker's name of thousands of letters would fill the screen of whoever completes. */
const LONGEST = 256;

/**
 * The values that a flag of a condition can take: those of the newest events, and all names of events. Only of a local
 * store: a deployed one answers too slowly for a key press, and each answer costs.
 */
export async function storeValues(flag: string, words: readonly string[]): Promise<readonly string[]> {
  const name = LISTS.find((each) => flagOf(each) === flag);
  const isSession = flag === '--session';
  const place = name || isSession ? placeIn(words) : undefined;
  if (place?.kind !== 'local') return [];
  return withStore(place, (store) => (name ? valuesIn(store, name) : newestValues(store, sessionsOf)));
}

/** `NAME=VALUE` for `--not`: names alone, until one is typed. */
export async function exclusionWords(words: readonly string[]): Promise<readonly string[]> {
  const names = LISTS.map((name) => flagOf(name).slice('--'.length));
  const place = placeIn(words);
  if (place?.kind !== 'local') return names.map((name) => `${name}=`);
  const values = await withStore(place, async (store) => {
    const each = await Promise.all(LISTS.map(async (name) => [name, await valuesIn(store, name)] as const));
    return each.flatMap(([name, of]) => of.map((value) => `${flagOf(name).slice('--'.length)}=${value}`));
  });
  return [...names.map((name) => `${name}=`), ...values];
}

async function valuesIn(store: Store, name: ListName): Promise<readonly string[]> {
  if (name === 'eventNames') {
    const names = (await store.ports.reading().reader.catalogue('')).map(plainPartition);
    return [...new Set(names)].filter((each) => each !== QUARANTINE_PARTITION);
  }
  return newestValues(store, CONDITION_VALUES[name]);
}

/** The IDs of sessions that an event opened, used or ended. */
function sessionsOf({ resources = [] }: StoredEvent): readonly string[] {
  return resources.filter(({ kind }) => kind === 'session').map(({ id }) => id);
}

async function newestValues(
  { ports }: Store,
  valuesOf: (event: StoredEvent) => readonly string[],
): Promise<readonly string[]> {
  const { reader } = ports.reading();
  const { findEvents } = await import('../../app/ask/find-events.js');
  const values = new Set<string>();
  const question = planned({ limit: EVENTS, related: true });
  for await (const { event } of findEvents({ reader, now: () => new Date() }, question)) {
    for (const value of valuesOf(event)) if (value.length <= LONGEST) values.add(value);
  }
  return [...values].sort();
}

/** The store that a line asks. Undefined if it does not say one that can be asked. */
function placeIn(words: readonly string[]): StorePlace | undefined {
  const valueAfter = (flag: string): string | true | undefined => {
    const assigned = words.find((word) => word.startsWith(`${flag}=`))?.slice(flag.length + 1);
    const next = words[words.indexOf(flag) + 1];
    if (assigned !== undefined || !words.includes(flag)) return assigned;
    return next === undefined || next.startsWith('-') ? true : next;
  };
  const [local, stack] = [valueAfter('--local'), valueAfter('--stack')];
  if (stack !== undefined) return undefined;
  return storePlace(local === undefined ? {} : { local }, process.env);
}

function flagOf(name: ListName): string {
  return CONDITIONS[name].flag.split(' ')[0] ?? '';
}
