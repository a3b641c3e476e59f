import type { Outcome } from '../record/outcome';
import type { ResourceKind } from '../resources/resource';
import type { StoredEvent } from '../rows/stored-event';
import { accountOfPrincipal, accountOfResource, apartByAccount, type InAccount } from './apart-by-account';
import { type Counted, Tally } from './tally';
import { type Timeline, TimelineCounter, type TimeWindow } from './timeline';

/** What every summary begins with. */
export interface SummaryHead {
  /** The window of the question: inclusive and exclusive event times. Null if that end is open. */
  readonly since: string | null;
  readonly until: string | null;
  /** How many events were counted. */
  readonly total: number;
}

/** What happened in a window, the most frequent first. */
export type EventSummary = SummaryHead & SummaryLists & Timeline;

/**
 * The counts of a summary. Where one name lies in several accounts, each has its own count and says which. An event counts once for each resource that it touched, and once in every other list.
 */
export interface SummaryLists {
  readonly byEvent: readonly Counted<EventCount>[];
  readonly byActor: readonly Counted<ActorCount>[];
  readonly byResource: readonly Counted<ResourceCount>[];
  readonly byOutcome: readonly Counted<OutcomeCount>[];
}

interface EventCount {
  readonly eventName: string;
}

/** Who acted. If there is no actor (for example for a service), the principal, without `actorSource`. */
interface ActorCount extends InAccount {
  readonly actor: string;
  readonly actorSource?: string;
}

interface ResourceCount extends InAccount {
  readonly resource: string;
  readonly kind: ResourceKind;
}

interface OutcomeCount {
  readonly outcome: Outcome | 'unknown';
}

/** Counts events one after the other and keeps none. */
export class SummaryCounter {
  private total = 0;
  private readonly events = new Tally<EventCount>();
  private readonly actors = new Tally<ActorCount>();
  private readonly resources = new Tally<ResourceCount>();
  private readonly outcomes = new Tally<OutcomeCount>();
  private readonly times = new TimelineCounter();

  /** Counts one event. */
  add(event: StoredEvent): void {
    this.total += 1;
    this.events.add({ eventName: event.eventName ?? '' });
    this.actors.add(actorOf(event));
    for (const resource of resourcesOf(event)) this.resources.add(resource);
    this.outcomes.add({ outcome: event.outcome ?? 'unknown' });
    if (event.eventTime !== undefined) this.times.add(event.eventTime);
  }

  /** The counts so far. */
  summary(window: TimeWindow): EventSummary {
    return {
      ...summaryHead(window, this.total),
      byEvent: this.events.list(),
      byActor: apartByAccount(this.actors.list()),
      byResource: apartByAccount(this.resources.list()),
      byOutcome: this.outcomes.list(),
      ...this.times.timeline(window),
    };
  }
}

/** The head of a summary of a window. */
export function summaryHead({ since, until }: Omit<TimeWindow, 'now'>, total: number): SummaryHead {
  return { since: since ?? null, until: until ?? null, total };
}

function actorOf(event: StoredEvent): ActorCount {
  const { actor, actorSource, userIdentityArn } = event;
  if (actor === undefined) return { actor: userIdentityArn ?? 'unknown' };
  return { actor, ...(actorSource !== undefined && { actorSource }), ...accountOfPrincipal(event) };
}

/** A call may touch one resource in two ways. */
function resourcesOf(event: StoredEvent): readonly ResourceCount[] {
  const counts = (event.resources ?? []).map((resource) => {
    const { id, kind } = resource;
    return { resource: id, kind, ...accountOfResource(resource, event) };
  });
  return [...new Map(counts.map((each) => [JSON.stringify(each), each])).values()];
}
