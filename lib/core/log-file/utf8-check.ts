import { isUtf8 } from 'node:buffer';

/** A sequence has at most four bytes, so at most three of them are on one side of a chunk's border. */
const LONGEST_CUT = 3;

/**
 * Whether a chunk has bytes that are not UTF-8. Ignores the sequences that its borders may have cut, because they belong
 * to values that the borders cut, and those are checked when they are whole.
 */
export function hasIllFormed(chunk: Buffer): boolean {
  return !isUtf8(chunk) && !isUtf8(chunk.subarray(cutAtStart(chunk), chunk.length - cutAtEnd(chunk)));
}

/** The position of the first sequence in `text` that is not UTF-8. Expects that there is one. */
export function firstIllFormed(text: Buffer): number {
  let at = 0;
  while (at < text.length) {
    const length = wellFormedLength(text, at);
    if (length === 0) return at;
    at += length;
  }
  return at;
}

/** The number of bytes of the character at a position, or 0 if there is none. */
export function wellFormedLength(text: Buffer, at: number): number {
  const length = sequenceLength(text[at] ?? 0);
  return length <= 1 || isUtf8(text.subarray(at, at + length)) ? length : 0;
}

function cutAtStart(chunk: Buffer): number {
  let length = 0;
  while (length < LONGEST_CUT && isContinuation(chunk[length] ?? 0)) length += 1;
  return length;
}

function cutAtEnd(chunk: Buffer): number {
  for (let length = 1; length <= Math.min(LONGEST_CUT, chunk.length); length += 1) {
    const byte = chunk.readUInt8(chunk.length - length);
    if (!isContinuation(byte)) return sequenceLength(byte) > length ? length : 0;
  }
  return 0;
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

/** The number of bytes in the sequence that `byte` begins, or 0 if it begins none (RFC 3629). */
function sequenceLength(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc2 || byte > 0xf4) return 0;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : 4;
}
