import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { isJsonObject, type JsonObject } from '../../../core/record/json';
import { RECORD_DICTIONARY } from './record-dictionary';

/** The first byte says what follows: bytes as they were given, or a map as JSON, deflated with the first dictionary. */
const BYTES = 0;
const DEFLATED = 1;

const DICTIONARY = Buffer.from(RECORD_DICTIONARY);

/** Little is gained by more than this, and much time is lost. */
const LEVEL = 3;

/** A window that holds an ordinary record and the dictionary, in bits. A larger one takes longer to make than to use. */
const WINDOW_BITS = 13;
const CHUNK_BYTES = 2 * 1024;
const OPTIONS = { level: LEVEL, windowBits: WINDOW_BITS, memLevel: 5, chunkSize: CHUNK_BYTES, dictionary: DICTIONARY };

/** The window of those who read: that of any writer. */
const READ_WINDOW_BITS = 15;

/** The most bytes of a record's JSON, to stop a row that somebody made to unpack without end: a map has at most 400 KB. */
const MAX_BYTES = 4 * 1024 * 1024;

/** The `record` of a row as bytes; undefined where it is neither a map nor bytes. */
export function storedRecord(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return Buffer.concat([Buffer.of(BYTES), value]);
  if (!isJsonObject(value)) return undefined;
  return Buffer.concat([Buffer.of(DEFLATED), deflateRawSync(JSON.stringify(value), OPTIONS)]);
}

/** The `record` that the bytes hold. Bytes that hold none are given back as they are: whoever reads them says so. */
export function readStoredRecord(bytes: Uint8Array): JsonObject | Uint8Array {
  const content = bytes.subarray(1);
  if (bytes[0] !== DEFLATED) return content;
  try {
    return JSON.parse(
      inflateRawSync(content, {
        dictionary: DICTIONARY,
        windowBits: READ_WINDOW_BITS,
        maxOutputLength: MAX_BYTES,
      }).toString(),
    ) as JsonObject;
  } catch {
    return content;
  }
}
