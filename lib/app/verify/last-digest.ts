import { mapConcurrently } from '../flow/map-concurrently';
import { type DigestDependencies, VerifiedDigests } from './verified-digests';

const MINUTE_MS = 60 * 1000;

/** A file that is named at the end of a day may arrive this much later. Its digest tells the time of arrival. */
const ARRIVAL_MS = 15 * MINUTE_MS;

/** A digest covers an hour, so the one with the last files ends at most this long after the day. */
const LAST_DIGEST_MS = 120 * MINUTE_MS;

/** After this time, a digest does not come any more. What it would have signed is then a finding. */
const PATIENCE_MS = 6 * 60 * MINUTE_MS;

/** How many folders to list at once. */
const FOLDERS_AT_ONCE = 8;

/** The window of a day, in ISO 8601: its begin, and the begin of the next day. */
export interface DayWindow {
  readonly since: string;
  readonly until: string;
}

/**
 * Whether a day still waits for its last digest: CloudTrail delivers it later than the log files in it. An account and
 * region waits if it has a digest of that day and none that ends after its last files have arrived. Six hours after the day,
 * nothing waits.
 */
export async function waitsForDigest(deps: DigestDependencies, day: DayWindow, now: Date): Promise<boolean> {
  if (now.getTime() >= Date.parse(day.until) + PATIENCE_MS) return false;
  const folders = await deps.bucket.digestFolders();
  if (folders.length === 0) return true;
  const digests = new VerifiedDigests(deps, day.since);
  const waiting = await mapConcurrently(folders, FOLDERS_AT_ONCE, (folder) => isWaiting(digests, folder, day));
  return waiting.includes(true);
}

async function isWaiting(digests: VerifiedDigests, folder: string, { since, until }: DayWindow): Promise<boolean> {
  const listed = await digests.list(folder, since, later(until, LAST_DIGEST_MS));
  const last = listed.filter(({ isBackfill }) => !isBackfill).at(-1);
  return last !== undefined && last.endTime < later(until, ARRIVAL_MS);
}

function later(time: string, milliseconds: number): string {
  return new Date(Date.parse(time) + milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
