import type { JsonObject, JsonValue } from '../record/json';
import { isMap } from './scalar-text';

/** What a field path finds in a record: undefined stands for "absent here", once for each list element without it. */
export type FoundValue = JsonValue | undefined;

/** Finds the values of one field in a record; never empty. */
export type FieldPath = (record: JsonObject) => readonly FoundValue[];

/**
 * A field path, ready to be followed. Dots descend; the longest literal key is tried first, because keys with dots
 * occur. A list on the way stands for its elements; a list at the end is found itself, followed by its elements.
 * Anything below a scalar, a null or an empty list is absent.
 */
export function compileFieldPath(path: string): FieldPath {
  const steps = path.split('.');
  if (steps.length === 1) return (record) => foundAt(ownMember(record, path));
  const keys = steps.map((_, from) => keysFrom(steps, from));
  return (record) => descend(record, keys, 0);
}

/** The keys that could come next, longest first, each with the step that follows it. */
interface NextKey {
  readonly key: string;
  readonly next: number;
}

function keysFrom(steps: readonly string[], from: number): readonly NextKey[] {
  return steps
    .slice(from)
    .map((_, index) => ({ key: steps.slice(from, from + index + 1).join('.'), next: from + index + 1 }))
    .reverse();
}

function descend(value: FoundValue, keys: readonly (readonly NextKey[])[], from: number): readonly FoundValue[] {
  const candidates = keys[from];
  if (candidates === undefined) return foundAt(value);
  if (Array.isArray(value)) return absentIfEmpty(elementsOf(value).flatMap((each) => descend(each, keys, from)));
  if (!isMap(value)) return ABSENT;
  for (const { key, next } of candidates) {
    const found = descend(ownMember(value, key), keys, next);
    if (found.some((each) => each !== undefined)) return found;
  }
  return ABSENT;
}

const ABSENT: readonly FoundValue[] = [undefined];

function foundAt(value: FoundValue): readonly FoundValue[] {
  return Array.isArray(value) ? [value, ...elementsOf(value)] : [value];
}

function absentIfEmpty(found: readonly FoundValue[]): readonly FoundValue[] {
  return found.length === 0 ? ABSENT : found;
}

/** The elements of a list, lists within it opened up. Iterates, because lists can nest deeper than the call stack. */
function elementsOf(list: readonly JsonValue[]): readonly JsonValue[] {
  if (!list.some(Array.isArray)) return list;
  const elements: JsonValue[] = [];
  const pending: JsonValue[] = [list];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (Array.isArray(next)) for (const child of next) pending.push(child);
    else elements.push(next);
  }
  return elements;
}

function ownMember(value: JsonObject, key: string): FoundValue {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}
