/**
 * The times that CloudTrail and what copies its logs write: `2018-03-06T20:30:12Z` in delivered files, fractions and
 * a blank instead of `T` in exports of other tools. Dates inside requests and responses are not read at all: they are
 * locale strings.
 */
const EVENT_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.\d{1,9})?(?:Z|\+00:?00)?$/;

/** An `eventTime` as `2018-03-06T20:30:12Z`, or undefined where it is none. Fractions are cut: CloudTrail has seconds. */
export function normalisedEventTime(value: unknown): string | undefined {
  const [, date, time] = (typeof value === 'string' && EVENT_TIME.exec(value)) || [];
  const normalised = `${date}T${time}Z`;
  return Number.isNaN(Date.parse(normalised)) || !isCalendarDate(normalised) ? undefined : normalised;
}

/** `Date.parse` takes 30 February for 2 March; a key must hold the time that was meant or none. */
function isCalendarDate(time: string): boolean {
  return new Date(time).toISOString().startsWith(time.slice(0, -1));
}
