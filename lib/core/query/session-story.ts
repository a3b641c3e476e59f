import type { Relation, Resource, ResourceKind } from '../resources/resource';
import type { StoredEvent } from '../rows/stored-event';
import { who } from '../rows/who';
import type { EventQuery } from './event-query';
import { resourceSearches } from './resource-search';

/** The calls that make up the story of a session. A session that ends by itself has no call for its end. */
export const SESSION_EVENTS = ['StartSession', 'ResumeSession', 'TerminateSession'] as const;
type SessionEvent = (typeof SESSION_EVENTS)[number];

/** How many resumes to tell one by one. If there are more, only the first and the last. */
const MAX_RESUMES_TOLD = 3;

const END_NOT_RECORDED =
  'the end is not recorded: CloudTrail has no record when a session ends by exit or idle time-out';

/** The ids of the sessions that a question asks for and that an event is about. */
export function sessionsAskedFor({ resources }: EventQuery, event: StoredEvent): readonly string[] {
  const asked = new Set(resources.flatMap(resourceSearches).map(({ id }) => id));
  return (event.resources ?? []).filter(({ id, kind }) => kind === 'session' && asked.has(id)).map(({ id }) => id);
}

/**
 * A session from start to end in one sentence: who started it, on what, with which document; who resumed and who ended
 * it. Calls that did not succeed are no part of it.
 *
 * @param events all events of the session in the order of time: from fewer an end would seem not to be recorded
 */
export function sessionStory(sessionId: string, events: readonly StoredEvent[]): string {
  const [start] = called(events, 'StartSession');
  const [end] = called(events, 'TerminateSession');
  const parts = [
    start ? startOf(start) : 'this store does not have its start',
    ...resumesOf(called(events, 'ResumeSession')),
    end ? `terminated ${when(end)}` : END_NOT_RECORDED,
  ];
  return `session ${sessionId}: ${parts.join('; ')}`;
}

function called(events: readonly StoredEvent[], name: SessionEvent): readonly StoredEvent[] {
  return events.filter(({ eventName, outcome }) => eventName === name && outcome === 'success');
}

function startOf(start: StoredEvent): string {
  const target = ids(start, ({ relation }) => relation === 'target');
  const reached = [...ids(start, ofKind('host')), ...ids(start, ofKind('port')).map((port) => `port ${port}`)];
  return [
    `started ${when(start)}`,
    ...(start.sourceIPAddress === undefined ? [] : [`from ${start.sourceIPAddress}`]),
    ...(target.length > 0 ? [`to ${target.join(' ')}`] : []),
    ...documentOf(start),
    ...(reached.length > 0 ? [`towards ${reached.join(' ')}`] : []),
  ].join(' ');
}

function documentOf(start: StoredEvent): readonly string[] {
  const [named] = ids(start, ofKind('document', 'uses'));
  const [implied] = ids(start, ofKind('document', 'implied'));
  if (named !== undefined) return [`with ${named}`];
  return implied === undefined ? [] : [`with ${implied} (the default, because the call names none)`];
}

function resumesOf(resumes: readonly StoredEvent[]): readonly string[] {
  const [first, last] = [resumes[0], resumes.at(-1)];
  if (!first || !last || resumes.length <= MAX_RESUMES_TOLD) return resumes.map((resume) => `resumed ${when(resume)}`);
  return [`resumed ${resumes.length} times, first ${when(first)}, last ${when(last)}`];
}

function when(event: StoredEvent): string {
  return `${event.eventTime} by ${who(event)}`;
}

function ids({ resources = [] }: StoredEvent, isMeant: (resource: Resource) => boolean): readonly string[] {
  return resources.filter(isMeant).map(({ id }) => id);
}

function ofKind(asked: ResourceKind, relation: Relation = 'uses'): (resource: Resource) => boolean {
  return (resource) => resource.kind === asked && resource.relation === relation;
}
