/** The days that a listing covers, as the folders of log files have them: `YYYY/MM/DD`, the first and the last. */
export interface DayRange {
  readonly first: string;
  readonly last: string;
}

const MILLISECONDS_A_SECOND = 1_000;

/**
 * The days of delivery between two times, `until` exclusive. CloudTrail delivers a file into the folder of its day of
 * delivery, in UTC (CloudTrail user guide: finding log files).
 */
export function dayRange(since: string, until: string): DayRange {
  const last = new Date(Date.parse(until) - MILLISECONDS_A_SECOND);
  return { first: dayFolder(new Date(since)), last: dayFolder(last) };
}

/** The months that days lie in, `YYYY/MM`, in their order. */
export function monthsOf({ first, last }: DayRange): readonly string[] {
  const [year, month] = first.split('/').map(Number);
  const months: string[] = [];
  const at = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1));
  for (; monthFolder(at) <= monthFolder(last); at.setUTCMonth(at.getUTCMonth() + 1)) months.push(monthFolder(at));
  return months;
}

function dayFolder(time: Date): string {
  return time.toISOString().slice(0, 'YYYY-MM-DD'.length).replaceAll('-', '/');
}

function monthFolder(time: Date | string): string {
  return (typeof time === 'string' ? time : dayFolder(time)).slice(0, 'YYYY/MM'.length);
}
