/** How far back every check goes. It still finds a file within the hour that is late by a weekend. */
const USUAL_DAYS = 3;

/**
 * How far back one check a day goes. If a bucket refuses CloudTrail, it tries to deliver for 30 days (CloudTrail user
 * guide: redelivery). Receipts outlive their rows by 35 days, so none is missing here because of its age, whatever the
 * retention.
 */
const DEEP_DAYS = 35;

/** The hour (UTC) of the deep check. */
const DEEP_HOUR = 3;

const MILLISECONDS_A_DAY = 24 * 60 * 60 * 1_000;

/** The time of delivery from which an hourly check compares, in ISO 8601 without fractions. */
export function reconciledSince(now: Date): string {
  const days = now.getUTCHours() === DEEP_HOUR ? DEEP_DAYS : USUAL_DAYS;
  return new Date(now.getTime() - days * MILLISECONDS_A_DAY).toISOString().replace(/\.\d+Z$/, 'Z');
}
