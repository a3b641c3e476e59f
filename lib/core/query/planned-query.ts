import type { JsonObject } from '../record/json';
import type { EventFilter } from './condition';
import { RECORD_CONDITIONS } from './conditions';
import { EVERYTHING, type EventQuery } from './event-query';
import { eventFilter, narrows, type RecordSieve, recordFilter, recordSieve } from './query-filter';
import { planQuery, type QueryPlan } from './query-plan';

/** A question with everything that follows from it, computed once. */
export interface PlannedQuery {
  readonly query: EventQuery;
  readonly plan: QueryPlan;
  /** Whether an event answers it, except for conditions that need the record. */
  readonly passes: EventFilter;
  /** The same for an event that lists only a part of its resources. Does not test what it touched. */
  readonly mayPass: EventFilter;
  /** Whether it has conditions on the record. */
  readonly testsRecord: boolean;
  /** Whether a record answers them; undefined is one that cannot be read. */
  readonly passesRecord: (record: JsonObject | undefined) => boolean;
  /** What tells which records cannot answer them. Absent if nothing can be told before they are parsed. */
  readonly sieve?: RecordSieve;
  /** Whether the question asks for more than the keys answer. */
  readonly narrows: boolean;
}

/** Plans a question. Missing conditions ask nothing. */
export function planned(asked: Partial<EventQuery>): PlannedQuery {
  const query = { ...EVERYTHING, ...asked };
  const plan = planQuery(query);
  const mayPass = eventFilter(query, (name) => name !== 'resources');
  const testsRecord = RECORD_CONDITIONS.some((name) => query[name].length > 0 || (query.not[name]?.length ?? 0) > 0);
  const sieve = recordSieve(query);
  return {
    query,
    plan,
    passes: eventFilter(query),
    mayPass,
    testsRecord,
    passesRecord: recordFilter(query),
    ...(sieve && { sieve }),
    narrows: narrows(query, plan),
  };
}
