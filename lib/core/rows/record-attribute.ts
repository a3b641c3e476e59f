import { gunzipSync, gzipSync } from 'node:zlib';
import { isJsonObject, type JsonObject } from '../record/json';
import { parseRecord, stringifyRecord } from '../record/parse-record';
import { mapObstacle } from './dynamodb-limits';

/**
 * What a packed record may weigh once unpacked, against a row that somebody made to unpack without end: four times the
 * most that CloudTrail writes for an event (256 KB in a trail, 1 MB in a store; "CloudTrail record contents").
 */
const MAX_RECORD_BYTES = 4 * 1024 * 1024;

/** A row whose `record` is neither a map nor a gzipped JSON object. */
export class UnreadableRecordError extends Error {
  constructor(cause: unknown) {
    super('the attribute record of this row holds no record: expected a map or gzipped JSON', { cause });
    this.name = 'UnreadableRecordError';
  }
}

/** A record as an attribute: a map where it comes back equal, else as `packedRecord` gives it. */
export function recordAttribute(record: JsonObject): JsonObject | Uint8Array | undefined {
  return mapObstacle(record) === undefined ? record : packedRecord(record);
}

/**
 * A record as gzipped JSON with every digit and level, for those that a map cannot hold or that are too large as one.
 * Undefined where it is larger than what is ever unpacked again.
 */
export function packedRecord(record: JsonObject): Uint8Array | undefined {
  const json = Buffer.from(stringifyRecord(record));
  return json.length > MAX_RECORD_BYTES ? undefined : new Uint8Array(gzipSync(json));
}

/** The record that an attribute holds, in either form, or `UnreadableRecordError`. */
export function readRecordAttribute(attribute: unknown): JsonObject {
  if (isJsonObject(attribute) && !(attribute instanceof Uint8Array)) return attribute;
  try {
    const text = gunzipSync(attribute as Uint8Array, { maxOutputLength: MAX_RECORD_BYTES });
    return parseRecord(text);
  } catch (cause) {
    throw new UnreadableRecordError(cause);
  }
}

/** The record in a row; undefined where it is in the log file alone, or is none. */
export function readableRecord(attribute: unknown): JsonObject | undefined {
  if (attribute === undefined) return undefined;
  try {
    return readRecordAttribute(attribute);
  } catch (error) {
    if (error instanceof UnreadableRecordError) return undefined;
    throw error;
  }
}
