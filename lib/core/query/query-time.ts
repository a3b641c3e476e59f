import { normalisedEventTime } from '../event/event-time';

/** The text is not a time. */
export class QueryTimeError extends Error {
  constructor(readonly text: string) {
    super(
      `'${text}' is not a time: expected ISO 8601 in UTC (2018-03-06, 2018-03-06T20:30:12Z) or an age (15m, 24h, 7d, 12w)`,
    );
    this.name = 'QueryTimeError';
  }
}

const MILLISECONDS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

const AGE = /^(\d{1,6})([smhdw])$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MINUTE = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * The time that a person wrote, as an event time: ISO 8601 (a day, a minute, a second; in UTC unless an offset says
 * otherwise) or an age before `now`. Rounds up a fraction of a second, because events have seconds. Both ends of a
 * range then mean what was written.
 */
export function readQueryTime(text: string, now: Date): string {
  const age = AGE.exec(text);
  if (age) return asEventTime(now.getTime() - Number(age[1]) * MILLISECONDS[age[2] as keyof typeof MILLISECONDS], text);
  if (DATE.test(text)) return normalisedEventTime(`${text}T00:00:00Z`) ?? refuse(text);
  const parts = MINUTE.exec(text);
  if (!parts) return refuse(text);
  const [, minute, second = '00', fraction = '', zone = 'Z'] = parts;
  if (normalisedEventTime(`${minute}:${second}Z`) === undefined) return refuse(text);
  const extra = /[1-9]/.test(fraction) ? MILLISECONDS.s : 0;
  return asEventTime(Date.parse(`${minute}:${second}${withColon(zone)}`) + extra, text);
}

/** `+0200` as `+02:00`, which the parser takes. */
function withColon(zone: string): string {
  return zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
}

/** Refuses a year of more or less than four digits, which would not sort among event times. */
function asEventTime(milliseconds: number, text: string): string {
  const time = new Date(Math.ceil(milliseconds / MILLISECONDS.s) * MILLISECONDS.s);
  return (Number.isNaN(time.getTime()) ? undefined : normalisedEventTime(time.toISOString())) ?? refuse(text);
}

function refuse(text: string): never {
  throw new QueryTimeError(text);
}
