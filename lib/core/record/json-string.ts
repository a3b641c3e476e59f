/**
 * The position after the quote that closes the string of JSON that begins at `start`; the end of the text where none does.
 * No pattern does this: on a string of some million escapes it would overflow the stack of the regular expressions.
 */
export function stringEnd(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  while (quote !== -1 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote === -1 ? text.length : quote + 1;
}

/**
 * What a string of JSON says. One that is cut off, or has an escape that JSON does not know, is read all the same: what
 * is escaped always loses its backslash, so that texts within texts come to an end.
 */
export function unquoted(quoted: string): string {
  const isClosed = quoted.length > 1 && quoted.endsWith('"') && !isEscaped(quoted, quoted.length - 1);
  const content = quoted.slice(quoted.startsWith('"') ? 1 : 0, isClosed ? -1 : undefined);
  return unescapedText(content);
}

/** What the inside of a string of JSON says, however it is escaped. */
export function unescapedText(content: string): string {
  return content.includes('\\') ? content.replace(ESCAPE, unescaped) : content;
}

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|(.))/gs;

/** Escapes that do not stand for the character behind the backslash. */
const CONTROLS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function unescaped(_: string, code: string | undefined, character = ''): string {
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
  return CONTROLS[character] ?? character;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}
