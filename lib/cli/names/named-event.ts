import { eventNames, type Nameable } from '../../core/names/event-names';
import { namedText, namesNote } from '../../core/names/named-text';
import type { StoredEvent } from '../../core/rows/stored-event';
import { who } from '../../core/rows/who';
import type { GivenNames } from './given-names';

/** Who acted, with the name of a user of IAM Identity Center behind it. */
export function namedWho(event: StoredEvent, given: GivenNames | undefined): string {
  return given ? namedText(who(event), eventNames(event, given.names).actor) : who(event);
}

/** The line that says what names are, above events of which one at least has a name. */
export function namesNotes(given: GivenNames | undefined, events: readonly Nameable[]): readonly string[] {
  const isNamed = (event: Nameable) => given !== undefined && Object.keys(eventNames(event, given.names)).length > 0;
  return given !== undefined && events.some(isNamed) ? [namesNote(given.file)] : [];
}

/** An account with its name behind it. */
export function namedAccount(id: string, given: GivenNames | undefined): string {
  return namedText(id, given?.names.account(id));
}

/** An address with the name of its network behind it. */
export function namedAddress(address: string, given: GivenNames | undefined): string {
  return namedText(address, given?.names.address(address));
}
