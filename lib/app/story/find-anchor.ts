import { NEIGHBOUR_CALLS } from '../../core/neighbours/neighbour-calls';
import type { EventQuery } from '../../core/query/event-query';
import { planned } from '../../core/query/planned-query';
import { resourceSearches } from '../../core/query/resource-search';
import { SESSION_EVENTS } from '../../core/query/session-story';
import { readRef } from '../../core/rows/event-ref';
import type { StoredEvent } from '../../core/rows/stored-event';
import { thingsOf } from '../../core/story/made-things';
import type { StoryAnchor } from '../../core/story/story';
import { namesSession, sessionResumption, sessionStart, sessionTermination } from '../../core/story/story-window';
import { eventByKey } from '../ask/event-by-key';
import { type EventsOfId, eventsById } from '../ask/events-by-id';
import { type FindDependencies, findEvents } from '../ask/find-events';
import { type AskedStory, valueAsked } from './asked-story';

/** The session that a story is about, as far as it is recorded. */
export interface AnchorSession {
  readonly id: string;
  readonly start: StoredEvent | undefined;
  readonly termination: StoredEvent | undefined;
  /** The call that resumed it last. */
  readonly resumption: StoredEvent | undefined;
}

/** What a story is told from. */
export interface FoundAnchor {
  readonly anchor: StoryAnchor;
  readonly event: StoredEvent;
  readonly session?: AnchorSession;
}

/** What was asked for: one anchor, several events that one ID names, a record in quarantine, or nothing. */
export type AnchorSearch =
  | FoundAnchor
  | { readonly several: EventsOfId }
  | { readonly quarantined: StoredEvent }
  | 'none';

/** Finds what a story is told from. */
export async function findAnchor(deps: FindDependencies, asked: AskedStory): Promise<AnchorSearch> {
  if (asked.kind === 'session') return (await sessionAnchor(deps, asked, asked.value)) ?? 'none';
  const found = asked.kind === 'event' ? await namedEvent(deps, asked.value) : await newestEvent(deps, asked);
  if (found === undefined) return 'none';
  if ('events' in found) return { several: found };
  if (found.quarantineReason !== undefined) return { quarantined: found };
  const sessionId = sessionOf(found, asked);
  const ofSession = sessionId === undefined ? undefined : await sessionAnchor(deps, asked, sessionId);
  return ofSession ?? { anchor: anchorOf(asked, found), event: found };
}

async function namedEvent(deps: FindDependencies, ref: string): Promise<StoredEvent | EventsOfId | undefined> {
  const named = readRef(ref);
  if ('key' in named) return (await eventByKey(deps.reader, named.key, deps.corrupt))?.event;
  const found = await eventsById(deps, named.id);
  return found.events.length > 1 ? found : found.events[0]?.event;
}

/** The newest event of a key, an actor or a resource; a decryption, which has a key of its own, only where there is no other. */
async function newestEvent(
  deps: FindDependencies,
  { kind, value, since, until }: AskedStory,
): Promise<StoredEvent | undefined> {
  const asked = { ...valueAsked(kind, value), since, until, noAgent: true, guard: true, limit: 1 };
  return (
    (await firstOf(deps, { ...asked, related: false, not: { related: true } })) ??
    (await firstOf(deps, { ...asked, related: true }))
  );
}

async function firstOf(deps: FindDependencies, asked: Partial<EventQuery>): Promise<StoredEvent | undefined> {
  for await (const { event } of findEvents(deps, planned(asked))) return event;
  return undefined;
}

/** The session that a successful call made, resumed or ended, where it is what was asked for. */
function sessionOf({ outcome, resources = [] }: StoredEvent, { kind, value }: AskedStory): string | undefined {
  if (outcome !== 'success' || (kind !== 'event' && kind !== 'resource')) return undefined;
  return resources.find(
    (each) => each.kind === 'session' && (kind === 'event' || each.id === resourceSearches(value)[0]?.id),
  )?.id;
}

/** The calls about a session. That of ECS tells of one whose start is not recorded. */
const OF_SESSIONS = [...SESSION_EVENTS, ...NEIGHBOUR_CALLS['ecs-exec'].eventNames];

/** Undefined if no event names the session. */
async function sessionAnchor(
  deps: FindDependencies,
  asked: AskedStory,
  named: string,
): Promise<FoundAnchor | undefined> {
  const id = resourceSearches(named)[0]?.id ?? named;
  const events: StoredEvent[] = [];
  const question = planned({ resources: [id], eventNames: OF_SESSIONS, oldestFirst: true });
  for await (const { event } of findEvents(deps, question)) if (namesSession(event, id)) events.push(event);
  const start = sessionStart(id, events);
  const event = start ?? events[0];
  if (event === undefined) return undefined;
  const { principals, accessKeys } = anchorOf(asked, event);
  const anchor = {
    kind: asked.kind,
    value: asked.value,
    ref: event.ref,
    principals,
    accessKeys,
    things: [id],
    hosts: [],
  };
  const termination = sessionTermination(id, events, start);
  return { anchor, event, session: { id, start, termination, resumption: sessionResumption(id, events) } };
}

function anchorOf({ kind, value }: AskedStory, event: StoredEvent): StoryAnchor {
  const { ref, userIdentityArn, accessKeyId, related } = event;
  const things = kind === 'resource' ? [value] : kind === 'event' ? thingsOf(event) : [];
  const ownKey = related === true && kind !== 'accessKey' ? undefined : accessKeyId;
  return {
    kind,
    value,
    ref,
    principals: userIdentityArn === undefined ? [] : [userIdentityArn],
    accessKeys: ownKey === undefined ? [] : [ownKey],
    things,
    hosts: [],
  };
}
