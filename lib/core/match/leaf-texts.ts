import type { JsonValue } from '../record/json';
import { isMap, scalarText } from './scalar-text';

/**
 * Whether the text of any scalar at or below a value satisfies a test. Keys are no leaves, null has no text. Works with
 * a stack of its own, because records can nest deeper than the call stack.
 */
export function someLeafText(value: JsonValue, holds: (text: string) => boolean): boolean {
  const pending: JsonValue[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const text = scalarText(next);
    if (text !== undefined && holds(text)) return true;
    for (const child of childrenOf(next)) pending.push(child);
  }
  return false;
}

function childrenOf(value: JsonValue): readonly JsonValue[] {
  if (Array.isArray(value)) return value;
  return isMap(value) ? Object.values(value) : [];
}
