/** How far back every look goes: a file that is late by a weekend is still found within the hour. */
const USUAL_DAYS = 3;

/**
 * How far back one look a day goes: where a bucket refused it, CloudTrail tries to deliver for 30 days (CloudTrail user
 * guide: redelivery). Receipts outlive their rows by 35 days, so that none is missing here for its age, whatever the retention.
 */
const DEEP_DAYS = 35;

/** The hour (UTC) of the deep look. */
const DEEP_HOUR = 3;

const MILLISECONDS_A_DAY = 24 * 60 * 60 * 1_000;

/** The time of delivery from which on an hourly look compares, ISO 8601 without fractions. */
export function reconciledSince(now: Date): string {
  const days = now.getUTCHours() === DEEP_HOUR ? DEEP_DAYS : USUAL_DAYS;
  return new Date(now.getTime() - days * MILLISECONDS_A_DAY).toISOString().replace(/\.\d+Z$/, 'Z');
}
