const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const SECONDS_PRECISION = 'YYYY-MM-DDTHH:mm:ss'.length;
const HOURS_ON_A_CLOCK_FACE = 12;

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A moment as `eventTime` writes it: ISO 8601 in UTC to the second. `at` in milliseconds since 1970. */
export function isoTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, SECONDS_PRECISION)}Z`;
}

/**
 * A moment as Systems Manager writes it inside requests and responses: `Mar 2, 2026, 1:05:09 PM`. `at` in milliseconds
 * since 1970. Real logs hold it with and without the second comma; both are read as opaque text.
 */
export function localeTime(at: number, comma: ',' | '' = ','): string {
  const date = new Date(at);
  const hours = date.getUTCHours();
  const clock = [hours % HOURS_ON_A_CLOCK_FACE || HOURS_ON_A_CLOCK_FACE, date.getUTCMinutes(), date.getUTCSeconds()];
  const time = clock.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
  const day = `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
  return `${day}${comma} ${time} ${hours < HOURS_ON_A_CLOCK_FACE ? 'AM' : 'PM'}`;
}
