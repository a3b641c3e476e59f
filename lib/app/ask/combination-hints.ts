import { CONDITIONS, LISTS, RECORD_CONDITIONS, SWITCHES } from '../../core/query/conditions';
import type { EventQuery } from '../../core/query/event-query';
import { narrowingConditions } from '../../core/query/query-filter';
import type { FindDependencies } from './find-events';
import { findOne } from './find-one';
import type { StoreSample } from './store-sample';

/** The length of the day of a time, `2018-03-06`. */
const DAY_LENGTH = 'YYYY-MM-DD'.length;

/** Says that a part of the window is before the first or after the last stored event. */
export function windowHints({ since, until }: EventQuery, { first, last }: StoreSample): readonly string[] {
  if (first === undefined || last === undefined) return [];
  if (since !== undefined && since > last) {
    return [
      `nothing is stored since ${since}: the newest event is from ${last}; --since ${day(last)} or --since all finds it`,
    ];
  }
  if (until !== undefined && until <= first) {
    return [`nothing is stored before ${until}: the first event is from ${first}`];
  }
  return [];
}

/**
 * If each condition finds something on its own: the conditions without which the question finds something, and what it
 * leaves out by default.
 */
export async function combinationHints(
  deps: FindDependencies,
  query: EventQuery,
  sample: StoreSample,
): Promise<readonly string[]> {
  const related = query.related ? 'none' : await findOne(deps, sample, { ...query, related: true });
  if (isEvent(related)) return ['there are only KMS calls on parameters: --related shows them'];
  const guard = query.guard ? 'none' : await findOne(deps, sample, { ...query, guard: true });
  if (isEvent(guard)) return ['there are only calls that tamper with the stack itself: --guard shows them'];
  const isWindowed = query.since !== undefined || query.until !== undefined;
  const outside = isWindowed ? await findOne(deps, sample, { ...query, since: undefined, until: undefined }) : 'none';
  const hints = isEvent(outside) ? [outsideHint(outside.eventTime ?? '')] : [];
  for (const name of narrowingConditions(query)) {
    const found = await findOne(deps, sample, { ...query, ...nothingAsked(name) });
    if (isEvent(found)) hints.push(withoutHint(name));
  }
  if (Object.keys(query.not).length > 0 && isEvent(await findOne(deps, sample, { ...query, not: {} })))
    hints.push('there are such events without --not');
  return hints;
}

/** Says that there are events outside of a window, the newest at a time. */
export function outsideHint(time: string): string {
  return `there are such events in another window, the newest from ${time}: --since ${day(time)} --until ${dayAfter(time)}`;
}

function withoutHint(name: keyof typeof CONDITIONS): string {
  if (name === 'noAgent') return "the agent's own traffic has such events, but this question leaves it out";
  return `there are such events without ${CONDITIONS[name].flag.split(' ')[0]}`;
}

function nothingAsked(name: keyof typeof CONDITIONS): Partial<EventQuery> {
  const isList = [...LISTS, ...RECORD_CONDITIONS].some((each) => each === name);
  const isSwitch = SWITCHES.some((each) => each === name);
  return {
    ...(isList && { [name]: [] }),
    ...(isSwitch && { [name]: false }),
    ...(name === 'resources' && { changed: false }),
  };
}

function isEvent<Event extends object>(found: Event | 'none' | 'unknown'): found is Event {
  return typeof found === 'object';
}

function day(time: string): string {
  return time.slice(0, DAY_LENGTH);
}

function dayAfter(time: string): string {
  const date = new Date(`${day(time)}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return day(date.toISOString());
}
