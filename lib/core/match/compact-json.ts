import type { JsonValue } from '../record/json';
import { isMap, scalarText } from './scalar-text';

/** What is still to be written: a value, or punctuation and keys that are ready. */
type Pending = { readonly value: JsonValue } | { readonly text: string };

/**
 * A value as JSON without white space, with members in the record's order. Uses its own stack, because `JSON.stringify`
 * overflows the call stack on values that are some thousand levels deep, which anybody can send.
 */
export function compactJson(value: JsonValue): string {
  const written: string[] = [];
  const pending: Pending[] = [{ value }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if ('text' in next) written.push(next.text);
    else written.push(opening(next.value, pending));
  }
  return written.join('');
}

/** Writes a scalar, or opens a list or map and leaves the rest of it pending, last part first. */
function opening(value: JsonValue, pending: Pending[]): string {
  if (Array.isArray(value)) return openList(value, pending);
  if (isMap(value)) return openMap(Object.entries(value), pending);
  return typeof value === 'string' ? JSON.stringify(value) : (scalarText(value) ?? 'null');
}

function openList(items: readonly JsonValue[], pending: Pending[]): string {
  pending.push({ text: ']' });
  for (let index = items.length - 1; index >= 0; index -= 1) {
    pending.push({ value: items[index] ?? null });
    if (index > 0) pending.push({ text: ',' });
  }
  return '[';
}

function openMap(members: readonly (readonly [string, JsonValue])[], pending: Pending[]): string {
  pending.push({ text: '}' });
  for (const [index, [key, value]] of [...members.entries()].reverse()) {
    pending.push({ value }, { text: `${index > 0 ? ',' : ''}${JSON.stringify(key)}:` });
  }
  return '{';
}
