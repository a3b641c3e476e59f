import { type Bucket, EMPTY_BUCKET, isSameBucket, mergedBuckets } from '../../../lib/core/correlations/bucket';
import { bucketBytes, readBucketBytes } from '../../../lib/core/correlations/bucket-bytes';
import type { Entry } from '../../../lib/core/correlations/entry';
import { entryId, eventIdOf } from '../../../lib/core/correlations/entry-id';
import { keptOfOrder } from '../../../lib/core/correlations/shape';
import { SeededRandom } from '../../../samples/seeded-random';
import { type Condition, KINDS } from './brute-force';
import { generatedCase, hashedValue, idOf, placeOf } from './generated-entries';

const RUNS = 300;

function bucketOfEntries(condition: Condition, entries: readonly Entry[]): Bucket {
  return mergedBuckets(placeOf(condition, 0).shape, { entries, isCapped: false }, EMPTY_BUCKET);
}

/** The most entries that a bucket can keep: n different ones at each end. */
function fullest(condition: Condition): Bucket {
  const entries = Array.from({ length: condition.threshold * 3 }, (_, at) => {
    const id = idOf(`full${at}`);
    const key = condition.kind === 'value_count' ? hashedValue(`full${at}`) : id;
    return { t: at, id, rule: 0, key };
  });
  return bucketOfEntries(condition, entries);
}

describe.each(KINDS)('buckets of %s', (kind) => {
  it('merge in any order, in any grouping and again', () => {
    for (let run = 0; run < RUNS; run += 1) {
      const random = SeededRandom.of(`merge${kind}${run}`);
      const { condition, events } = generatedCase(kind, random);
      const { shape } = placeOf(condition, 0);
      const [a, b, c] = [0, 1, 2].map((part) =>
        bucketOfEntries(condition, events.filter((_, at) => at % 3 === part).flat()),
      ) as [Bucket, Bucket, Bucket];
      const merged = mergedBuckets(shape, mergedBuckets(shape, a, b), c);
      expect(merged).toEqual(mergedBuckets(shape, a, mergedBuckets(shape, c, b)));
      expect(merged).toEqual(bucketOfEntries(condition, random.shuffled(events.flat())));
      expect(isSameBucket(mergedBuckets(shape, merged, a), merged)).toBe(true);
    }
  });

  it('come back from their bytes', () => {
    for (let run = 0; run < RUNS; run += 1) {
      const { condition, events } = generatedCase(kind, SeededRandom.of(`bytes${kind}${run}`));
      const first = Math.floor((events[0]?.[0]?.t ?? 0) / condition.timespan);
      const { shape, keyKind } = placeOf(condition, first);
      const inFirst = events.flat().filter(({ t }) => Math.floor(t / condition.timespan) === first);
      const bucket = { ...bucketOfEntries(condition, inFirst), isCapped: run % 2 === 0 };
      expect(readBucketBytes(shape, keyKind, first, bucketBytes(shape, keyKind, first, bucket))).toEqual(bucket);
    }
  });
});

describe('the bytes of a bucket', () => {
  it.each(['event_count', 'value_count'] as const)('are fewer than 900 for %s of fifteen', (kind) => {
    const condition = { kind, threshold: 15, timespan: 604_800 };
    const { shape, keyKind } = placeOf(condition, 0);
    expect(bucketBytes(shape, keyKind, 0, fullest(condition)).length).toBeLessThan(900);
  });

  it('are bounded for five hundred, however many events come', () => {
    const condition = { kind: 'value_count', threshold: 500, timespan: 604_800 } as const;
    const { shape, keyKind } = placeOf(condition, 0);
    const bucket = fullest(condition);
    expect(bucket.entries.length).toBe(1000);
    expect(bucketBytes(shape, keyKind, 0, bucket).length).toBeLessThan(30_000);
  });

  it('are fewer than 200 for two ordered rules', () => {
    const condition = { kind: 'temporal_ordered', threshold: 2, timespan: 600 } as const;
    const entries = Array.from({ length: 500 }, (_, at) => ({ t: at, id: idOf(`${at}`), rule: at % 2, key: '' }));
    const { shape, keyKind } = placeOf(condition, 0);
    const bucket = bucketOfEntries(condition, entries);
    expect(bucket).toMatchObject({ isCapped: false, entries: { length: 8 } });
    expect(bucketBytes(shape, keyKind, 0, bucket).length).toBeLessThan(200);
  });

  it('keep an ID of another form as a hash, and are as empty where they are of another version', () => {
    const condition = { kind: 'temporal_ordered', threshold: 2, timespan: 600 } as const;
    const { shape, keyKind } = placeOf(condition, 0);
    const id = entryId('x'.repeat(10_000));
    expect([eventIdOf(id), eventIdOf(entryId(idOf('a')))]).toEqual([undefined, idOf('a')]);
    const bucket = { entries: [{ t: 7, id, rule: 1, key: '' }], isCapped: false };
    const bytes = bucketBytes(shape, keyKind, 0, bucket);
    expect(readBucketBytes(shape, keyKind, 0, bytes)).toEqual(bucket);
    for (const other of [Buffer.of(), Buffer.of(9), bytes.subarray(0, -1)]) {
      expect(readBucketBytes(shape, keyKind, 0, other)).toBeUndefined();
    }
  });
});

describe('a bucket of many ordered rules', () => {
  it('says that it was capped, in whichever order the events came', () => {
    const condition = { kind: 'temporal_ordered', threshold: 3, timespan: 3600 } as const;
    const { shape } = placeOf(condition, 0);
    const most = 2 * keptOfOrder(3);
    const entries = Array.from({ length: most + 1 }, (_, at) => ({ t: at, id: idOf(`c${at}`), rule: 1, key: '' }));
    expect(bucketOfEntries(condition, entries.slice(1)).isCapped).toBe(false);
    const oneByOne = SeededRandom.of('capped')
      .shuffled(entries)
      .reduce((bucket, entry) => mergedBuckets(shape, bucket, { entries: [entry], isCapped: false }), EMPTY_BUCKET);
    expect(oneByOne).toEqual(bucketOfEntries(condition, entries));
    expect(oneByOne.isCapped).toBe(true);
  });
});
