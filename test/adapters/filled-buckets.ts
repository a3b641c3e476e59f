import { EMPTY_BUCKET, mergedBuckets } from '../../lib/core/correlations/bucket';
import type { BucketPlace } from '../../lib/core/correlations/bucket-place';
import { digestOf } from '../../lib/core/correlations/group';
import type { Condition } from '../core/correlations/brute-force';
import { hashedValue, idOf, placeOf } from '../core/correlations/generated-entries';

/** Three events in an hour. */
export const COUNT: Condition = { kind: 'event_count', threshold: 3, timespan: 60 * 60 };

/** A place that only the caller has, at the bucket of a time in epoch seconds or so many beside it. */
export function placeBeside(nowSeconds: number, name: string, condition: Condition, beside: number): BucketPlace {
  const bucket = Math.floor(nowSeconds / condition.timespan) + beside;
  return { ...placeOf(condition, bucket), group: digestOf([name]) };
}

/** So many events, each with a value and a rule of its own, in a bucket. */
export function filledBucket({ shape, bucket }: BucketPlace, { kind }: Condition, events: number, rules = 2) {
  const entries = Array.from({ length: events }, (_, at) => {
    const id = idOf(`${at}`);
    const key = { event_count: id, value_count: hashedValue(id), temporal: String(at % rules), temporal_ordered: '' };
    return { t: bucket * shape.timespan + (at % shape.timespan), id, rule: at % rules, key: key[kind] };
  });
  return mergedBuckets(shape, { entries, isCapped: false }, EMPTY_BUCKET);
}
