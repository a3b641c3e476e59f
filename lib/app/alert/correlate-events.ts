import type { Correlating } from '../../core/alerts/correlations/correlating';
import {
  type CorrelationMatch,
  correlationMatch,
  type DueCorrelation,
} from '../../core/alerts/correlations/correlation-match';
import type { ObservedEvent } from '../../core/alerts/observed-event';
import { EMPTY_BUCKET, mergedBuckets } from '../../core/correlations/bucket';
import { placeOfBucket } from '../../core/correlations/correlation-shape';
import type { WindowCorrelation } from '../../core/rules/correlation';
import { groupedBy } from '../flow/grouped-by';
import { mapConcurrently } from '../flow/map-concurrently';
import type { Deadline } from '../ports/deadline';
import { type Attempt, attempting } from './attempt';
import { type CountedGroup, type CountingReporting, correlatedWith, countedBatch } from './counted-batch';
import { type NovelDependencies, novelMatches } from './novel-matches';
import { type RaisingDependencies, raiseDue } from './raise-due';
import type { AlertDependencies } from './send-alerts';
import { sendMatches } from './send-alerts';
import { noteTold, type SettlingDependencies, settleBucket } from './settle-bucket';
import type { SightDependencies } from './sight-events';

/** Requests under way at once. */
const AT_ONCE = 8;

/** What correlating needs of the world. */
export interface CorrelationDependencies
  extends Pick<AlertDependencies, 'state' | 'publisher' | 'windowMs' | 'now' | 'words' | 'report'>,
    Omit<SettlingDependencies, 'onConflict' | 'onUnreadable'>,
    Pick<SightDependencies, 'sights'>,
    Correlating {
  readonly correlationReport: CorrelationReporting;
}

/** Logs and counts what happens to correlations. */
export interface CorrelationReporting extends CountingReporting {
  /** An alert that a topic took, or that waits in the failure queue. */
  correlationSent(...given: Parameters<RaisingDependencies['correlationReport']['correlationSent']>): void;
  /** Somebody else wrote the same state at the same moment. */
  conflict(): void;
  /** State of a correlation that cannot be read, and that counts anew. */
  unreadable(correlation: WindowCorrelation): void;
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
  const batch = countedBatch(deps, events);
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

/** Stands for an event of history: another record under its ID, which a delivery brings later, is no news. */
const NO_EVENT = '';

/** Lets correlations of first sight learn from history, which raises nothing. */
export async function learnFrom(
  deps: CorrelationDependencies,
  history: readonly ObservedEvent[],
  deadline: Deadline,
): Promise<ReadonlySet<ObservedEvent>> {
  const failed = new Set<ObservedEvent>();
  const sighted = history.flatMap(
    (observed) =>
      correlatedWith(deps, observed)?.sightings.map((each) => ({ sighting: { ...each, id: NO_EVENT }, observed })) ??
      [],
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

/** A due alert, and the events at hand that made it so. */
interface DueEvents {
  readonly match: CorrelationMatch;
  readonly events: readonly ObservedEvent[];
}

async function settle(
  deps: CorrelationDependencies,
  { correlation, group, counted, place, topics }: CountedGroup,
  deadline: Deadline,
): Promise<readonly DueEvents[]> {
  const entries = counted.map(({ entry }) => entry);
  const added = mergedBuckets(place.shape, { entries, isCapped: false }, EMPTY_BUCKET);
  const dues = await settleBucket(settlingOf(deps, correlation), place, added, deadline);
  if (dues.length === 0) return [];
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

function settlingOf(
  { buckets, pause, correlationReport }: CorrelationDependencies,
  correlation: WindowCorrelation,
): SettlingDependencies {
  return {
    buckets,
    pause,
    onConflict: () => correlationReport.conflict(),
    onUnreadable: () => correlationReport.unreadable(correlation),
  };
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
  await noteTold(settlingOf(deps, due.correlation), placeOfBucket(due.correlation, due.group, due.bucket), deadline);
}
