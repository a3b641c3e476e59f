import type { EventFieldName } from '../../contract/event-fields';
import type { RecordPredicate } from '../match/condition';
import type { StoredEvent } from '../rows/stored-event';
import type { ConditionFlag } from './condition-flags';
import type { Partition } from './partition';

/** An event in the form that conditions test. */
export type FilteredEvent = StoredEvent & {
  /** The index version in its row, if that is an older one. */
  readonly indexVersion?: number;
};

/** Whether an event answers a question, except for conditions that need the record. */
export type EventFilter = (event: FilteredEvent) => boolean;

/** What the filter of a condition may depend on in addition to its own values. */
export interface FilterContext {
  readonly resources: readonly string[];
  readonly changed: boolean;
}

/** The keys that answer a condition on their own. `by` is their name in `--explain`. */
export interface Key<Values> {
  readonly by: string;
  /** None if the values of the question have no key. */
  readonly partitions: (asked: Values) => readonly Partition[];
}

/** The partitions of the names given, which the catalogue knows. */
export interface CatalogueKey {
  readonly by: 'eventName';
  readonly catalogued: true;
}

/** What every condition has. */
export interface Described<Flag extends string> extends ConditionFlag<Flag> {
  /**
   * All fields of an event that its test depends on, so that events that are alike in them can be tested together.
   * Absent if it depends on more than fields that many events share.
   */
  readonly reads?: readonly EventFieldName[];
}

/** A condition with a list of values. One of them has to hold. */
export interface ListCondition<Flag extends string = string> extends Described<Flag> {
  readonly kind: 'list';
  readonly holds: (asked: readonly string[], context: FilterContext) => EventFilter;
  readonly key?: Key<readonly string[]> | CatalogueKey;
  /** What is wrong with a value, and what is expected. Undefined if nothing is. */
  readonly mistake?: (value: string) => string | undefined;
}

/** A condition that is on or off. It may leave out something when it is off. */
export interface SwitchCondition<Flag extends string = string> extends Described<Flag> {
  readonly kind: 'switch';
  readonly holds: (isAsked: boolean, context: FilterContext) => EventFilter | undefined;
  readonly key?: Key<true>;
  /** Whether turning it on lets more events through instead of fewer. */
  readonly widens?: true;
  /** The events that it stands for, which excluding it leaves out, if that is not what it lets through. */
  readonly finds?: EventFilter;
}

/** Tests on the record itself, one of which has to hold. */
export interface RecordCondition<Flag extends string = string> extends Described<Flag> {
  readonly kind: 'record';
  readonly parse: (value: string) => RecordPredicate;
}

type Extra<Condition> = Omit<Condition, keyof ConditionFlag | 'holds' | 'parse'>;
type Written<Kind extends ConditionFlag['kind'], Flag extends string> = ConditionFlag<Flag> & { readonly kind: Kind };

/** A condition with a list of values. */
export function list<Flag extends string>(
  written: Written<'list', Flag>,
  holds: ListCondition['holds'],
  extra: Extra<ListCondition> = {},
): ListCondition<Flag> {
  return { ...written, holds, ...extra };
}

/** A condition that is on or off. */
export function flagged<Flag extends string>(
  written: Written<'switch', Flag>,
  holds: SwitchCondition['holds'],
  extra: Extra<SwitchCondition> = {},
): SwitchCondition<Flag> {
  return { ...written, holds, ...extra };
}

/** A condition on the record. */
export function onRecord<Flag extends string>(
  written: Written<'record', Flag>,
  parse: RecordCondition['parse'],
): RecordCondition<Flag> {
  return { ...written, parse };
}
