import type { BucketState, Neighbours, StoredBucket, WrittenBucket } from '../../app/ports/correlation-state';
import { bucketBytes, readBucketBytes } from '../../core/correlations/bucket-bytes';
import type { BucketPlace } from '../../core/correlations/bucket-place';

interface Item {
  readonly version: number;
  readonly state: Uint8Array;
  readonly isTold: boolean;
}

/** The buckets of correlations in memory, in the bytes in which a table has them: for benches and tests. */
export class MemoryBucketState implements BucketState {
  private readonly items = new Map<string, Item>();

  async bucket(place: BucketPlace): Promise<StoredBucket | undefined> {
    return this.at(place, place.bucket);
  }

  async neighbours(place: BucketPlace): Promise<Neighbours> {
    const [before, after] = [this.at(place, place.bucket - 1), this.at(place, place.bucket + 1)];
    return { ...(before && { before }), ...(after && { after }) };
  }

  async putBucket(place: BucketPlace, { version, bucket, isTold }: WrittenBucket): Promise<boolean> {
    const key = keyOf(place, place.bucket);
    if ((this.items.get(key)?.version ?? 0) !== version - 1) return false;
    const state = bucketBytes(place.shape, place.keyKind, place.bucket, bucket);
    this.items.set(key, { version, state, isTold });
    return true;
  }

  private at(place: BucketPlace, bucket: number): StoredBucket | undefined {
    const item = this.items.get(keyOf(place, bucket));
    if (item === undefined) return undefined;
    const { version, state, isTold } = item;
    return { version, bucket: readBucketBytes(place.shape, place.keyKind, bucket, state), isTold };
  }
}

function keyOf({ group }: BucketPlace, bucket: number): string {
  return `${group}#${bucket}`;
}
