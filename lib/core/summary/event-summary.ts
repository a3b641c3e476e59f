import type { EventFieldName } from '../../contract/event-fields';
import type { EventQuery } from '../query/event-query';
import type { Outcome } from '../record/outcome';
import type { Resource, ResourceKind } from '../resources/resource';
import type { StoredEvent } from '../rows/stored-event';
import { accountOfPrincipal, accountOfResource, apartByAccount, type InAccount } from './apart-by-account';
import { type Counted, type Seen, seenOnce, Tally } from './tally';
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

/** The fields that every summary counts by, and those of a profile. */
const FIELDS = [
  'eventName',
  'actor',
  'actorSource',
  'userIdentityArn',
  'recipientAccountId',
  'awsRegion',
  'sourceIPAddress',
  'outcome',
  'resources',
] as const satisfies readonly EventFieldName[];
const PROFILE_FIELDS = [...FIELDS, 'userAgent', 'accessKeyId'] as const satisfies readonly EventFieldName[];

/** The fields of an event that a summary counts by. */
export function summaryFields(isProfile: boolean): readonly EventFieldName[] {
  return isProfile ? PROFILE_FIELDS : FIELDS;
}

/** Whether a question is about what one caller does, so that its summary is that one's profile. */
export function asksForProfile({ actors, roles, accessKeys, sourceAddresses }: EventQuery): boolean {
  return [actors, roles, accessKeys, sourceAddresses].some((asked) => asked.length > 0);
}

/** Counts events and keeps none. */
export class SummaryCounter {
  private total = 0;
  private readonly events = new Tally<EventCount>();
  private readonly actors = new Tally<ActorCount>();
  private readonly resources = new Tally<ResourceCount>();
  private readonly outcomes = new Tally<OutcomeCount>();
  private readonly addresses = new OwnValues('sourceIPAddress');
  private readonly accounts = new OwnValues('recipientAccountId');
  private readonly regions = new OwnValues('awsRegion');
  private readonly userAgents = new OwnValues('userAgent');
  private readonly accessKeys = new OwnValues('accessKeyId');
  private readonly times = new TimelineCounter();

  constructor(private readonly isProfile: boolean = false) {}

  /** Counts events that are alike in the fields of the summary. */
  add(event: StoredEvent, seen: Seen = seenOnce(event.eventTime)): void {
    this.total += seen.times;
    this.events.add({ eventName: event.eventName ?? '' }, seen);
    this.actors.add(actorOf(event), seen);
    for (const resource of resourcesOf(event)) this.resources.add(resource, seen);
    this.outcomes.add({ outcome: event.outcome ?? 'unknown' }, seen);
    for (const own of [this.addresses, this.accounts, this.regions]) own.add(event, seen);
    if (this.isProfile) for (const own of [this.userAgents, this.accessKeys]) own.add(event, seen);
  }

  /** Counts when events were that are counted already: all of them within the hour of the first. */
  addTime({ first, times }: Seen): void {
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

/** Counts by the values of one field. */
class OwnValues<Field extends OwnField> {
  private readonly tally = new Tally<Of<Field>>();

  constructor(private readonly field: Field) {}

  add(event: StoredEvent, seen: Seen): void {
    const value = event[this.field];
    if (value !== undefined) this.tally.add({ [this.field]: value } as Of<Field>, seen);
  }

  list(): readonly Counted<Of<Field>>[] {
    return this.tally.list();
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
  const { resources = [] } = event;
  if (resources.length < 2) return resources.map((resource) => resourceCount(resource, event));
  const counts = resources.map((resource) => resourceCount(resource, event));
  return [...new Map(counts.map((each) => [JSON.stringify(each), each])).values()];
}

function resourceCount(resource: Resource, event: StoredEvent): ResourceCount {
  const { id, kind } = resource;
  return { resource: id, kind, ...accountOfResource(resource, event) };
}
