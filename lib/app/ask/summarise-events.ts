import { type EventGroups, GroupCounter, type GroupField } from '../../core/query/event-groups';
import type { EventQuery } from '../../core/query/event-query';
import { type EventSummary, SummaryCounter } from '../../core/query/event-summary';
import { type FindDependencies, findEvents } from './find-events';

/** Counts the events that answer a question, by event, actor, resource, outcome and time. */
export async function summariseEvents(deps: FindDependencies, query: EventQuery): Promise<EventSummary> {
  const counter = new SummaryCounter();
  for await (const { event } of findEvents(deps, query)) counter.add(event);
  return counter.summary({ since: query.since, until: query.until, now: deps.now() });
}

/** Counts the events that answer a question by the values of fields. */
export async function groupEvents(
  deps: FindDependencies,
  query: EventQuery,
  fields: readonly GroupField[],
): Promise<EventGroups> {
  const counter = new GroupCounter(fields);
  for await (const { event } of findEvents(deps, query)) counter.add(event);
  return counter.summary(query);
}
