import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { isJsonObject, type JsonObject } from '../record/json';
import { parseRecord, stringifyRecord } from '../record/parse-record';
import { mapObstacle } from './dynamodb-limits';
import { RECORD_DICTIONARY } from './record-dictionary';

/**
 * The most bytes of a packed record after unpacking, to stop a row that somebody made to unpack without end. It is four
 * times the most that CloudTrail writes for an event (256 KB in a trail, 1 MB in a store; "CloudTrail record
 * contents").
 */
const MAX_RECORD_BYTES = 4 * 1024 * 1024;

const DICTIONARY = Buffer.from(RECORD_DICTIONARY);

/** The first byte of zlib's format with the usual window (RFC 1950). Gzip's is another (RFC 1952). */
const ZLIB = 0x78;

/** The `record` of a row is neither a map nor a packed JSON object. */
export class UnreadableRecordError extends Error {
  constructor(cause: unknown) {
    super('the attribute record of this row contains no record: expected a map, or gzipped or deflated JSON', {
      cause,
    });
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

/**
 * A record as JSON that is deflated with the dictionary of what records have in common: two fifths of the gzipped size.
 * Whoever reads it needs the dictionary, so it is for the agent's rows and those of `fitted-columns` alone. Undefined as for
 * `packedRecord`.
 */
export function deflatedRecord(record: JsonObject): Uint8Array | undefined {
  const json = Buffer.from(stringifyRecord(record));
  return json.length > MAX_RECORD_BYTES ? undefined : new Uint8Array(deflateSync(json, { dictionary: DICTIONARY }));
}

/** The record that an attribute holds, in any form, or `UnreadableRecordError`. */
export function readRecordAttribute(attribute: unknown): JsonObject {
  if (isJsonObject(attribute) && !(attribute instanceof Uint8Array)) return attribute;
  try {
    return parseRecord(unpacked(attribute as Uint8Array));
  } catch (cause) {
    throw new UnreadableRecordError(cause);
  }
}

function unpacked(packed: Uint8Array): Buffer {
  const limit = { maxOutputLength: MAX_RECORD_BYTES };
  return packed[0] === ZLIB ? inflateSync(packed, { ...limit, dictionary: DICTIONARY }) : gunzipSync(packed, limit);
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
