import { createHash } from 'node:crypto';

const HASH_MARK = '~sha256:';
const HASH_DIGITS = 64;

/**
 * The most bytes of a text field of an event. CloudTrail's own limits are 1 KB and less ("Record contents"), so only a
 * forged record has more. With all fields at this size and resources at theirs, a row still fits an item.
 */
const MAX_FIELD_BYTES = 12 * 1024;

/** A text field in the form that rows store. Questions pass their values through the same function. */
export function storedField(text: string): string {
  return shortened(text, MAX_FIELD_BYTES);
}

/**
 * `text` if its UTF-8 fits into `maxBytes`, and otherwise its beginning and the SHA-256 of the whole. Equal texts stay
 * equal, different ones stay different, and a query for the long text finds the short one by the same function.
 * Replaces half characters (lone surrogates, which have no UTF-8), because DynamoDB would refuse the item.
 */
export function shortened(text: string, maxBytes: number): string {
  if (fits(text, maxBytes)) return text.toWellFormed();
  const hash = createHash('sha256').update(text).digest('hex');
  return `${beginning(text, maxBytes - HASH_MARK.length - HASH_DIGITS)}${HASH_MARK}${hash}`;
}

/** The longest beginning of `text` whose UTF-8 fits into `maxBytes`. Cuts between characters and replaces half ones. */
export function beginning(text: string, maxBytes: number): string {
  if (fits(text, maxBytes)) return text.toWellFormed();
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(maxBytes));
  return text.slice(0, read).toWellFormed();
}

/** No character of JavaScript takes more than three bytes of UTF-8, so that most texts need no count. */
function fits(text: string, maxBytes: number): boolean {
  return text.length * 3 <= maxBytes || Buffer.byteLength(text) <= maxBytes;
}
