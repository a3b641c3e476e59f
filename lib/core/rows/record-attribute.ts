import { gunzipSync, gzipSync } from 'node:zlib';
import { isJsonObject, type JsonObject } from '../record/json';
import { parseRecord, stringifyRecord } from '../record/parse-record';
import { mapObstacle } from './dynamodb-limits';

/**
 * The most bytes of a packed record after unpacking, to stop a row that somebody made to unpack without end. It is four
 * times the most that CloudTrail writes for an event (256 KB in a trail, 1 MB in a store; "CloudTrail record
 * contents").
 */
const MAX_RECORD_BYTES = 4 * 1024 * 1024;

/** The `record` of a row is neither a map nor a gzipped JSON object. */
export class UnreadableRecordError extends Error {
  constructor(cause: unknown) {
    super('the attribute record of this row contains no record: expected a map or gzipped JSON', { cause });
    this.name = 'UnreadableRecordError';
  }
}

/** A record as an attribute: a map if DynamoDB returns it equal, and otherwise what `packedRecord` gives. */
export function recordAttribute(record: JsonObject): JsonObject | Uint8Array | undefined {
  return mapObstacle(record) === undefined ? record : packedRecord(record);
}

/**
 * A record as gzipped JSON with every digit and level, for records that a map cannot contain or that are too large as a
 * map. Undefined if it is larger than readers ever unpack.
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

/** The record in a row. Undefined if only the log file has it, or if it is not a record. */
export function readableRecord(attribute: unknown): JsonObject | undefined {
  if (attribute === undefined) return undefined;
  try {
    return readRecordAttribute(attribute);
  } catch (error) {
    if (error instanceof UnreadableRecordError) return undefined;
    throw error;
  }
}
