import type { StoredEvent } from './stored-event';

/** How an actor's name is known, in words, so that nobody takes a chosen name for a proven one. */
const ACTOR_SOURCES: Readonly<Record<string, string>> = {
  root: "the account's root user",
  userName: 'name of the user',
  sourceIdentity: 'source identity, set when the first role was assumed',
  identityCenterUser: 'user of IAM Identity Center',
  instance: 'the instance that the session is named for',
  sessionName: 'session name, chosen by whoever assumed the role',
};

/** Who acted, for a person to read: the actor, or else the principal. Marks a name that its bearer chose. */
export function who(event: StoredEvent): string {
  if (event.actor === undefined) return event.userIdentityArn ?? '-';
  return event.actorSource === 'sessionName' ? `${event.actor} (session name)` : event.actor;
}

/** How the name of an event's actor is known. Undefined if there is none. */
export function actorSourceText({ actorSource }: StoredEvent): string | undefined {
  return actorSource === undefined ? undefined : ACTOR_SOURCES[actorSource];
}
