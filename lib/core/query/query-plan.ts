import { isIP } from 'node:net';
import { partitionBase, principalKey, QUARANTINE_PARTITION } from '../rows/event-keys';
import { roleName, termKey } from '../rows/term-row';
import type { EventQuery } from './event-query';
import { resourceSearches } from './resource-search';

/** One partition to read, of a table or of the index by principal. */
export interface Partition {
  readonly table: 'events' | 'byPrincipal' | 'terms';
  readonly value: string;
}

/** How a question is answered. */
export type QueryPlan =
  /** By keys that the question names. */
  | { readonly by: string; readonly partitions: readonly Partition[] }
  /** Over the partitions of the catalogue: those of the names given, or all. */
  | { readonly by: 'eventName' | 'catalogue'; readonly names: readonly string[] };

/**
 * What a question can be answered by, the most selective first: the first list that is not empty names the keys, the
 * rest is filtered. An event's ID leads to one event, a name to a partition as large as the event is common.
 */
const KEY_ORDER: readonly (readonly [by: string, keys: (query: EventQuery) => readonly Partition[]])[] = [
  ['quarantine', (query) => (query.quarantined ? [{ table: 'events', value: QUARANTINE_PARTITION }] : [])],
  ['eventID', (query) => query.eventIds.map((id) => term(termKey('eventID', id)))],
  ['accessKeyId', (query) => query.accessKeys.map((id) => term(termKey('accessKeyId', id)))],
  ['resource', (query) => query.resources.flatMap(resourceSearches).map(({ id }) => term(termKey('resource', id)))],
  ['userIdentityArn', (query) => query.principals.map((arn) => ({ table: 'byPrincipal', value: principalKey(arn) }))],
  ['actor', (query) => query.actors.map((actor) => term(termKey('actor', actor)))],
  ['role', (query) => query.roles.map((role) => term(termKey('role', roleName(role))))],
  ['sourceIPAddress', (query) => addressKeys(query.sourceAddresses)],
];

/** Outcomes that are terms: success is what most events are, and no key. */
const TROUBLED = ['denied', 'throttled', 'failed'] as const;

/** Plans a question. Whatever key answers it, every condition is checked again on what comes back. */
export function planQuery(query: EventQuery): QueryPlan {
  for (const [by, keys] of KEY_ORDER) {
    const partitions = withoutDoubles(keys(query));
    if (partitions.length > 0) return { by, partitions };
  }
  if (query.eventNames.length > 0) return { by: 'eventName', names: [...new Set(query.eventNames)] };
  const outcomes = withoutDoubles(outcomeKeys(query));
  return outcomes.length > 0 ? { by: 'outcome', partitions: outcomes } : { by: 'catalogue', names: [] };
}

/** The catalogue's partitions that a plan over it reads: those of its names, each with the ones it is spread over. */
export function cataloguedPartitions(names: readonly string[], catalogue: readonly string[]): readonly Partition[] {
  const bases = new Set(names.map(partitionBase));
  const isAsked = (partition: string) => names.length === 0 || bases.has(partition.replace(/#\d+$/, ''));
  return [...new Set(catalogue)]
    .filter((partition) => partition !== QUARANTINE_PARTITION && isAsked(partition))
    .map((value) => ({ table: 'events', value }));
}

/** Addresses alone are terms: where `AWS Internal` or a service's name is asked for too, no key answers. */
function addressKeys(asked: readonly string[]): readonly Partition[] {
  if (!asked.every((address) => isIP(address) !== 0)) return [];
  return asked.map((address) => term(termKey('sourceIPAddress', address)));
}

function outcomeKeys(query: EventQuery): readonly Partition[] {
  if (query.denied) return [term(termKey('outcome', 'denied'))];
  if (query.errors.includes('any')) return TROUBLED.map((outcome) => term(termKey('outcome', outcome)));
  return query.errors.map((code) => term(termKey('error', code)));
}

function term(value: string): Partition {
  return { table: 'terms', value };
}

function withoutDoubles(partitions: readonly Partition[]): readonly Partition[] {
  return [...new Map(partitions.map((partition) => [`${partition.table}\n${partition.value}`, partition])).values()];
}
