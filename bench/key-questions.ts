import { type FindDependencies, findEvents } from '../lib/app/ask/find-events';
import { EVERYTHING, type EventQuery } from '../lib/core/query/event-query';
import { planned } from '../lib/core/query/planned-query';
import type { StoredEvent } from '../lib/core/rows/stored-event';
import { Tally } from '../lib/core/summary/tally';

/** A question that one key answers, and the key. */
export interface KeyQuestion {
  readonly key: string;
  readonly value: string;
  readonly query: EventQuery;
}

/** What `query` shows where no limit is given. */
const LIMIT = 100;

/** Events that are looked at for values that many of them share. */
const SEEN = 5_000;

/** How each key is read from an event, and asked for. */
const KEYS: readonly (readonly [
  key: string,
  values: (event: StoredEvent) => readonly (string | undefined)[],
  asked: (value: string) => Partial<EventQuery>,
])[] = [
  ['event', ({ eventName }) => [eventName], (value) => ({ eventNames: [value] })],
  ['principal', ({ userIdentityArn }) => [userIdentityArn], (value) => ({ principals: [value] })],
  ['resource', ({ resources = [] }) => resources.map(({ id }) => id), (value) => ({ resources: [value] })],
  ['role', ({ roleArn }) => [roleArn], (value) => ({ roles: [value] })],
  ['actor', ({ actor }) => [actor], (value) => ({ actors: [value] })],
];

/** One question a key, each for the value that is the commonest among the newest events that people and services made. */
export async function keyQuestions(deps: FindDependencies): Promise<readonly KeyQuestion[]> {
  const tallies = KEYS.map(() => new Tally<{ value: string }>());
  for await (const { event } of findEvents(deps, planned({ noAgent: true, limit: SEEN }))) {
    for (const [index, [, values]] of KEYS.entries()) {
      for (const value of values(event)) if (value) tallies[index]?.add({ value });
    }
  }
  return KEYS.flatMap(([key, , asked], index) => {
    const commonest = tallies[index]?.list()[0];
    return commonest
      ? [{ key, value: commonest.value, query: { ...EVERYTHING, ...asked(commonest.value), limit: LIMIT } }]
      : [];
  });
}
