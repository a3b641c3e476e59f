import type { EventFieldName } from '../../contract/event-fields';
import type { Described } from './condition';
import { CONDITION_NAMES, CONDITIONS, type ConditionName } from './conditions';
import type { EventQuery } from './event-query';

/**
 * All fields of an event that a question tests. Undefined if it tests more than fields that many events share: then each
 * event has to be looked at.
 */
export function testedFields(query: EventQuery): readonly EventFieldName[] | undefined {
  const fields = new Set<EventFieldName>();
  for (const name of CONDITION_NAMES.filter((each) => tests(each, query))) {
    const { reads }: Described<string> = CONDITIONS[name];
    if (reads === undefined) return undefined;
    for (const field of reads) fields.add(field);
  }
  return [...fields];
}

/** Whether a question tests events by a condition. A switch that is off may leave something out. */
function tests(name: ConditionName, query: EventQuery): boolean {
  const [asked, excluded] = [query[name], query.not[name]];
  if (typeof asked === 'object') return asked.length > 0 || (Array.isArray(excluded) && excluded.length > 0);
  const condition = CONDITIONS[name];
  const { resources, changed } = query;
  return (
    excluded === true || (condition.kind === 'switch' && condition.holds(asked, { resources, changed }) !== undefined)
  );
}
