import { MemoryBucketState } from '../../../lib/adapters/memory/memory-bucket-state';
import { noteTold, type SettlingDependencies, settleBucket } from '../../../lib/app/alert/settle-bucket';
import type { BucketState } from '../../../lib/app/ports/correlation-state';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { type Bucket, EMPTY_BUCKET, mergedBuckets } from '../../../lib/core/correlations/bucket';
import type { BucketPlace } from '../../../lib/core/correlations/bucket-place';
import type { DueWindow } from '../../../lib/core/correlations/due-window';
import { bucketOf } from '../../../lib/core/correlations/shape';
import type { SeededRandom } from '../../../samples/seeded-random';
import { type GeneratedCase, type GeneratedEvent, placeOf } from '../../core/correlations/generated-entries';

/** The way of settling a bucket that is tried: the real one, or a mutant of it. */
export type Settling = (
  deps: SettlingDependencies,
  place: BucketPlace,
  added: Bucket,
) => Promise<readonly Pick<DueWindow, 'bucket'>[]>;

/** As alerting does it. */
export const SETTLING: Settling = (deps, place, added) => settleBucket(deps, place, added, NO_DEADLINE);

const WORKERS = 4;
/** Of a hundred: events delivered again, and steps after which a worker dies. */
const REDELIVERED = 30;
const CRASHES = 4;

class Crash extends Error {}

/**
 * Delivers the events of a case in any order, some again, in batches cut anywhere, to workers that are interleaved at
 * every step and die at some. What was not finished comes again. Gives the buckets that were alerted.
 */
export async function alertedBuckets(
  { condition, events }: GeneratedCase,
  random: SeededRandom,
  settling: Settling = SETTLING,
): Promise<ReadonlySet<number>> {
  const turns = new Turns(random);
  const buckets = interleaved(new MemoryBucketState(), turns);
  const deps: SettlingDependencies = {
    buckets,
    pause: () => turns.next(),
    onConflict: () => undefined,
    onUnreadable: () => undefined,
  };
  const batches = [...cut(delivered(events, random), random)];
  const alerted = new Set<number>();
  await turns.run(Array.from({ length: WORKERS }, () => worker));
  return alerted;

  async function worker(): Promise<void> {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      try {
        await handle(batch);
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        batches.push(batch);
      }
    }
  }

  async function handle(batch: readonly GeneratedEvent[]): Promise<void> {
    for (const [bucket, entries] of byBucket(batch.flat(), condition.timespan)) {
      const place = placeOf(condition, bucket);
      const added = mergedBuckets(place.shape, { entries, isCapped: false }, EMPTY_BUCKET);
      for (const due of await settling(deps, place, added)) {
        await turns.next();
        alerted.add(due.bucket);
        await noteTold(deps, { ...place, bucket: due.bucket }, NO_DEADLINE);
      }
    }
  }
}

/** Steps of several workers in an order that chance decides. */
class Turns {
  private readonly waiting: ((isCrash: boolean) => void)[] = [];

  constructor(private readonly random: SeededRandom) {}

  /** Waits for its turn. Rejects where the worker dies instead. */
  next(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push((isCrash) => (isCrash ? reject(new Crash()) : resolve()));
    });
  }

  async run(workers: readonly (() => Promise<void>)[]): Promise<void> {
    const all = Promise.all(workers.map((work) => work()));
    let isDone = false;
    const end = all.then(() => {
      isDone = true;
    });
    while (!isDone) {
      const [turn] = this.waiting.splice(this.random.below(Math.max(1, this.waiting.length)), 1);
      turn?.(this.random.below(100) < CRASHES);
      await settled();
      if (turn === undefined) await Promise.race([end, settled()]);
    }
    await end;
  }
}

/** Until everything that can go on without a turn has gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A turn before each request and one after it: a worker may die before or after it is done. */
function interleaved(state: BucketState, turns: Turns): BucketState {
  const step = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await turns.next();
    const result = await work();
    await turns.next();
    return result;
  };
  return {
    bucket: (...given) => step(() => state.bucket(...given)),
    neighbours: (...given) => step(() => state.neighbours(...given)),
    putBucket: (...given) => step(() => state.putBucket(...given)),
  };
}

function delivered(events: readonly GeneratedEvent[], random: SeededRandom): readonly GeneratedEvent[] {
  return random.shuffled([...events, ...events.filter(() => random.below(100) < REDELIVERED)]);
}

function* cut<Item>(items: readonly Item[], random: SeededRandom): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; ) {
    const to = from + 1 + random.below(4);
    yield items.slice(from, to);
    from = to;
  }
}

function byBucket(entries: GeneratedEvent, timespan: number): ReadonlyMap<number, GeneratedEvent> {
  const buckets = new Map<number, GeneratedEvent>();
  for (const entry of entries) {
    const bucket = bucketOf(entry.t, timespan);
    buckets.set(bucket, [...(buckets.get(bucket) ?? []), entry]);
  }
  return buckets;
}
