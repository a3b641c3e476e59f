import { MemoryBucketState } from '../../../lib/adapters/memory/memory-bucket-state';
import { noteTold, settleBucket } from '../../../lib/app/alert/settle-bucket';
import type { StoredBucket } from '../../../lib/app/ports/correlation-state';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { type Bucket, EMPTY_BUCKET, isSameBucket, mergedBuckets } from '../../../lib/core/correlations/bucket';
import { dueWindow } from '../../../lib/core/correlations/due-window';
import { bucketOf } from '../../../lib/core/correlations/shape';
import { SeededRandom } from '../../../samples/seeded-random';
import { dueBuckets, KINDS } from '../../core/correlations/brute-force';
import { generatedCase, idOf, placeOf } from '../../core/correlations/generated-entries';
import { alertedBuckets, SETTLING, type Settling } from './interleaved-workers';

/** How many runs of each kind: `npm run test:correlations` asks for 20,000. */
const RUNS = Number(process.env['CORRELATION_RUNS'] ?? 60);
const SEED = process.env['CORRELATION_SEED'] ?? '';

/** The first run whose alerts are not those of the oracle. */
async function firstFault(kind: (typeof KINDS)[number], settling: Settling, runs: number): Promise<string | undefined> {
  for (let run = 0; run < runs; run += 1) {
    const random = SeededRandom.of(`${SEED}${kind}${run}`);
    const given = generatedCase(kind, random);
    const due = [...dueBuckets(given.condition, given.events.flat())].sort();
    const alerted = [...(await alertedBuckets(given, random, settling))].sort();
    if (due.join() !== alerted.join()) return `run ${run}: due ${due.join()}, alerted ${alerted.join()}`;
  }
  return undefined;
}

/** What looks right and is wrong. Each misses alerts, or invents some, in hundreds of 20,000 runs. */
const MUTANTS: Readonly<Record<string, Settling>> = {
  'reading the neighbours before the write': async (deps, place, added) => {
    const { before, after } = await deps.buckets.neighbours(place, NO_DEADLINE);
    const own = await written(deps, place, added);
    const due = dueWindow(place.shape, place.bucket, own, before?.bucket);
    const next = after && dueWindow(place.shape, place.bucket + 1, after.bucket ?? EMPTY_BUCKET, own);
    return [due, next].flatMap((each) => each ?? []);
  },
  'stopping where nothing was new': async (deps, place, added) => {
    const stored = await deps.buckets.bucket(place, NO_DEADLINE);
    const before = stored?.bucket ?? EMPTY_BUCKET;
    if (isSameBucket(mergedBuckets(place.shape, before, added), before)) return [];
    return settleBucket(deps, place, added, NO_DEADLINE);
  },
  'a window of the clock': async (deps, place, added) => {
    const own = await written(deps, place, added);
    const due = dueWindow(place.shape, place.bucket, own);
    return due ? [due] : [];
  },
  'a plain counter': async (deps, place, added) => {
    const stored = await deps.buckets.bucket(place, NO_DEADLINE);
    const version = (stored?.version ?? 0) + added.entries.length;
    const { shape } = place;
    counts.set(deps, (counts.get(deps) ?? 0) + added.entries.length);
    await deps.buckets.putBucket(place, { version, bucket: added, isTold: false }, NO_DEADLINE);
    return (counts.get(deps) ?? 0) >= shape.threshold ? [{ bucket: place.bucket }] : [];
  },
};

const counts = new WeakMap<object, number>();

async function written(...[deps, place, added]: Parameters<Settling>): Promise<Bucket> {
  for (;;) {
    const stored = await deps.buckets.bucket(place, NO_DEADLINE);
    const bucket = mergedBuckets(place.shape, stored?.bucket ?? EMPTY_BUCKET, added);
    const version = (stored?.version ?? 0) + 1;
    if (await deps.buckets.putBucket(place, { version, bucket, isTold: false }, NO_DEADLINE)) return bucket;
  }
}

describe('settling buckets', () => {
  it.each(KINDS)(
    'alerts what a brute-force oracle does, for %s, late, unordered, doubled and interrupted',
    async (kind) => {
      expect(await firstFault(kind, SETTLING, RUNS)).toBeUndefined();
    },
  );

  /** Enough for each to fail by far. */
  const MUTANT_RUNS = 2_000;

  it.each(Object.entries(MUTANTS))('tells %s from it', async (_, mutant) => {
    expect(await firstFault('event_count', mutant, MUTANT_RUNS)).toBeDefined();
  });

  it('gives no alert again once it is noted, and still gives that of the next bucket', async () => {
    const condition = { kind: 'event_count', threshold: 2, timespan: 10 } as const;
    const buckets = new MemoryBucketState();
    const deps = { buckets, pause: async () => undefined, onConflict: () => undefined, onUnreadable: () => undefined };
    const settle = (t: number, name: string) => {
      const id = idOf(name);
      const place = placeOf(condition, bucketOf(t, 10));
      return settleBucket(deps, place, { entries: [{ t, id, rule: 0, key: id }], isCapped: false }, NO_DEADLINE);
    };
    await settle(1, 'a');
    expect(await settle(9, 'b')).toMatchObject([{ bucket: 0, window: { count: 2 } }]);
    await noteTold(deps, placeOf(condition, 0), NO_DEADLINE);
    expect(await settle(9, 'c')).toEqual([]);
    expect(await settle(19, 'd')).toMatchObject([{ bucket: 1, window: { count: 3 } }]);
    expect(await settle(9, 'c')).toMatchObject([{ bucket: 1, window: { count: 3 } }]);
  });

  it('says that a bucket cannot be read, its own or a neighbour, and counts it anew', async () => {
    const condition = { kind: 'event_count', threshold: 2, timespan: 10 } as const;
    const buckets = new MemoryBucketState();
    const damaged = new Set([0]);
    const { bucket, neighbours } = buckets;
    const asRead = (stored: StoredBucket | undefined, at: number) =>
      stored && (damaged.has(at) ? { ...stored, bucket: undefined } : stored);
    buckets.bucket = async (place) => asRead(await bucket.call(buckets, place), place.bucket);
    buckets.neighbours = async (place) => {
      const { before, after } = await neighbours.call(buckets, place);
      const read = [asRead(before, place.bucket - 1), asRead(after, place.bucket + 1)];
      return { ...(read[0] && { before: read[0] }), ...(read[1] && { after: read[1] }) };
    };
    let unreadable = 0;
    const deps = {
      buckets,
      pause: async () => undefined,
      onConflict: () => undefined,
      onUnreadable: () => void ++unreadable,
    };
    const settle = (t: number, name: string) => {
      const id = idOf(name);
      const place = placeOf(condition, bucketOf(t, 10));
      return settleBucket(deps, place, { entries: [{ t, id, rule: 0, key: id }], isCapped: false }, NO_DEADLINE);
    };
    await settle(5, 'a');
    expect([await settle(11, 'b'), unreadable]).toEqual([[], 1]);
    await noteTold(deps, placeOf(condition, 0), NO_DEADLINE);
    expect(unreadable).toBe(2);
    await settle(6, 'c');
    expect(unreadable).toBe(3);
    damaged.clear();
    expect(await settle(12, 'd')).toMatchObject([{ bucket: 1, window: { count: 2 } }]);
    expect(await settle(7, 'e')).toMatchObject([{ bucket: 0, window: { count: 2 } }, { bucket: 1 }]);
    expect(unreadable).toBe(3);
  });
});
