import { safeText } from '../text/safe-text';
import { MAX_PARTITION_KEY_BYTES, MAX_SORT_KEY_BYTES } from './dynamodb-limits';
import type { EventKey } from './event-keys';

/** Everything except letters, digits and what needs no quotes inside a word of a shell. */
const UNSAFE = /[^\w.:#~@-]/gu;

/** How much of the given text an error repeats. */
const SHOWN_CHARACTERS = 200;

/** Characters of an ID, or of its beginning. IDs that have others, or fewer than a handle has, are named by the reference alone. */
const ID = /^(?:sha256:)?[\w.:-]{8,256}$/;

/** What tells an ID from a word: digits. Those of hexadecimal numbers may all be letters. */
const DIGITS = /\d|^[a-f]{8}/i;

/** What somebody names events by: the key of one, or an ID or its beginning, which several may have. */
export type NamedEvent = { readonly key: EventKey } | { readonly id: string };

/** The text is not a reference. */
export class MalformedRefError extends Error {
  constructor(readonly ref: string) {
    super(
      `'${safeText(ref.slice(0, SHOWN_CHARACTERS))}${ref.length > SHOWN_CHARACTERS ? '…' : ''}' is not a reference to an event: expected <eventName>/<eventTime>#<eventID>, as in the field ref of a query or an alert, or an event ID, or the first 8 digits of one`,
    );
    this.name = 'MalformedRefError';
  }
}

/** The reference that people and alerts use for a row: one word, safe in a shell, whatever a record contains. */
export function formatRef(key: EventKey): string {
  return `${encoded(key.eventName)}/${encoded(key.eventTimeId)}`;
}

/** Characters of an ID in a short reference: what a handle has, behind the mark of an ID that stands for a missing one. */
const SHORT_ID = /^(?:sha256:)?[^#]{8}/;

/** The base of the seconds in a short reference: six characters instead of twenty. */
const BASE = 36;

/**
 * A reference for where the whole one has no room: the time as a number, and of the ID no more than the beginning. It
 * leads to its event (`isShortFor`), because few events have one name and one second.
 */
export function shortRef(ref: string): string {
  const slash = ref.lastIndexOf('/');
  const [time = '', id = '', ...conflict] = ref.slice(slash + 1).split('#');
  const seconds = Date.parse(time) / 1_000;
  if (slash < 0 || !Number.isInteger(seconds)) return ref;
  const rest = [seconds.toString(BASE), SHORT_ID.exec(id)?.[0] ?? id, ...conflict];
  return `${ref.slice(0, slash)}/${rest.join('#')}`;
}

/** The time of a key as a short reference gives it, in ISO 8601; undefined for any other key. */
export function timeOfShortRef({ eventTimeId }: EventKey): string | undefined {
  const [seconds = ''] = eventTimeId.split('#');
  if (!/^[0-9a-z]{1,6}$/.test(seconds)) return undefined;
  return new Date(Number.parseInt(seconds, BASE) * 1_000).toISOString().replace('.000Z', 'Z');
}

/** Whether a row of that second is one that the key of a short reference may stand for. */
export function isShortFor({ eventTimeId: short }: EventKey, eventTimeId: string): boolean {
  const [, id = '', ...conflict] = short.split('#');
  const [, wholeId, ...wholeConflict] = eventTimeId.split('#');
  return SHORT_ID.test(id) && wholeId?.startsWith(id) === true && conflict.join() === wholeConflict.join();
}

/** The key that a reference stands for, or `MalformedRefError`. */
export function parseRef(ref: string): EventKey {
  const [eventName, eventTimeId, ...rest] = ref.split('/').map(decoded);
  if (!eventName || !eventTimeId?.includes('#') || rest.length > 0) throw new MalformedRefError(ref);
  if (Buffer.byteLength(eventName) > MAX_PARTITION_KEY_BYTES || Buffer.byteLength(eventTimeId) > MAX_SORT_KEY_BYTES)
    throw new MalformedRefError(ref);
  return { eventName, eventTimeId };
}

/** What a reference, an event ID or a handle names, or `MalformedRefError`. */
export function readRef(text: string): NamedEvent {
  if (text.includes('/')) return { key: parseRef(text) };
  if (!isId(text)) throw new MalformedRefError(text);
  return { id: text };
}

/** Whether a text can name an event by its ID or the beginning of that. */
export function isId(text: string): boolean {
  return ID.test(text) && DIGITS.test(text);
}

function encoded(part: string): string {
  return part.replace(UNSAFE, (character) => Buffer.from(character).toString('hex').replace(/../g, '%$&'));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
