import type { Correlating } from '../../core/alerts/correlations/correlating';
import {
  type CorrelationMatch,
  correlationMatch,
  type DueCorrelation,
  factsOf,
} from '../../core/alerts/correlations/correlation-match';
import type { ObservedEvent } from '../../core/alerts/observed-event';
import { EMPTY_BUCKET, mergedBuckets } from '../../core/correlations/bucket';
import type { BucketPlace } from '../../core/correlations/bucket-place';
import { placeOfBucket } from '../../core/correlations/correlation-shape';
import type { Counted } from '../../core/correlations/correlator';
import { bucketOf } from '../../core/correlations/shape';
import { groupedBy } from '../flow/grouped-by';
import { mapConcurrently } from '../flow/map-concurrently';
import type { Deadline } from '../ports/deadline';
import { type Attempt, attempting } from './attempt';
import { type NovelDependencies, novelMatches } from './novel-matches';
import { type RaisingDependencies, raiseDue } from './raise-due';
import type { AlertDependencies } from './send-alerts';
import { sendMatches } from './send-alerts';
import { noteTold, type SettlingDependencies, settleBucket } from './settle-bucket';
import type { SightDependencies, SightedEvent } from './sight-events';

/** Requests under way at once. */
const AT_ONCE = 8;

/** How long after its end a bucket still takes entries, in milliseconds. */
const OPEN_MS = 7 * 24 * 60 * 60 * 1000;

/** What correlating needs of the world. */
export interface CorrelationDependencies
  extends Pick<AlertDependencies, 'state' | 'publisher' | 'windowMs' | 'now' | 'words' | 'report'>,
    Omit<SettlingDependencies, 'onConflict'>,
    Pick<SightDependencies, 'sights'>,
    Correlating {
  readonly correlationReport: CorrelationReporting;
}

/** Logs and counts what happens to correlations. */
export interface CorrelationReporting {
  /** An alert that a topic took, or that waits in the failure queue. */
  correlationSent(...given: Parameters<RaisingDependencies['correlationReport']['correlationSent']>): void;
  /** What of a batch counts, what lacks a field, and what is beyond the bounds of one event. */
  correlated(counts: { readonly matches: number; readonly absent: number; readonly omitted: number }): void;
  /** Entries whose bucket is closed. */
  tooLate(count: number): void;
  /** Somebody else wrote the same state at the same moment. */
  conflict(): void;
  /** The alert of an order may have come sooner or with other events: the state kept only a part of them. */
  capped(due: DueCorrelation): void;
  /** The state cannot be read or written: events come again. */
  notCorrelated(reason: unknown): void;
}

/**
 * Counts a batch of new events, and raises the alerts of correlations that are due. Gives the events that have to come
 * again. Every step repeats harmlessly.
 */
export async function correlateEvents(
  deps: CorrelationDependencies,
  events: readonly ObservedEvent[],
  deadline: Deadline,
): Promise<ReadonlySet<ObservedEvent>> {
  const batch = batchOf(deps, events);
  const failed = new Set<ObservedEvent>();
  const attempt = attemptingIn(deps, failed);
  const settled = await mapConcurrently(batch.groups, AT_ONCE, (group) =>
    attempt(
      group.counted.map(({ observed }) => observed),
      () => settle(deps, group, deadline),
    ),
  );
  await raise(
    deps,
    settled.flatMap((each) => each ?? []),
    attempt,
    deadline,
  );
  const novel = await novelMatches(sightingOf(deps), batch.sighted, attempt, deadline);
  for (const event of await sendMatches(deps, novel, deadline)) failed.add(event);
  return failed;
}

/** Lets correlations of first sight learn from history, which raises nothing. */
export async function learnFrom(
  deps: CorrelationDependencies,
  history: readonly ObservedEvent[],
  deadline: Deadline,
): Promise<ReadonlySet<ObservedEvent>> {
  const failed = new Set<ObservedEvent>();
  const sighted = history.flatMap(
    (observed) => correlatedWith(deps, observed)?.sightings.map((sighting) => ({ sighting, observed })) ?? [],
  );
  await novelMatches(sightingOf(deps), sighted, attemptingIn(deps, failed), deadline);
  return failed;
}

