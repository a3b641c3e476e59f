import { createHash } from 'node:crypto';

const HASH_MARK = '~sha256:';
const HASH_DIGITS = 64;

/**
 * `text` where its UTF-8 fits into `maxBytes`, else its beginning and the SHA-256 of the whole: equal texts stay
 * equal, different ones stay different, and a query for the long text finds the short one by the same function.
 */
export function shortened(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  const hash = createHash('sha256').update(text).digest('hex');
  return `${beginning(text, maxBytes - HASH_MARK.length - HASH_DIGITS)}${HASH_MARK}${hash}`;
}

/** The longest beginning of `text` whose UTF-8 fits into `maxBytes`, cut between characters. */
export function beginning(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(maxBytes));
  return text.slice(0, read);
}
