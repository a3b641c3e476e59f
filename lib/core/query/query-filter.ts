import { everyOf, someOf } from '../match/json-test-of';
import { RecordJson } from '../match/record-json';
import { RecordNames } from '../match/record-names';
import type { JsonObject } from '../record/json';
import type { EventFilter, FilterContext } from './condition';
import { CONDITIONS, type ConditionName, LISTS, RECORD_CONDITIONS, SWITCHES } from './conditions';
import type { EventQuery } from './event-query';
import { exclusionFilter } from './exclusions';
import type { QueryPlan } from './query-plan';

/** The conditions of a question on event fields. They check the key that found a row again, with the rest. */
export function eventFilter(query: EventQuery, isMeant: (name: ConditionName) => boolean = () => true): EventFilter {
  const context: FilterContext = { resources: query.resources, changed: query.changed };
  const lists = LISTS.filter((name) => query[name].length > 0 && isMeant(name));
  const filters = [
    ...lists.map((name) => CONDITIONS[name].holds(query[name], context)),
    ...SWITCHES.flatMap((name) => CONDITIONS[name].holds(query[name], context) ?? []),
  ];
  const isLeft = exclusionFilter(query.not, isMeant);
  return (event) => filters.every((holds) => holds(event)) && isLeft(event);
}

/**
 * The conditions of a question on the record. A record that cannot be read passes no test, and only what is known to match
 * is excluded.
 */
export function recordFilter(query: EventQuery): (record: JsonObject | undefined) => boolean {
  const tested = RECORD_CONDITIONS.map((name) => [query[name], query.not[name] ?? []] as const);
  return (record) =>
    tested.every(([tests, excluded]) => {
      if (record === undefined) return tests.length === 0;
      return (tests.length === 0 || tests.some((holds) => holds(record))) && !excluded.some((holds) => holds(record));
    });
}

/** What tells of a record that it cannot answer a question, before it is parsed: false only if `recordFilter` is. */
export interface RecordSieve {
  /** By its JSON as `JSON.stringify` writes it. */
  readonly mayAnswer: (json: string) => boolean;
  /** By the names of its fields, as `recordNames` gives them. */
  readonly mayAnswerWith: (names: string) => boolean;
}

/** The sieve of a question. Undefined if nothing can be told before a record is parsed. */
export function recordSieve(query: EventQuery): RecordSieve | undefined {
  const asked = RECORD_CONDITIONS.map((name) => query[name]).filter((tests) => tests.length > 0);
  const mayHold = everyOf(asked.map((tests) => someOf(tests.map(({ json }) => json))));
  return (
    mayHold && {
      mayAnswer: (json) => mayHold(new RecordJson(json)),
      mayAnswerWith: (names) => mayHold(new RecordNames(names)),
    }
  );
}

/** The conditions of a question that leave events out. */
export function narrowingConditions(query: EventQuery): readonly ConditionName[] {
  return [
    ...[...LISTS, ...RECORD_CONDITIONS].filter((name) => query[name].length > 0),
    ...SWITCHES.filter((name) => query[name] && !CONDITIONS[name].widens),
  ];
}

/** Whether a question has conditions beside the one whose keys answer it. Pages then have more rows than answers. */
export function narrows(query: EventQuery, { condition }: Pick<QueryPlan, 'condition'>): boolean {
  const excludes = Object.keys(query.not).length > 0;
  return excludes || narrowingConditions(query).some((name) => name !== condition);
}
