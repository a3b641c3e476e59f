import { type EventGroups, GroupCounter, type GroupField } from '../../core/query/event-groups';
import { type EventSummary, SummaryCounter } from '../../core/query/event-summary';
import type { PlannedQuery } from '../../core/query/planned-query';
import { type FindDependencies, findEvents } from './find-events';
import { withWholeUserAgents } from './with-evidence';

/** Counts the events that answer a question, by event, actor, resource, outcome and time. */
export async function summariseEvents(deps: FindDependencies, question: PlannedQuery): Promise<EventSummary> {
  const counter = new SummaryCounter();
  for await (const { event } of findEvents(deps, question)) counter.add(event);
  return counter.summary({ ...question.query, now: deps.now() });
}

/** Counts the events that answer a question by the values of fields. */
export async function groupEvents(
  deps: FindDependencies,
  question: PlannedQuery,
  fields: readonly GroupField[],
): Promise<EventGroups> {
  const counter = new GroupCounter(fields);
  const events = findEvents(deps, question);
  const whole = fields.includes('userAgent') ? withWholeUserAgents(deps.reader, events) : events;
  for await (const { event } of whole) counter.add(event);
  return counter.summary(question.query);
}
