import type { EventFieldName } from '../../contract/event-fields';
import type { EventQuery } from '../query/event-query';
import type { Outcome } from '../record/outcome';
import type { Resource, ResourceKind } from '../resources/resource';
import type { StoredEvent } from '../rows/stored-event';
import { accountOfPrincipal, accountOfResource, apartByAccount, type InAccount } from './apart-by-account';
import { type Counted, type Seen, Tally } from './tally';
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
export type EventSummary = SummaryHead & SummaryLists & Partial<ProfileLists> & Timeline;

/**
 * The counts of a summary. Where one name lies in several accounts, each has its own count and says which. An event counts once for each resource that it touched, and at most once in every other list.
 */
export interface SummaryLists {
  readonly byEvent: readonly Counted<EventCount>[];
  readonly byActor: readonly Counted<ActorCount>[];
  readonly byResource: readonly Counted<ResourceCount>[];
  readonly byOutcome: readonly Counted<OutcomeCount>[];
  readonly byAddress: readonly Counted<Of<'sourceIPAddress'>>[];
  readonly byAccount: readonly Counted<Of<'recipientAccountId'>>[];
  readonly byRegion: readonly Counted<Of<'awsRegion'>>[];
}

/** What the profile of somebody has beside: the programs and keys that were used. */
export interface ProfileLists {
  readonly byUserAgent: readonly Counted<Of<'userAgent'>>[];
  readonly byAccessKey: readonly Counted<Of<'accessKeyId'>>[];
}

/** Fields that are counted by their own values. Events that have none are in no list. */
type OwnField = 'sourceIPAddress' | 'recipientAccountId' | 'awsRegion' | 'userAgent' | 'accessKeyId';
type Of<Field extends OwnField> = { readonly [Name in Field]: string };

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

/** The fields that tell who acted, and in which account. */
const ACTOR_FIELDS = ['actor', 'actorSource', 'userIdentityArn', 'recipientAccountId'] as const;

/** Whether a question is about what one caller does, so that its summary is that one's profile. */
export function asksForProfile({ actors, roles, accessKeys, sourceAddresses }: EventQuery): boolean {
  return [actors, roles, accessKeys, sourceAddresses].some((asked) => asked.length > 0);
}

/** One list of a summary: it counts events that are alike in its fields together. */
export interface SummaryList {
  readonly fields: readonly EventFieldName[];
  add(event: StoredEvent, seen: Seen): void;
}

/** Counts events and keeps none. */
export class SummaryCounter {
  private total = 0;
  private readonly events = new Values<EventCount>(['eventName'], ({ eventName = '' }) => [{ eventName }]);
  private readonly actors = new Values<ActorCount>(ACTOR_FIELDS, (event) => [actorOf(event)]);
  private readonly resources = new Values<ResourceCount>(['resources', 'recipientAccountId'], resourcesOf);
  private readonly outcomes = new Values<OutcomeCount>(['outcome'], ({ outcome }) => [
    { outcome: outcome ?? 'unknown' },
  ]);
  private readonly addresses = ownValues('sourceIPAddress');
  private readonly accounts = ownValues('recipientAccountId');
  private readonly regions = ownValues('awsRegion');
  private readonly userAgents = ownValues('userAgent');
  private readonly accessKeys = ownValues('accessKeyId');
  private readonly times = new TimelineCounter();
  /** Each event is to be counted by all of them, and by `addTime`. */
  readonly lists: readonly SummaryList[];

  constructor(private readonly isProfile: boolean = false) {
    const { events, actors, resources, outcomes, addresses, accounts, regions, userAgents, accessKeys } = this;
    const profile = isProfile ? [userAgents, accessKeys] : [];
    this.lists = [events, actors, resources, outcomes, addresses, accounts, regions, ...profile];
  }

  /** Counts how many events there were, and when: all of them within the hour of the first. */
  addTime({ first, times }: Seen): void {
    this.total += times;
    if (first !== undefined) this.times.add(first, times);
  }

  /** The counts so far. */
  summary(window: TimeWindow): EventSummary {
    return {
      ...summaryHead(window, this.total),
      byEvent: this.events.list(),
      byActor: apartByAccount(this.actors.list()),
      byResource: apartByAccount(this.resources.list()),
      byOutcome: this.outcomes.list(),
      byAddress: this.addresses.list(),
      byAccount: this.accounts.list(),
      byRegion: this.regions.list(),
      ...(this.isProfile && { byUserAgent: this.userAgents.list(), byAccessKey: this.accessKeys.list() }),
      ...this.times.timeline(window),
    };
  }
}

/** Counts by values that follow from some fields of an event. */
class Values<Counts extends object> implements SummaryList {
  private readonly tally = new Tally<Counts>();

  constructor(
    readonly fields: readonly EventFieldName[],
    private readonly valuesOf: (event: StoredEvent) => readonly Counts[],
  ) {}

  add(event: StoredEvent, seen: Seen): void {
    for (const values of this.valuesOf(event)) this.tally.add(values, seen);
  }

  list(): readonly Counted<Counts>[] {
    return this.tally.list();
  }
}

/** Counts by the values of one field. */
function ownValues<Field extends OwnField>(field: Field): Values<Of<Field>> {
  return new Values([field], ({ [field]: value }) => (value === undefined ? [] : [{ [field]: value } as Of<Field>]));
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
  const { resources = [] } = event;
  if (resources.length < 2) return resources.map((resource) => resourceCount(resource, event));
  const counts = resources.map((resource) => resourceCount(resource, event));
  return [...new Map(counts.map((each) => [JSON.stringify(each), each])).values()];
}

function resourceCount(resource: Resource, event: StoredEvent): ResourceCount {
  const { id, kind } = resource;
  return { resource: id, kind, ...accountOfResource(resource, event) };
}
