import { CONDITIONS, LISTS, RECORD_CONDITIONS, SWITCHES } from '../../../core/query/conditions';
import type { EventQuery } from '../../../core/query/event-query';
import { narrowingConditions } from '../../../core/query/query-filter';
import type { FindDependencies } from '../find-events';
import { findOne } from '../find-one';
import type { StoreSample } from '../store-sample';
import { allOf, type EmptyAnswerHint, type NextQuestion, wordOfFlag } from './empty-answer-hint';

/** The length of the day of a time, `2018-03-06`. */
const DAY_LENGTH = 'YYYY-MM-DD'.length;

/** Says that a part of the window is before the first or after the last stored event. */
export function windowHints({ since, until }: EventQuery, { first, last }: StoreSample): readonly EmptyAnswerHint[] {
  if (first === undefined || last === undefined) return [];
  if (since !== undefined && since > last) {
    const stored = `nothing is stored since ${since}: the newest event is from ${last}; `;
    return [[stored, windowed(day(last)), ' or ', windowed('all'), ' finds it']];
  }
  if (until !== undefined && until <= first) {
    return [[`nothing is stored before ${until}: the first event is from ${first}`]];
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
): Promise<readonly EmptyAnswerHint[]> {
  const related = query.related ? 'none' : await findOne(deps, sample, { ...query, related: true });
  if (isEvent(related)) return [['there are only KMS calls on parameters: ', switchedOn('related'), ' shows them']];
  const guard = query.guard ? 'none' : await findOne(deps, sample, { ...query, guard: true });
  if (isEvent(guard))
    return [['there are only calls that tamper with the stack itself: ', switchedOn('guard'), ' shows them']];
  const isWindowed = query.since !== undefined || query.until !== undefined;
  const outside = isWindowed ? await findOne(deps, sample, { ...query, since: undefined, until: undefined }) : 'none';
  const hints = isEvent(outside) ? [outsideHint(outside.eventTime ?? '')] : [];
  for (const name of narrowingConditions(query)) {
    const found = await findOne(deps, sample, { ...query, ...nothingAsked(name) });
    if (isEvent(found)) hints.push(withoutHint(name));
  }
  if (Object.keys(query.not).length > 0 && isEvent(await findOne(deps, sample, { ...query, not: {} })))
    hints.push(['there are such events ', { text: 'without --not', words: [], without: allOf('not') }]);
  return hints;
}

/** Says that there are events outside of a window, the newest at a time. */
export function outsideHint(time: string): EmptyAnswerHint {
  return [`there are such events in another window, the newest from ${time}: `, windowed(day(time), dayAfter(time))];
}

/** The question in another window, in the words that ask for it. */
function windowed(since: string, until?: string): NextQuestion {
  const words = [{ flag: 'since', value: since } as const];
  const without = allOf('during');
  if (until === undefined) return { text: `--since ${since}`, words, without };
  return {
    text: `--since ${since} --until ${until}`,
    words: [...words, { flag: 'until', value: until }],
    without,
  };
}

function switchedOn(flag: 'related' | 'guard'): NextQuestion {
  return { text: `--${flag}`, words: [{ flag }], without: [] };
}

function withoutHint(name: keyof typeof CONDITIONS): EmptyAnswerHint {
  const flag = CONDITIONS[name].flag.split(' ')[0] ?? '';
  const without = [wordOfFlag(flag), ...(name === 'resources' ? allOf('changed') : [])];
  if (name === 'noAgent')
    return [
      { text: "the agent's own traffic has such events", words: [], without },
      ', but this question leaves it out',
    ];
  return ['there are such events ', { text: `without ${flag}`, words: [], without }];
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
