import { textAt } from './json';
import { isRedacted } from './redaction-marker';

/** The text at a path. Undefined if there is none, if it is empty, or if the service wrote a redaction in its place. */
export function readableTextAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const text = textAt(value, ...keys);
  return text === undefined || isRedacted(text) ? undefined : text;
}
