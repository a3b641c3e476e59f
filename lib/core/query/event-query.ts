import type { RecordPredicate } from '../match/condition';

/**
 * A question. Values of one list are alternatives, different lists must all hold; an empty list asks nothing. Times
 * are ISO 8601 in UTC to the second.
 */
export interface EventQuery {
  readonly eventNames: readonly string[];
  readonly eventSources: readonly string[];
  readonly principals: readonly string[];
  /** Role ARNs or names. */
  readonly roles: readonly string[];
  readonly actors: readonly string[];
  /** Ids, names or ARNs. */
  readonly resources: readonly string[];
  /** Only calls that changed or created one of `resources`. */
  readonly changed: boolean;
  readonly eventIds: readonly string[];
  /** Error codes, or `any`. */
  readonly errors: readonly string[];
  readonly denied: boolean;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly sourceAddresses: readonly string[];
  readonly accessKeys: readonly string[];
  /** Only calls that may have changed something. */
  readonly writes: boolean;
  /** Leaves out the agent's own traffic. */
  readonly noAgent: boolean;
  /** Shows KMS calls on parameters too; a question about a resource does so anyway. */
  readonly related: boolean;
  /** Asks for the records that could not be indexed, and for them alone. */
  readonly quarantined: boolean;
  /** Tests on the record itself. */
  readonly where: readonly RecordPredicate[];
  /** Inclusive; undefined goes back to the beginning. */
  readonly since: string | undefined;
  /** Exclusive. */
  readonly until: string | undefined;
  /** How many events at most; infinite for all. */
  readonly limit: number;
  readonly oldestFirst: boolean;
  /** Whether the answer needs the record. */
  readonly record: boolean;
}

/** The question that asks for everything: questions are made by overriding it. */
export const EVERYTHING: EventQuery = {
  eventNames: [],
  eventSources: [],
  principals: [],
  roles: [],
  actors: [],
  resources: [],
  changed: false,
  eventIds: [],
  errors: [],
  denied: false,
  accounts: [],
  regions: [],
  sourceAddresses: [],
  accessKeys: [],
  writes: false,
  noAgent: false,
  related: false,
  quarantined: false,
  where: [],
  since: undefined,
  until: undefined,
  limit: Number.POSITIVE_INFINITY,
  oldestFirst: false,
  record: false,
};
