import type { PlannedQuery } from '../../core/query/planned-query';
import { type EventGroups, GroupCounter, type GroupField } from '../../core/summary/event-groups';
import { asksForProfile, type EventSummary, SummaryCounter } from '../../core/summary/event-summary';
import { type CountDependencies, countEvents } from './count-alike';

/**
 * Counts the events that answer a question, by event, actor, resource, outcome, place and time; for a question about one
 * caller, by what it used as well.
 */
export async function summariseEvents(deps: CountDependencies, question: PlannedQuery): Promise<EventSummary> {
  const counter = new SummaryCounter(asksForProfile(question.query));
  await countEvents(deps, question, { lists: counter.lists, addTime: (seen) => counter.addTime(seen) });
  return counter.summary({ ...question.query, now: deps.now() });
}

/** Counts the events that answer a question by the values of fields. */
export async function groupEvents(
  deps: CountDependencies,
  question: PlannedQuery,
  fields: readonly GroupField[],
): Promise<EventGroups> {
  const counter = new GroupCounter(fields);
  await countEvents(deps, question, { lists: [counter] });
  return counter.summary(question.query);
}
