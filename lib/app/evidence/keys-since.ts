const KEYS_BEFORE_MS = 40 * 24 * 60 * 60 * 1000;

/** CloudTrail has signed since then ("Log file integrity validation", announced in October 2015). */
const FIRST_DIGEST = '2015-10-01T00:00:00Z';

/**
 * From when on the public keys may have been valid that sign log files from a time on: CloudTrail may sign with a key shortly
 * after it is replaced, and may deliver log files up to 30 days late. Undefined is any time.
 */
export function keysSince(time: string | undefined): string {
  if (time === undefined) return FIRST_DIGEST;
  return new Date(Date.parse(time) - KEYS_BEFORE_MS).toISOString().replace(/\.\d+Z$/, 'Z');
}
