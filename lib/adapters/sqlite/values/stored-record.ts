import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { isJsonObject, type JsonObject } from '../../../core/record/json';
import { mapObstacle } from '../../../core/rows/dynamodb-limits';
import { RECORD_DICTIONARY } from '../../../core/rows/record-dictionary';

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

/** The windows of those who read: that of this writer, which is soon made, then that of any. */
const READ_WINDOW_BITS = [WINDOW_BITS, 15];

/** What most records fit into. A larger buffer takes longer to make than to fill. */
const READ_CHUNK_BYTES = 4 * 1024;

/** The most bytes of a record's JSON, to stop a row that somebody made to unpack without end: a map has at most 400 KB. */
const MAX_BYTES = 4 * 1024 * 1024;

/** From this many bytes of JSON on, a record is looked at for levels that no map has: walking thousands of them takes minutes. */
const DEEP_BYTES = 64 * 1024;

/** The `record` of a row as bytes; undefined where it is neither a map nor bytes. */
export function storedRecord(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return Buffer.concat([Buffer.of(BYTES), value]);
  if (!isJsonObject(value)) return undefined;
  return Buffer.concat([Buffer.of(DEFLATED), deflateRawSync(JSON.stringify(value), OPTIONS)]);
}

/** The `record` that the bytes hold. Bytes that hold none are given back as they are: whoever reads them says so. */
export function readStoredRecord(bytes: Uint8Array): JsonObject | Uint8Array {
  const json = jsonOfStoredRecord(bytes);
  return (json === undefined ? undefined : parsed(json)) ?? bytes.subarray(1);
}

/** The JSON of a `record` that is a map, as `JSON.stringify` has written it. Undefined if it is none, or cannot be inflated. */
export function jsonOfStoredRecord(bytes: Uint8Array): string | undefined {
  if (bytes[0] !== DEFLATED) return undefined;
  for (const windowBits of READ_WINDOW_BITS) {
    try {
      return inflateRawSync(bytes.subarray(1), { ...READ_OPTIONS, windowBits }).toString();
    } catch {
      // Another writer may have looked further back.
    }
  }
  return undefined;
}

const READ_OPTIONS = { dictionary: DICTIONARY, chunkSize: READ_CHUNK_BYTES, maxOutputLength: MAX_BYTES };

function parsed(json: string): JsonObject | undefined {
  try {
    const record = JSON.parse(json) as JsonObject;
    return json.length > DEEP_BYTES && mapObstacle(record) === 'nesting' ? undefined : record;
  } catch {
    return undefined;
  }
}
