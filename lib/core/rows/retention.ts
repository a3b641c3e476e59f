const SECONDS_A_DAY = 24 * 60 * 60;

/**
 * When a row expires, in epoch seconds: the days of retention after the later of the event and its delivery, because
 * CloudTrail may deliver a file up to 30 days late (CloudTrail user guide, redelivery). Undefined if everything is
 * kept.
 */
export function expiryOf(
  eventTime: string,
  deliveredAt: string | undefined,
  days: number | undefined,
): number | undefined {
  if (days === undefined) return undefined;
  const latest = Math.max(Date.parse(eventTime), deliveredAt === undefined ? 0 : Date.parse(deliveredAt));
  return Math.floor(latest / 1000) + days * SECONDS_A_DAY;
}

/** Whether a row has expired. DynamoDB deletes such rows within days, not at once, so readers leave them out. */
export function isExpired(expiresAt: number | undefined, now: Date): boolean {
  return expiresAt !== undefined && expiresAt * 1000 <= now.getTime();
}
