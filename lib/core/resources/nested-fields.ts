import { isJsonObject, type JsonValue } from '../record/json';
import { elements } from './value-path';

/** A value somewhere inside a request or response, under the key nearest to it: a list's elements have the list's key. */
export interface NestedField {
  readonly key: string;
  readonly value: JsonValue;
  /** It is a parameter of the action itself, an element of one, or all parameters together. */
  readonly isTop: boolean;
}

/**
 * Values looked at in one request or response. CloudTrail caps a record at 256 KB, and the shortest value with its comma
 * takes two bytes, so no record that CloudTrail delivers reaches this; a forged one costs no more.
 */
const MAX_VALUES = 131_072;

/** Every value inside `root` and `root` itself, the shallow ones first. Without recursion: hostile records nest deep. */
export function nestedFields(root: JsonValue | undefined): readonly NestedField[] {
  const found: NestedField[] = root === undefined ? [] : [{ key: '', value: root, isTop: true }];
  for (let next = 0; next < found.length && found.length < MAX_VALUES; next += 1) {
    const parent = found[next];
    if (parent) appendChildren(found, parent, next === 0);
  }
  return found;
}

function appendChildren(found: NestedField[], parent: NestedField, isRoot: boolean): void {
  for (const child of childrenOf(parent, isRoot).slice(0, MAX_VALUES - found.length)) found.push(child);
}

function childrenOf({ key, value, isTop }: NestedField, isRoot: boolean): readonly NestedField[] {
  if (Array.isArray(value)) return elements(value).map((child) => ({ key, value: child, isTop }));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).map(([childKey, child]) => ({ key: childKey, value: child, isTop: isRoot }));
}
