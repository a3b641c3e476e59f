import { isUtf8 } from 'node:buffer';

/** Whether chunks joined together are UTF-8; the borders between chunks may cut a sequence. */
export class Utf8Check {
  private rest: Buffer = Buffer.alloc(0);

  /**
   * Where the first ill-formed sequence begins, as a position in `chunk`, or undefined where there is none so far.
   * Negative where the sequence began in an earlier chunk.
   */
  firstBadByte(chunk: Buffer): number | undefined {
    const carried = this.rest.length;
    const text = carried === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const complete = text.length - cutLength(text);
    this.rest = Buffer.from(text.subarray(complete));
    return isUtf8(text.subarray(0, complete)) ? undefined : firstIllFormed(text) - carried;
  }
}

/** A sequence has at most four bytes, so at most three can be left over at the end of a chunk. */
const LONGEST_CUT = 3;

function cutLength(text: Buffer): number {
  for (let length = 1; length <= Math.min(LONGEST_CUT, text.length); length += 1) {
    const byte = text.readUInt8(text.length - length);
    if (!isContinuation(byte)) return sequenceLength(byte) > length ? length : 0;
  }
  return 0;
}

function firstIllFormed(text: Buffer): number {
  let at = 0;
  while (at < text.length) {
    const length = sequenceLength(text.readUInt8(at));
    if (length > 1 && !isUtf8(text.subarray(at, at + length))) return at;
    if (length === 0) return at;
    at += length;
  }
  return at;
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

/** The number of bytes in the sequence that `byte` begins, or 0 where no sequence begins with it (RFC 3629). */
function sequenceLength(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc2 || byte > 0xf4) return 0;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : 4;
}
