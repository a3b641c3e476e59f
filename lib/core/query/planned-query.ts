import type { EventFilter } from './condition';
import { EVERYTHING, type EventQuery } from './event-query';
import { eventFilter, narrows } from './query-filter';
import { planQuery, type QueryPlan } from './query-plan';

/** A question with all that follows from it, worked out once. */
export interface PlannedQuery {
  readonly query: EventQuery;
  readonly plan: QueryPlan;
  /** Whether an event answers it, apart from what needs the record. */
  readonly passes: EventFilter;
  /** The same for one that lists a part of its resources: what it touched is left open. */
  readonly mayPass: EventFilter;
  /** Whether more is asked than the keys answer. */
  readonly narrows: boolean;
}

/** A question, planned. What is not said asks nothing. */
export function planned(asked: Partial<EventQuery>): PlannedQuery {
  const query = { ...EVERYTHING, ...asked };
  const plan = planQuery(query);
  const mayPass = eventFilter(query, (name) => name !== 'resources');
  return { query, plan, passes: eventFilter(query), mayPass, narrows: narrows(query, plan) };
}
