import type { ExportState } from '../ports/export/export-states';

/**
 * How old a day is when it is exported, in days. CloudTrail delivers within minutes as a rule, and within hours after
 * trouble; what comes later than a week after a day is exported by hand.
 */
export const EXPORT_AGES: readonly number[] = [1, 3, 8];

/** How many days back a day is looked for that was never exported: a function that fails for a month makes up for it. */
const MOST_DAYS_BACK = 31;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** A day that is to be exported, and the age for which it is. */
export interface DueDay {
  readonly day: string;
  readonly age: number;
}

/** The day before a time, in UTC, as `2018-03-06`. */
export function dayBefore(time: Date, days = 1): string {
  return new Date(time.getTime() - days * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

/** The days that are to be exported, the oldest first: over, and not exported since they were old enough. */
export function dueDays({ first, exported }: Pick<ExportState, 'first' | 'exported'>, now: Date): readonly DueDay[] {
  const ages = Array.from({ length: MOST_DAYS_BACK }, (_, index) => MOST_DAYS_BACK - index);
  return ages.flatMap((days) => {
    const day = dayBefore(now, days);
    const age = Math.max(...EXPORT_AGES.filter((each) => each <= days));
    return day >= first && (exported[day] ?? 0) < age ? [{ day, age }] : [];
  });
}

/** What was exported, without days that are too old to be looked at. */
export function withExported(
  exported: ExportState['exported'],
  { day, age }: DueDay,
  now: Date,
): ExportState['exported'] {
  const oldest = dayBefore(now, MOST_DAYS_BACK);
  const recent = Object.entries({ ...exported, [day]: age }).filter(([each]) => each >= oldest);
  return Object.fromEntries(recent.sort());
}
