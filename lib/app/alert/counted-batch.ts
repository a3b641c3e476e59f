import type { Correlating } from '../../core/alerts/correlations/correlating';
import { factsOf } from '../../core/alerts/correlations/correlation-match';
import type { ObservedEvent } from '../../core/alerts/observed-event';
import type { BucketPlace } from '../../core/correlations/bucket-place';
import { placeOfBucket } from '../../core/correlations/correlation-shape';
import type { Counted } from '../../core/correlations/correlator';
import { bucketOf } from '../../core/correlations/shape';
import { groupedBy } from '../flow/grouped-by';
import type { SightedEvent } from './sight-events';

/** How long after its end a bucket still takes entries, in milliseconds. */
const OPEN_MS = 7 * 24 * 60 * 60 * 1000;

/** What counting needs of the world. */
export interface CountingDependencies extends Correlating {
  readonly now: () => Date;
  readonly correlationReport: CountingReporting;
}

/** Counts what becomes of a batch. */
export interface CountingReporting {
  /** What of a batch counts, what lacks a field, and what is beyond the bounds of one event. */
  correlated(counts: { readonly matches: number; readonly absent: number; readonly omitted: number }): void;
  /** Entries whose bucket is closed. */
  tooLate(count: number): void;
}

/** What counts, and its event. */
export interface CountedEvent extends Counted {
  readonly observed: ObservedEvent;
}

/** What counts in one bucket of a group, and who gets its alerts. */
export interface CountedGroup extends Pick<Counted, 'correlation' | 'group'> {
  readonly counted: readonly CountedEvent[];
  readonly place: BucketPlace;
  readonly topics: readonly string[];
}

/** What a batch is to correlations. */
export interface CountedBatch {
  readonly groups: readonly CountedGroup[];
  readonly sighted: readonly SightedEvent[];
}

/** What of new events counts and is still in time, and what they show. */
export function countedBatch(deps: CountingDependencies, events: readonly ObservedEvent[]): CountedBatch {
  const counted: CountedEvent[] = [];
  const sighted: SightedEvent[] = [];
  const counts = { matches: 0, absent: 0, omitted: 0 };
  for (const observed of events) {
    const correlated = correlatedWith(deps, observed);
    if (correlated === undefined) continue;
    counts.absent += correlated.absent;
    counts.omitted += correlated.omitted;
    counts.matches += correlated.counted.length + correlated.sightings.length;
    for (const sighting of correlated.sightings) sighted.push({ sighting, observed });
    for (const each of correlated.counted) counted.push({ ...each, observed });
  }
  deps.correlationReport.correlated(counts);
  return { groups: openGroups(deps, counted), sighted };
}

/** By group and bucket, what some topic selects and whose bucket still takes entries. */
function openGroups(deps: CountingDependencies, counted: readonly CountedEvent[]): readonly CountedGroup[] {
  const byPlace = groupedBy(
    counted,
    ({ group, entry, correlation }) => `${group.key}#${bucketOf(entry.t, correlation.timespan)}`,
  );
  const selected = [...byPlace.values()].flatMap((group) => countedGroup(deps, group));
  const [closed, open] = [true, false].map((isWanted) =>
    selected.filter(({ place }) => isClosed(place, deps.now()) === isWanted),
  );
  const tooLate = (closed ?? []).reduce((sum, group) => sum + group.counted.length, 0);
  if (tooLate > 0) deps.correlationReport.tooLate(tooLate);
  return open ?? [];
}

function countedGroup({ topicsOf }: CountingDependencies, counted: readonly CountedEvent[]): readonly CountedGroup[] {
  const [first] = counted;
  if (first === undefined) return [];
  const { correlation, group, entry } = first;
  const topics = topicsOf(correlation, factsOf(correlation, group));
  const place = placeOfBucket(correlation, group, bucketOf(entry.t, correlation.timespan));
  return topics.length === 0 ? [] : [{ correlation, group, counted, place, topics }];
}

/** A fault while matching is told by the rules, which see the same record. */
export function correlatedWith({ correlator }: Pick<Correlating, 'correlator'>, { event, record }: ObservedEvent) {
  if (record === undefined) return undefined;
  try {
    return correlator.correlated({ event, record });
  } catch {
    return undefined;
  }
}

function isClosed({ bucket, shape: { timespan } }: BucketPlace, now: Date): boolean {
  return (bucket + 1) * timespan * 1000 < now.getTime() - OPEN_MS;
}
