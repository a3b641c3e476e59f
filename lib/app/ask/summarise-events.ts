import type { PlannedQuery } from '../../core/query/planned-query';
import { type EventGroups, GroupCounter, type GroupField, groupedBy } from '../../core/summary/event-groups';
import { asksForProfile, type EventSummary, SummaryCounter, summaryFields } from '../../core/summary/event-summary';
import { alikeEvents, type CountDependencies, eachEvent } from './count-alike';
import { findEvents } from './find-events';

/**
 * Counts the events that answer a question, by event, actor, resource, outcome, place and time; for a question about one
 * caller, by what it used as well.
 */
export async function summariseEvents(deps: CountDependencies, question: PlannedQuery): Promise<EventSummary> {
  const isProfile = asksForProfile(question.query);
  const counter = new SummaryCounter(isProfile);
  const [kinds, hours] = [
    await alikeEvents(deps, question, { fields: summaryFields(isProfile) }),
    await alikeEvents(deps, question, { fields: [], isHourly: true }),
  ];
  if (kinds && hours) {
    for await (const { event, seen } of kinds) counter.add(event, seen);
    for await (const { seen } of hours) counter.addTime(seen);
  } else {
    for await (const { event, seen } of eachEvent(deps, findEvents(deps, question), isProfile)) {
      counter.add(event, seen);
      counter.addTime(seen);
    }
  }
  return counter.summary({ ...question.query, now: deps.now() });
}

/** Counts the events that answer a question by the values of fields. */
export async function groupEvents(
  deps: CountDependencies,
  question: PlannedQuery,
  fields: readonly GroupField[],
): Promise<EventGroups> {
  const counter = new GroupCounter(fields);
  const groups =
    (await alikeEvents(deps, question, { fields: groupedBy(fields) })) ??
    eachEvent(deps, findEvents(deps, question), fields.includes('userAgent'));
  for await (const { event, seen } of groups) counter.add(event, seen);
  return counter.summary(question.query);
}