/** Whether an event satisfies a rule of a correlation; of history, of one that learns from it. */
export function isCorrelated({ correlator }: CorrelationDependencies, { event, record }: ObservedEvent): boolean {
  if (record === undefined) return false;
  try {
    return correlator.isOfRule(record, event.origin === 'backfill');
  } catch {
    return false;
  }
}

interface CountedEvent extends Counted {
  readonly observed: ObservedEvent;
}

/** What counts in one bucket of a group, and who gets its alerts. */
interface CountedGroup {
  readonly counted: readonly CountedEvent[];
  readonly place: BucketPlace;
  readonly topics: readonly string[];
}

interface Batch {
  readonly groups: readonly CountedGroup[];
  readonly sighted: readonly SightedEvent[];
}

function batchOf(deps: CorrelationDependencies, events: readonly ObservedEvent[]): Batch {
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
function openGroups(deps: CorrelationDependencies, counted: readonly CountedEvent[]): readonly CountedGroup[] {
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

function countedGroup(
  { topicsOf }: CorrelationDependencies,
  counted: readonly CountedEvent[],
): readonly CountedGroup[] {
  const [first] = counted;
  if (first === undefined) return [];
  const { correlation, group, entry } = first;
  const topics = topicsOf(correlation, factsOf(correlation, group));
  const place = placeOfBucket(correlation, group, bucketOf(entry.t, correlation.timespan));
  return topics.length === 0 ? [] : [{ counted, place, topics }];
}

/** A fault while matching is told by the rules, which see the same record. */
function correlatedWith({ correlator }: CorrelationDependencies, { event, record }: ObservedEvent) {
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

/** A due alert, and the events at hand that made it so. */
interface DueEvents {
  readonly match: CorrelationMatch;
  readonly events: readonly ObservedEvent[];
}

async function settle(
  deps: CorrelationDependencies,
  { counted, place, topics }: CountedGroup,
  deadline: Deadline,
): Promise<readonly DueEvents[]> {
  const entries = counted.map(({ entry }) => entry);
  const added = mergedBuckets(place.shape, { entries, isCapped: false }, EMPTY_BUCKET);
  const dues = await settleBucket(settlingOf(deps), place, added, deadline);
  const [first] = counted;
  if (first === undefined || dues.length === 0) return [];
  const { correlation, group } = first;
  const events = [...new Set(counted.map(({ observed }) => observed))];
  const last = events.reduce((one, other) =>
    (other.event.eventTime ?? '') > (one.event.eventTime ?? '') ? other : one,
  );
  return dues.map(({ bucket, window, isCapped }) => {
    const due = { correlation, group, bucket, window, isCapped };
    return { match: correlationMatch(due, topics, last), events };
  });
}

function attemptingIn({ correlationReport }: CorrelationDependencies, failed: Set<ObservedEvent>): Attempt {
  return attempting(failed, (reason) => correlationReport.notCorrelated(reason));
}

function sightingOf({ sights, pause, topicsOf, correlationReport }: CorrelationDependencies): NovelDependencies {
  return { sights, pause, topicsOf, onConflict: () => correlationReport.conflict() };
}

function settlingOf({ buckets, pause, correlationReport }: CorrelationDependencies): SettlingDependencies {
  return { buckets, pause, onConflict: () => correlationReport.conflict() };
}

/** Raises what is due, group for group, and notes in the state that it was told. */
async function raise(
  deps: CorrelationDependencies,
  due: readonly DueEvents[],
  attempt: Attempt,
  deadline: Deadline,
): Promise<void> {
  const groups = groupedBy(due, ({ match }) => match.group);
  await mapConcurrently([...groups.values()], AT_ONCE, (group) => {
    const byId = new Map(group.map((each) => [each.match.id, each] as const));
    return attempt(
      group.flatMap(({ events }) => events),
      async () => {
        await raiseDue(deps, [...byId.values()], deadline);
        for (const { match } of byId.values()) await tell(deps, match.due, deadline);
      },
    );
  });
}

async function tell(deps: CorrelationDependencies, due: DueCorrelation, deadline: Deadline): Promise<void> {
  if (due.isCapped) deps.correlationReport.capped(due);
  await noteTold(settlingOf(deps), placeOfBucket(due.correlation, due.group, due.bucket), deadline);
}
