import { LosslessNumber } from 'lossless-json';
import type { JsonObject, JsonValue } from '../record/json';

/**
 * The text that a scalar of a record is compared by: `false`, `3306`, the digits of a number too long for a double.
 * Undefined for null, maps and lists, which have none.
 */
export function scalarText(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value instanceof LosslessNumber ? value.toString() : undefined;
}

/**
 * Whether a value is a map. Told by class, not by members: a caller of the API may send `{"isLosslessNumber": true, …}`
 * and must not hide what is in it that way.
 */
export function isMap(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LosslessNumber);
}

/** Text without its case: what comparisons use unless a test says `cased`. */
export function foldCase(text: string): string {
  return text.toLowerCase();
}
