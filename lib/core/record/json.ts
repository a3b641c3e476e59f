import { LosslessNumber } from 'lossless-json';

/** A JSON value as parsed from a log; a number that a double cannot hold exactly is a `LosslessNumber`. */
export type JsonValue = string | number | boolean | null | LosslessNumber | JsonObject | readonly JsonValue[];

/** A JSON object as parsed from a log. Its keys are whatever the caller of the API chose to send. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Whether a parsed value is a JSON object: no list, no null, no number in a box. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isBoxedNumber(value);
}

/**
 * Whether a value is a number kept as its digits because a double cannot hold it (`lossless-json`). Never by a member's
 * name: a record can have any.
 */
export function isBoxedNumber(value: unknown): value is LosslessNumber {
  return value instanceof LosslessNumber;
}

/** The own member `key` of an object, or undefined: never one inherited from `Object.prototype`. */
export function member(value: unknown, key: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The value at a path of literal keys, or undefined where any step is missing. */
export function valueAt(value: unknown, ...keys: readonly string[]): JsonValue | undefined {
  let at = value;
  for (const key of keys) at = member(at, key);
  return at as JsonValue | undefined;
}

/** The text at a path, or undefined where there is none or it is empty: CloudTrail writes `''` for "none" in places. */
export function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = valueAt(value, ...keys);
  return typeof found === 'string' && found !== '' ? found : undefined;
}
