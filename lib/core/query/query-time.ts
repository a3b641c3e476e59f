import { normalisedEventTime } from '../event/event-time';

/** The text is not a time. `hint` says what it seems to be, and what to write instead. */
export class QueryTimeError extends Error {
  constructor(
    readonly text: string,
    hint?: string,
  ) {
    super(
      `'${text}' is not a time: ${hint === undefined ? '' : `${hint}; `}expected ISO 8601 in UTC (2018-03-06, 2018-03-06T20:30:12Z, 2018-03-06 20:30), an age (15m, 24h, 7d, 12w, 2h ago), today, yesterday or now`,
    );
    this.name = 'QueryTimeError';
  }
}

const MILLISECONDS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

const AGE = /^(\d{1,6})([smhdw])(?: ago)?$/;
const DATE = /^(\d{4}-\d{2})-\d{2}$/;
const MINUTE = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** What people write for a window of a whole year, quarter or month. */
const LONGER_PERIOD = /^\d{4}(?:-(?:0[1-9]|1[0-2]|Q[1-4]))?$/i;

/** Days before today of the days that have a name. */
const NAMED_DAYS: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['yesterday', 1],
]);

/**
 * The time that a person wrote, as an event time: ISO 8601 (a day, a minute, a second; in UTC unless an offset says
 * otherwise), an age before `now`, the beginning of today or yesterday in UTC, or now. Rounds up a fraction of a second,
 * because events have seconds. Both ends of a range then mean what was written.
 */
export function readQueryTime(text: string, now: Date): string {
  const age = AGE.exec(text);
  if (text === 'now' || age) return asEventTime(now.getTime() - ageMilliseconds(age), text);
  const day = dayOf(text, now);
  if (day !== undefined) return `${day}T00:00:00Z`;
  const parts = MINUTE.exec(text);
  if (!parts) return refuse(text);
  const [, date, minute, second = '00', fraction = '', zone = 'Z'] = parts;
  const time = `${date}T${minute}:${second}`;
  if (normalisedEventTime(`${time}Z`) === undefined) return refuse(text);
  const extra = /[1-9]/.test(fraction) ? MILLISECONDS.s : 0;
  return asEventTime(Date.parse(`${time}${withColon(zone)}`) + extra, text);
}

/** The day that a person wrote, `2018-03-06`, `today` or `yesterday`, in UTC. Undefined if the text is not a day. */
export function dayOf(text: string, now: Date): string | undefined {
  const daysAgo = NAMED_DAYS.get(text);
  if (daysAgo !== undefined) return isoDay(now.getTime() - daysAgo * MILLISECONDS.d);
  return DATE.test(text) && normalisedEventTime(`${text}T00:00:00Z`) !== undefined ? text : undefined;
}

/** What is wrong with a day that is written as one and is in no calendar. Undefined for any other text. */
export function calendarMistake(text: string): string | undefined {
  const [, month] = DATE.exec(text.slice(0, 'YYYY-MM-DD'.length)) ?? [];
  if (month === undefined) return undefined;
  const lastDay = new Date(`${month}-01T00:00:00Z`);
  if (Number.isNaN(lastDay.getTime())) return `${month} is no month`;
  lastDay.setUTCMonth(lastDay.getUTCMonth() + 1, 0);
  const days = lastDay.getUTCDate();
  const day = Number(text.slice('YYYY-MM-'.length, 'YYYY-MM-DD'.length));
  return day < 1 || day > days ? `${month} has ${days} days` : undefined;
}

function ageMilliseconds(age: RegExpExecArray | null): number {
  return age ? Number(age[1]) * MILLISECONDS[age[2] as keyof typeof MILLISECONDS] : 0;
}

/** `+0200` as `+02:00`, which the parser takes. */
function withColon(zone: string): string {
  return zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
}

function isoDay(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

/** Refuses a year of more or less than four digits, which would not sort among event times. */
function asEventTime(milliseconds: number, text: string): string {
  const time = new Date(Math.ceil(milliseconds / MILLISECONDS.s) * MILLISECONDS.s);
  return (Number.isNaN(time.getTime()) ? undefined : normalisedEventTime(time.toISOString())) ?? refuse(text);
}

function refuse(text: string): never {
  const hint = LONGER_PERIOD.test(text) ? `it is a period, and --during ${text} asks for all of it` : undefined;
  throw new QueryTimeError(text, hint ?? calendarMistake(text));
}
