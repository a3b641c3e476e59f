import { createHash } from 'node:crypto';

const HASH_MARK = '~sha256:';
const HASH_DIGITS = 64;

/**
 * What a text field of an event may weigh. CloudTrail's own caps are 1 KB and less ("Record contents"), so only a forged
 * record has more; with all fields at this size and resources at theirs a row still fits an item.
 */
const MAX_FIELD_BYTES = 12 * 1024;

/** A text field as rows hold it. Questions put what they are asked through the same function. */
export function storedField(text: string): string {
  return shortened(text, MAX_FIELD_BYTES);
}

/**
 * `text` where its UTF-8 fits into `maxBytes`, else its beginning and the SHA-256 of the whole: equal texts stay
 * equal, different ones stay different, and a query for the long text finds the short one by the same function. Half
 * characters (lone surrogates, which have no UTF-8) are replaced: DynamoDB would refuse the item.
 */
export function shortened(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text.toWellFormed();
  const hash = createHash('sha256').update(text).digest('hex');
  return `${beginning(text, maxBytes - HASH_MARK.length - HASH_DIGITS)}${HASH_MARK}${hash}`;
}

/** The longest beginning of `text` whose UTF-8 fits into `maxBytes`, cut between characters, half ones replaced. */
export function beginning(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text.toWellFormed();
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(maxBytes));
  return text.slice(0, read).toWellFormed();
}
