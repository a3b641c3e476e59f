import { gunzipSync } from 'node:zlib';

/** A gzip of at most this many bytes is small: most log files are, and a stream costs as much as unpacking thirty of them. */
export const SMALL_GZIP_BYTES = 128 * 1024;

/** The most that a small gzip is unpacked to at once, in bytes. Real logs shrink about ninefold. */
const MAX_BYTES = 4 * 1024 * 1024;

/** The least room for what is unpacked, and what is beside it: a full buffer would mean another one. */
const LEAST_ROOM = 64;

/** The last bytes of a gzip say how many bytes it unpacks to, modulo 2^32 (RFC 1952, `ISIZE`). */
const SIZE_BYTES = 4;

/**
 * What a small gzip unpacks to. Undefined if it is damaged, or unpacks to more than small ones do or than `maxBytes`: a
 * stream then tells what is wrong, and gives what precedes.
 */
export function unpackedSmallGzip(gzip: Buffer, maxBytes: number): Buffer | undefined {
  const maxOutputLength = Math.min(maxBytes, MAX_BYTES);
  try {
    return gunzipSync(gzip, { maxOutputLength, chunkSize: roomFor(gzip, maxOutputLength) });
  } catch {
    return undefined;
  }
}

/** How much room to make first. Several members, or a lie, need more: zlib then makes it. */
function roomFor(gzip: Buffer, most: number): number {
  const size = gzip.length < SIZE_BYTES ? 0 : gzip.readUInt32LE(gzip.length - SIZE_BYTES);
  return Math.min(size, most) + LEAST_ROOM;
}
