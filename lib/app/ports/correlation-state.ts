import type { Bucket } from '../../core/correlations/bucket';
import type { BucketPlace } from '../../core/correlations/bucket-place';
import type { Seen } from '../../core/correlations/first-sight';
import type { Deadline } from './deadline';

/** A bucket as the state has it. */
export interface StoredBucket {
  /** Rises by one with each write. */
  readonly version: number;
  /** Undefined where the state has bytes that this version does not understand: it is damaged, or of a later version. */
  readonly bucket: Bucket | undefined;
  /** The alert of the bucket was sent, or waits for a digest. */
  readonly isTold: boolean;
}

/** A bucket to write. */
export interface WrittenBucket extends StoredBucket {
  readonly bucket: Bucket;
}

/** The buckets beside one. */
export interface Neighbours {
  readonly before?: StoredBucket;
  readonly after?: StoredBucket;
}

/** The memory of correlations. Each read sees every write that ended before it began. Rejects if the store throttles or has a fault. */
export interface BucketState {
  bucket(place: BucketPlace, deadline: Deadline): Promise<StoredBucket | undefined>;
  /** The buckets before and after one. */
  neighbours(place: BucketPlace, deadline: Deadline): Promise<Neighbours>;
  /** Writes a bucket, if the state has it in the version before. Gives false if somebody else wrote in between. */
  putBucket(place: BucketPlace, stored: WrittenBucket, deadline: Deadline): Promise<boolean>;
}

/** A change of what is remembered. */
export interface SeenChange {
  /** What it replaces; undefined if nothing was remembered. */
  readonly before: Seen | undefined;
  readonly next: Seen;
  /** After how many seconds without it, it is forgotten. */
  readonly forget: number;
}

/** The memory of correlations of first sight. Rejects if the store throttles or has a fault. */
export interface SightState {
  seen(key: string, deadline: Deadline): Promise<Seen | undefined>;
  /** Remembers something. Gives false if somebody else changed it in between. */
  noteSeen(key: string, change: SeenChange, deadline: Deadline): Promise<boolean>;
  /** The time of the earliest event of a correlation, in epoch seconds. */
  firstEvent(correlation: string, deadline: Deadline): Promise<number | undefined>;
  /** Notes a time of an event of a correlation; the earliest stays. */
  noteFirstEvent(correlation: string, t: number, deadline: Deadline): Promise<void>;
}
