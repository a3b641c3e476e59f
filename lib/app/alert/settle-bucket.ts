import { type Bucket, EMPTY_BUCKET, isSameBucket, mergedBuckets } from '../../core/correlations/bucket';
import type { BucketPlace } from '../../core/correlations/bucket-place';
import { type DueWindow, dueWindow } from '../../core/correlations/due-window';
import type { BucketState, StoredBucket, WrittenBucket } from '../ports/correlation-state';
import type { Deadline } from '../ports/deadline';

/** What settling buckets needs of the world. */
export interface SettlingDependencies {
  readonly buckets: BucketState;
  /** Waits before the next try, after some that somebody else was faster than. Rejects if no time is left. */
  readonly pause: (tries: number, deadline: Deadline) => Promise<void>;
  /** Called whenever somebody else wrote a bucket between reading and writing it. */
  readonly onConflict: () => void;
  /** Called for a bucket that cannot be read, which counts anew: what it had counted is lost. */
  readonly onUnreadable: () => void;
}

/**
 * Adds entries to a bucket, and gives the alerts that are due then: of this bucket, and of the next. Several may do this
 * at once, in any order and again: every alert that is due comes out at least once.
 *
 * The neighbours are read after the write, so that of all who write two neighbouring buckets, the one who writes last
 * sees both. They are read also where nothing was new: whoever wrote it may have died before this.
 */
export async function settleBucket(
  deps: SettlingDependencies,
  place: BucketPlace,
  added: Bucket,
  deadline: Deadline,
): Promise<readonly DueWindow[]> {
  const { shape, bucket } = place;
  const own = await changed(deps, place, deadline, (stored) => withEntries(place, stored, added));
  const { before, after } = await deps.buckets.neighbours(place, deadline);
  for (const stored of [before, after]) report(deps, stored);
  const due = own?.isTold ? undefined : dueWindow(shape, bucket, own?.bucket ?? EMPTY_BUCKET, before?.bucket);
  const next = after?.bucket && !after.isTold ? dueWindow(shape, bucket + 1, after.bucket, own?.bucket) : undefined;
  return [due, next].flatMap((each) => each ?? []);
}

/** Notes in a bucket that its alert was told, so that a busy group costs nothing more. */
export async function noteTold(deps: SettlingDependencies, place: BucketPlace, deadline: Deadline): Promise<void> {
  await changed(deps, place, deadline, (stored) =>
    stored?.bucket && !stored.isTold ? { bucket: stored.bucket, isTold: true } : undefined,
  );
}

function withEntries({ shape }: BucketPlace, stored: StoredBucket | undefined, added: Bucket): Change | undefined {
  const before = stored?.bucket ?? EMPTY_BUCKET;
  const bucket = mergedBuckets(shape, before, added);
  return stored?.bucket && isSameBucket(bucket, before) ? undefined : { bucket, isTold: stored?.isTold ?? false };
}

type Change = Omit<WrittenBucket, 'version'>;

/** Writes what a change makes of a bucket, and gives it; or gives the bucket as it is, where nothing changes. */
async function changed(
  deps: SettlingDependencies,
  place: BucketPlace,
  deadline: Deadline,
  change: (stored: StoredBucket | undefined) => Change | undefined,
): Promise<StoredBucket | undefined> {
  const { buckets, pause, onConflict } = deps;
  for (let tries = 1; ; tries += 1) {
    const stored = await buckets.bucket(place, deadline);
    report(deps, stored);
    const next = change(stored);
    if (next === undefined) return stored;
    const written = { ...next, version: (stored?.version ?? 0) + 1 };
    if (await buckets.putBucket(place, written, deadline)) return written;
    onConflict();
    await pause(tries, deadline);
  }
}

function report({ onUnreadable }: SettlingDependencies, stored: StoredBucket | undefined): void {
  if (stored !== undefined && stored.bucket === undefined) onUnreadable();
}
