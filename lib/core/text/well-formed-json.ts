/** An escape in JSON text; its group is half of a character that takes two. `JSON.stringify` escapes only halves that stand alone. */
const ESCAPE = /\\(?:u(?<half>d[89a-f][0-9a-f]{2})|.)/g;

/** What Unicode puts in place of what is no character, and UTF-8 has for such a half anyway. */
const REPLACEMENT = '\ufffd';

/**
 * JSON text as `JSON.stringify` makes it, without halves of characters (`\ud800`). Whoever makes a call may write such a half
 * into a record, and strict readers, DuckDB's among them, then refuse the whole file or question.
 */
export function wellFormedJson(json: string): string {
  if (!json.includes('\\ud')) return json;
  return json.replace(ESCAPE, (whole, half: string | undefined) => (half === undefined ? whole : REPLACEMENT));
}
