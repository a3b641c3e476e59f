import { LosslessNumber } from 'lossless-json';
import type { JsonObject, JsonValue } from './json';
import { parseExactly } from './parse-exactly';
import { holdsUnsafeNumber } from './unsafe-number';

/** The JSON is not an object, although a record was expected. */
export class NotARecordError extends Error {
  constructor(value: JsonValue) {
    super(`not a record: found ${Array.isArray(value) ? 'a list' : `a ${typeof value}`}, expected a JSON object`);
    this.name = 'NotARecordError';
  }
}

/**
 * A record from its JSON text or UTF-8 bytes, as `JSON.parse` reads it (of equal keys the last counts, `__proto__` is a
 * key like any other, nesting has no limit), but for numbers that a double is not sure to hold, such as `1e400`, or an
 * integer of 2^53 and more: these are `LosslessNumber`. Throws `SyntaxError` or `NotARecordError`.
 */
export function parseRecord(json: string | Uint8Array): JsonObject {
  const text = typeof json === 'string' ? json : new TextDecoder().decode(json);
  const parsed: JsonValue = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new NotARecordError(parsed);
  return (holdsUnsafeNumber(text) ? parseExactly(text) : parsed) as JsonObject;
}

/** Compact JSON of a value, with the digits of every `LosslessNumber` as they were. Nesting has no limit. */
export function stringifyRecord(value: JsonValue): string {
  const parts: string[] = [];
  const open: OpenContainer[] = [];
  write(value, parts, open);
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    const member = last.members[last.written];
    if (member === undefined) parts.push(open.pop()?.end ?? '');
    else writeMember(member, last, parts, open);
  }
  return parts.join('');
}

/** An object or list of which some members are written. */
interface OpenContainer {
  readonly members: readonly (readonly [key: string | undefined, value: JsonValue])[];
  readonly end: string;
  written: number;
}

function writeMember(
  [key, value]: OpenContainer['members'][number],
  container: OpenContainer,
  parts: string[],
  open: OpenContainer[],
): void {
  if (container.written > 0) parts.push(',');
  container.written += 1;
  if (key !== undefined) parts.push(JSON.stringify(key), ':');
  write(value, parts, open);
}

function write(value: JsonValue, parts: string[], open: OpenContainer[]): void {
  if (value instanceof LosslessNumber) {
    parts.push(value.value);
  } else if (typeof value !== 'object' || value === null) {
    parts.push(JSON.stringify(value));
  } else if (Array.isArray(value)) {
    parts.push('[');
    open.push({ members: value.map((item: JsonValue) => [undefined, item]), end: ']', written: 0 });
  } else {
    parts.push('{');
    open.push({ members: Object.entries(value), end: '}', written: 0 });
  }
}
