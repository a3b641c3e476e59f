import type { RecordPredicate } from '../match/condition';
import {
  LISTS,
  type ListName,
  RECORD_CONDITIONS,
  type RecordConditionName,
  SWITCHES,
  type SwitchName,
} from './conditions';

/**
 * The conditions of a question. Values of one list are alternatives, and different lists must all hold. An empty list
 * asks nothing.
 */
export type Asked = { readonly [Name in ListName]: readonly string[] } & {
  readonly [Name in SwitchName]: boolean;
} & { readonly [Name in RecordConditionName]: readonly RecordPredicate[] };

/** A question. Times are ISO 8601 in UTC to the second. */
export interface EventQuery extends Asked {
  /** What the answer leaves out, by the same conditions. */
  readonly not: Partial<Asked>;
  /** Inclusive; undefined goes back to the beginning. */
  readonly since: string | undefined;
  /** Exclusive. */
  readonly until: string | undefined;
  /** The most events. Infinite for all. */
  readonly limit: number;
  readonly oldestFirst: boolean;
  /** Whether the answer needs the record. */
  readonly record: boolean;
}

/** The question that asks for everything. Other questions override parts of it. */
export const EVERYTHING: EventQuery = {
  ...each(LISTS, []),
  ...each(SWITCHES, false),
  ...each(RECORD_CONDITIONS, []),
  not: {},
  since: undefined,
  until: undefined,
  limit: Number.POSITIVE_INFINITY,
  oldestFirst: false,
  record: false,
};

function each<Name extends string, Value>(names: readonly Name[], value: Value): { readonly [name in Name]: Value } {
  return Object.fromEntries(names.map((name) => [name, value])) as { [name in Name]: Value };
}
