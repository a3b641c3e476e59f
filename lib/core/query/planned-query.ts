import type { EventFilter } from './condition';
import { EVERYTHING, type EventQuery } from './event-query';
import { eventFilter, narrows } from './query-filter';
import { planQuery, type QueryPlan } from './query-plan';

/** A question with everything that follows from it, computed once. */
export interface PlannedQuery {
  readonly query: EventQuery;
  readonly plan: QueryPlan;
  /** Whether an event answers it, except for conditions that need the record. */
  readonly passes: EventFilter;
  /** The same for an event that lists only a part of its resources. Does not test what it touched. */
  readonly mayPass: EventFilter;
  /** Whether the question asks for more than the keys answer. */
  readonly narrows: boolean;
}

/** Plans a question. Missing conditions ask nothing. */
export function planned(asked: Partial<EventQuery>): PlannedQuery {
  const query = { ...EVERYTHING, ...asked };
  const plan = planQuery(query);
  const mayPass = eventFilter(query, (name) => name !== 'resources');
  return { query, plan, passes: eventFilter(query), mayPass, narrows: narrows(query, plan) };
}
