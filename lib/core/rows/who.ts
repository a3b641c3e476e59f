import type { StoredEvent } from './stored-event';

/** Who acted, for a person to read: the actor, or else the principal. Marks a name that its bearer chose. */
export function who(event: StoredEvent): string {
  if (event.actor === undefined) return event.userIdentityArn ?? '-';
  return event.actorSource === 'sessionName' ? `${event.actor} (session name)` : event.actor;
}
