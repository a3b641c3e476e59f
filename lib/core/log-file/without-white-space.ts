import { QUOTE } from './json-bytes';

const BACKSLASH = 0x5c;

/** The highest of the bytes that JSON allows between tokens: space, line feed, carriage return, tab. */
const SPACE = 0x20;

/**
 * The bytes of a JSON value without the white space between its tokens, so that it fits on one line. What has none, such
 * as all that CloudTrail writes, comes back as it is. Strings stay byte for byte. Expects valid JSON.
 */
export function withoutWhiteSpace(json: Buffer): Buffer {
  const compact = Buffer.allocUnsafe(json.length);
  let length = 0;
  for (let at = 0, end = 0; at < json.length; at += 1) {
    const byte = json[at] as number;
    if (at >= end) {
      if (byte <= SPACE) continue;
      if (byte === QUOTE) end = stringEnd(json, at + 1);
    }
    compact[length] = byte;
    length += 1;
  }
  return length === json.length ? json : compact.subarray(0, length);
}

/** The position after the quote that closes the string whose content begins at `from`. */
function stringEnd(json: Buffer, from: number): number {
  let at = from;
  while (at < json.length) {
    const byte = json[at] as number;
    if (byte === QUOTE) return at + 1;
    at += byte === BACKSLASH ? 2 : 1;
  }
  return json.length;
}
