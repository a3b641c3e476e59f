import { calendarMistake, dayOf } from './query-time';

/** A whole year, quarter, month or day: from an event time, which it includes, to another, which it does not. */
export interface QueryPeriod {
  readonly since: string;
  readonly until: string;
}

/** The text is not a period. */
export class QueryPeriodError extends Error {
  constructor(
    readonly text: string,
    hint?: string,
  ) {
    super(
      `'${text}' is not a period: ${hint === undefined ? '' : `${hint}; `}expected a year (2026), a quarter (2026-Q3), a month (2026-03), a day (2026-03-04), today or yesterday`,
    );
    this.name = 'QueryPeriodError';
  }
}

const YEAR = /^(\d{4})$/;
const QUARTER = /^(\d{4})-[Qq]([1-4])$/;
const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

const MONTHS_A_QUARTER = 3;
const MONTHS_A_YEAR = 12;

/**
 * The period that a person wrote, in UTC. It ends where the next one begins, so that it includes the last second of its
 * last day. Throws `QueryPeriodError` for anything else, and for a period that ends with the year 9999, which no event
 * time follows.
 */
export function readQueryPeriod(text: string, now: Date): QueryPeriod {
  const { year, month, day, months, days } = calendarPeriod(text, now);
  const since = eventTime(year, month, day);
  const until = eventTime(year, month + months, day + days);
  if (since === undefined || until === undefined) throw new QueryPeriodError(text, calendarMistake(text));
  return { since, until };
}

/** Where a period begins, with the number of its month from 0, and how long it is. */
interface CalendarPeriod {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly months: number;
  readonly days: number;
}

function calendarPeriod(text: string, now: Date): CalendarPeriod {
  const whole = (year: string | undefined, month: number, months: number) => ({
    year: Number(year),
    month,
    day: 1,
    months,
    days: 0,
  });
  const [, year] = YEAR.exec(text) ?? [];
  if (year !== undefined) return whole(year, 0, MONTHS_A_YEAR);
  const quarter = QUARTER.exec(text);
  if (quarter) return whole(quarter[1], (Number(quarter[2]) - 1) * MONTHS_A_QUARTER, MONTHS_A_QUARTER);
  const month = MONTH.exec(text);
  if (month) return whole(month[1], Number(month[2]) - 1, 1);
  const [yearOfDay, monthOfDay = '', day] = dayOf(text, now)?.split('-') ?? [];
  if (yearOfDay === undefined) throw new QueryPeriodError(text, calendarMistake(text));
  return { year: Number(yearOfDay), month: Number(monthOfDay) - 1, day: Number(day), months: 0, days: 1 };
}

/** The first second of a day in UTC. Undefined if its year has more than four digits. */
function eventTime(year: number, month: number, day: number): string | undefined {
  const time = new Date(0);
  // `Date.UTC` takes the years below 100 for those of the 20th century.
  time.setUTCFullYear(year, month, day);
  const text = time.toISOString().replace('.000Z', 'Z');
  return /^\d{4}-/.test(text) ? text : undefined;
}
