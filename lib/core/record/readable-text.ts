import { textAt } from './json';
import { isRedacted } from './redaction-marker';

/** The text at a path, or undefined where there is none, it is empty, or the service wrote a redaction in its place. */
export function readableTextAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const text = textAt(value, ...keys);
  return text === undefined || isRedacted(text) ? undefined : text;
}
