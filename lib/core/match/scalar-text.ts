import { LosslessNumber } from 'lossless-json';
import type { JsonObject, JsonValue } from '../record/json';

/**
 * The text for comparing a scalar of a record: `false`, `3306`, the digits of a number too long for a double. Undefined
 * for null, maps and lists, which have none.
 */
export function scalarText(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value instanceof LosslessNumber ? value.toString() : undefined;
}

/**
 * Whether a value is a map. The class decides, not the members: a caller of the API may send `{"isLosslessNumber":
 * true, …}`, and must not be able to hide its content like that.
 */
export function isMap(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LosslessNumber);
}

/** Text in folded case, which comparisons use unless a test says `cased`. */
export function foldCase(text: string): string {
  return text.toLowerCase();
}
