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
