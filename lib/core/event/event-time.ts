/**
 * The times that CloudTrail and what copies its logs write: `2018-03-06T20:30:12Z` in delivered files, fractions, offsets
 * and a blank instead of `T` in exports of other tools. Dates inside requests and responses are not read at all: they are
 * locale strings.
 */
const EVENT_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})$/;

const MINUTE_MS = 60_000;
const MINUTES_AN_HOUR = 60;

/**
 * An `eventTime` as `2018-03-06T20:30:12Z`, or undefined if it is not a time. Cuts fractions, because CloudTrail has
 * seconds. Refuses a time without a zone, which may be hours from the intended one.
 */
export function normalisedEventTime(value: unknown): string | undefined {
  const [, date, time, zone = ''] = (typeof value === 'string' && EVENT_TIME.exec(value)) || [];
  const local = `${date}T${time}Z`;
  const milliseconds = Date.parse(local);
  // `Date.parse` reads 30 February as 2 March, but a key must have the intended time or none.
  if (Number.isNaN(milliseconds) || isoTime(milliseconds) !== local) return undefined;
  if (zone === 'Z') return local;
  const offset = offsetMinutes(zone);
  return offset === undefined ? undefined : isoTime(milliseconds - offset * MINUTE_MS);
}

/** How many minutes a zone is ahead of UTC, or undefined if no zone is so far ahead. */
function offsetMinutes(zone: string): number | undefined {
  const [sign, hours, minutes] = [zone[0], Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  if (hours >= 24 || minutes >= MINUTES_AN_HOUR) return undefined;
  return (sign === '-' ? -1 : 1) * (hours * MINUTES_AN_HOUR + minutes);
}

/** A year of more or less than four digits would not sort among event times. */
function isoTime(milliseconds: number): string | undefined {
  const time = new Date(milliseconds).toISOString().replace('.000Z', 'Z');
  return time.length === '2018-03-06T20:30:12Z'.length ? time : undefined;
}
