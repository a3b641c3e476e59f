import type { Partition } from '../../core/query/partition';
import { cataloguedPartitions } from '../../core/query/query-plan';
import { isExpired } from '../../core/rows/retention';
import { type StoredEvent, storedEvent } from '../../core/rows/stored-event';
import { mapConcurrently } from '../flow/map-concurrently';
import type { FindDependencies } from './find-events';
import { SharedTexts } from './shared-texts';

/** How many of the newest events to read from a partition, and from all together. */
const MOST_OF_PARTITION = 500;
const MOST_OF_ALL = 20_000;

/** How far events are counted: some 2,500 read units. */
const MOST_COUNTED = 10_000;

const PARTITIONS_AT_ONCE = 8;

/** What no two events have the same of. */
const OF_ONE_EVENT: ReadonlySet<string> = new Set(['eventID', 'ref']);

/** What a store contains, as far as the sample shows: the newest events of each name. */
export interface StoreSample {
  readonly events: readonly StoredEvent[];
  /** How many events the store holds, as far as they were counted. */
  readonly count: number;
  /** Whether all of them were counted. */
  readonly isCounted: boolean;
  /** Whether `events` are all that there are. */
  readonly isWhole: boolean;
  /** The times of the first and the last event of the store. Undefined if it has none. */
  readonly first: string | undefined;
  readonly last: string | undefined;
}

interface PartitionSample extends Pick<StoreSample, 'events' | 'isWhole' | 'first'> {
  readonly partition: Partition;
}

/** Reads a bounded part of a store: a page or two of each partition, however many events it contains. */
export async function sampleStore(deps: FindDependencies): Promise<StoreSample> {
  const partitions = cataloguedPartitions([], await deps.reader.catalogue(''));
  const texts = new SharedTexts(OF_ONE_EVENT);
  let left = MOST_OF_ALL;
  const samples = await mapConcurrently(partitions, PARTITIONS_AT_ONCE, async (partition) => {
    const most = Math.max(1, Math.min(left, MOST_OF_PARTITION));
    const sample = await samplePartition(deps, partition, most, texts);
    left -= sample.events.length;
    return sample;
  });
  const events = samples.flatMap((sample) => sample.events);
  const times = events.map(({ eventTime }) => eventTime ?? '');
  return {
    events,
    ...(await counted(deps, samples)),
    isWhole: samples.every(({ isWhole }) => isWhole),
    first: least(samples.flatMap(({ first }) => first ?? [])),
    last: least(times, (one, other) => one > other),
  };
}

async function samplePartition(
  deps: FindDependencies,
  partition: Partition,
  most: number,
  texts: SharedTexts,
): Promise<PartitionSample> {
  const events: StoredEvent[] = [];
  let read = 0;
  let after: unknown;
  do {
    const page = await deps.reader.page({ ...WHOLE, partition, limit: most - read, after });
    const standing = page.rows.filter(({ expiresAt }) => !isExpired(expiresAt, deps.now()));
    events.push(...standing.map((row) => texts.share(storedEvent(row))));
    after = page.after;
    read += page.rows.length;
  } while (after !== undefined && read < most);
  if (after === undefined) return { partition, events, isWhole: true, first: events.at(-1)?.eventTime };
  const oldest = await deps.reader.page({ ...WHOLE, partition, oldestFirst: true, limit: 1, after: undefined });
  return { partition, events, isWhole: false, first: oldest.rows.map(storedEvent)[0]?.eventTime };
}

/** Counts all events, those of partitions of which a part was read anew. */
async function counted({ reader, now }: FindDependencies, samples: readonly PartitionSample[]) {
  let count = 0;
  let isCounted = true;
  for (const { partition, events, isWhole } of samples) {
    const most = Math.max(events.length, MOST_COUNTED - count);
    const counted = isWhole ? { rows: events.length, isWhole } : await reader.count(partition.value, most, now());
    count += counted.rows;
    isCounted &&= counted.isWhole;
  }
  return { count, isCounted };
}

const WHOLE = { since: undefined, until: undefined, oldestFirst: false, withRecord: false } as const;

function least(texts: readonly string[], isBefore = (one: string, other: string) => one < other): string | undefined {
  return texts.reduce<string | undefined>(
    (best, text) => (best === undefined || isBefore(text, best) ? text : best),
    undefined,
  );
}
