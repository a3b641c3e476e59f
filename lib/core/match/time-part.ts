/** The parts of a time that a rule can ask for. */
export const TIME_PARTS = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export type TimePart = (typeof TIME_PARTS)[number];

/**
 * One part of an ISO 8601 time as a number, as it is written: no time zone is converted (Sigma modifiers appendix). Weeks
 * are ISO weeks, 1 to 53. Undefined for text that is no such time, and for the hour and minute of a date alone.
 */
export function timePartOf(text: string, part: TimePart): number | undefined {
  const [, year, month, day, hour, minute] = ISO_TIME.exec(text) ?? [];
  if (year === undefined) return undefined;
  if (part === 'week') return isoWeekOf(Number(year), Number(month), Number(day));
  const written = { year, month, day, hour, minute }[part];
  return written === undefined ? undefined : Number(written);
}

const ISO_TIME =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?:[Tt ]([01]\d|2[0-3]):([0-5]\d)(?::[0-6]\d(?:\.\d+)?)?(?:[Zz]|[-+]\d\d:?\d\d)?)?$/;

const DAY_MS = 24 * 60 * 60 * 1000;

/** The ISO week of a day is the week of its Thursday, counted from the year that this Thursday is in. */
function isoWeekOf(year: number, month: number, day: number): number {
  const date = Date.UTC(year, month - 1, day);
  const thursday = date + (4 - (new Date(date).getUTCDay() || 7)) * DAY_MS;
  const newYear = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return Math.floor((thursday - newYear) / DAY_MS / 7) + 1;
}
