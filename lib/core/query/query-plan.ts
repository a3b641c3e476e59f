import { isAgentPartition } from '../rows/agent-partitions';
import { partitionBase, plainPartition, QUARANTINE_PARTITION } from '../rows/event-keys';
import { CONDITION_NAMES, CONDITIONS, type ConditionName, LISTS, type ListName, SWITCHES } from './conditions';
import type { EventQuery } from './event-query';
import type { Partition } from './partition';

/** How to answer a question. `condition` is the one whose keys find the rows, and `by` is the name of those keys. */
export type QueryPlan =
  /** By keys that the question names. */
  | { readonly by: string; readonly condition: ConditionName; readonly partitions: readonly Partition[] }
  /** Over the partitions of the catalogue: those of the names given, or all. */
  | { readonly by: 'eventName'; readonly condition: ConditionName; readonly names: readonly string[] }
  | { readonly by: 'catalogue'; readonly condition?: undefined; readonly names: readonly [] };

/**
 * Plans a question by the first of `CONDITIONS` that it uses and that has a key. Whatever key answers, the answer
 * checks every condition again.
 */
export function planQuery(query: EventQuery): QueryPlan {
  for (const name of CONDITION_NAMES) {
    const plan = planBy(name, query);
    if (plan) return plan;
  }
  return { by: 'catalogue', names: [] };
}

function planBy(name: ConditionName, query: EventQuery): QueryPlan | undefined {
  if (isList(name)) return planByList(name, query);
  const switched = SWITCHES.find((each) => each === name);
  const key = switched && query[switched] ? CONDITIONS[switched].key : undefined;
  return key && { by: key.by, condition: name, partitions: key.partitions(true) };
}

function planByList(name: ListName, query: EventQuery): QueryPlan | undefined {
  const [asked, { key }] = [query[name], CONDITIONS[name]];
  if (key === undefined || asked.length === 0) return undefined;
  if ('catalogued' in key) return { by: key.by, condition: name, names: [...new Set(asked)] };
  const partitions = withoutDoubles(key.partitions(asked));
  return partitions.length > 0 ? { by: key.by, condition: name, partitions } : undefined;
}

function isList(name: ConditionName): name is ListName {
  return LISTS.some((each) => each === name);
}

/**
 * The partitions of the catalogue that a plan reads: those of its names, each with the ones that it is spread over. The
 * plain one of a name is read in any case, so that a catalogue that lacks it hides no event from who asks by name. A
 * question without the agent's own traffic reads none in which there is nothing else.
 */
export function cataloguedPartitions(
  names: readonly string[],
  catalogue: readonly string[],
  { noAgent }: Pick<EventQuery, 'noAgent'> = { noAgent: false },
): readonly Partition[] {
  const bases = new Set(names.map(partitionBase));
  const listed = new Set([...catalogue, ...bases]);
  const isAsked = (partition: string) =>
    (names.length === 0 || bases.has(plainPartition(partition))) && !(noAgent && isAgentPartition(partition));
  return [...listed]
    .filter((partition) => partition !== QUARANTINE_PARTITION && isAsked(partition))
    .map((value) => ({ table: 'events', value }));
}

function withoutDoubles(partitions: readonly Partition[]): readonly Partition[] {
  return [...new Map(partitions.map((partition) => [`${partition.table}\n${partition.value}`, partition])).values()];
}
