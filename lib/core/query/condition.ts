import type { RecordPredicate } from '../match/condition';
import type { StoredEvent } from '../rows/stored-event';
import type { Partition } from './partition';

/** An event as conditions look at it. */
export type FilteredEvent = StoredEvent & {
  /** The index version that its row tells. */
  readonly indexVersion?: number;
};

/** Whether an event answers a question, apart from what needs the record. */
export type EventFilter = (event: FilteredEvent) => boolean;

/** What a condition's filter may depend on beside its own values. */
export interface FilterContext {
  readonly resources: readonly string[];
  readonly changed: boolean;
}

/** The keys that answer a condition alone; `by` is their name in `--explain`. */
export interface Key<Values> {
  readonly by: string;
  /** None where the values asked for have no key. */
  readonly partitions: (asked: Values) => readonly Partition[];
}

/** The partitions of the names given, which the catalogue knows. */
export interface CatalogueKey {
  readonly by: 'eventName';
  readonly catalogued: true;
}

interface Described<Flag extends string> {
  /** As commander takes it. */
  readonly flag: Flag;
  readonly help: string;
  /** The flag belongs to `query` alone: other commands say it in another way. */
  readonly queryOnly?: true;
}

/** A condition with a list of values, one of which has to hold. */
export interface ListCondition<Flag extends string = string> extends Described<Flag> {
  readonly kind: 'list';
  readonly holds: (asked: readonly string[], context: FilterContext) => EventFilter;
  readonly key?: Key<readonly string[]> | CatalogueKey;
  /** What is wrong with a value, and what is expected; undefined where nothing is. */
  readonly mistake?: (value: string) => string | undefined;
}

/** A condition that is asked or not; one that is not may leave out something too. */
export interface SwitchCondition<Flag extends string = string> extends Described<Flag> {
  readonly kind: 'switch';
  readonly holds: (isAsked: boolean, context: FilterContext) => EventFilter | undefined;
  readonly key?: Key<true>;
  /** Asked, it lets more events through instead of fewer. */
  readonly widens?: true;
}

/** Tests on the record itself, one of which has to hold. */
export interface RecordCondition<Flag extends string = string> extends Described<Flag> {
  readonly kind: 'record';
  readonly parse: (value: string) => RecordPredicate;
}

type Extra<Condition> = Omit<Condition, 'kind' | 'flag' | 'help' | 'holds' | 'parse'>;

/** A condition with a list of values. */
export function list<Flag extends string>(
  flag: Flag,
  help: string,
  holds: ListCondition['holds'],
  extra: Extra<ListCondition> = {},
): ListCondition<Flag> {
  return { kind: 'list', flag, help, holds, ...extra };
}

/** A condition that is asked or not. */
export function flagged<Flag extends string>(
  flag: Flag,
  help: string,
  holds: SwitchCondition['holds'],
  extra: Extra<SwitchCondition> = {},
): SwitchCondition<Flag> {
  return { kind: 'switch', flag, help, holds, ...extra };
}

/** A condition on the record. */
export function onRecord<Flag extends string>(
  flag: Flag,
  help: string,
  parse: RecordCondition['parse'],
): RecordCondition<Flag> {
  return { kind: 'record', flag, help, parse };
}
