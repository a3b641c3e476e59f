import { AddressError, isOnce, isSwitch, QUESTION_FLAGS, type Question, valuesOf } from '../../core/explorer/question';
import { type PlannedQuery, planned } from '../../core/query/planned-query';
import { flagKey } from '../query/flag-values';
import { type QueryFlags, queryOf } from '../query/query-flags';

/** The flags of a question under the names by which commander gives them, without its limit. */
export type AskedFlags = Partial<Omit<QueryFlags, 'limit'>>;

/** A question of an address as the flags of a command line: one reading of conditions and times, whoever wrote them. */
export function flagsOf(question: Question): AskedFlags {
  const given = QUESTION_FLAGS.flatMap((flag) => {
    const values = valuesOf(question, flag);
    if (values.length === 0 || flag === 'limit') return [];
    const value = isSwitch(flag) ? !flag.startsWith('no-') : isOnce(flag) ? values[0] : values;
    return [[flagKey(`--${flag}`), value] as const];
  });
  return Object.fromEntries(given);
}

/** The other way round: the words of the flags of a command line. */
export function questionOf(flags: AskedFlags & { readonly limit?: number }): Question {
  const given: Readonly<Record<string, unknown>> = { ...flags };
  return QUESTION_FLAGS.flatMap((flag) => {
    const value = given[flagKey(`--${flag}`)];
    if (isSwitch(flag)) return value === !flag.startsWith('no-') ? [{ flag }] : [];
    const values = value === undefined ? [] : Array.isArray(value) ? value : [value];
    return values.map((each) => ({ flag, value: String(each) }));
  });
}

/** A question of an address, planned, without its limit. Throws what the command line throws for what makes no sense. */
export function plannedQuestion(question: Question, now: Date, more: AskedFlags = {}): PlannedQuery {
  return planned(queryOf({ agent: true, ...flagsOf(question), ...more, limit: 0 }, now));
}

/** The limit of a question: undefined if it has none, infinite for 0. */
export function limitOf(question: Question): number | undefined {
  const [value] = valuesOf(question, 'limit');
  if (value === undefined) return undefined;
  if (!/^\d{1,9}$/.test(value)) throw new AddressError(`limit=${value} is given: expected a whole number from 0`);
  return Number(value) === 0 ? Number.POSITIVE_INFINITY : Number(value);
}
