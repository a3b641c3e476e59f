import type { JsonValue } from './json';
import { stringEnd, unescapedText, unquoted } from './json-string';
import { maskMarker } from './redaction-marker';
import type { IsSecretName } from './secret-names';
import { hiddenTextsIn } from './secret-texts';

/** A text with its secrets replaced, and what they were. The text itself if it has none. */
export interface MaskedText {
  readonly text: string;
  readonly texts: readonly string[];
}

/** A piece of a text, what stands in its place, and the secrets in it; where there are none, it stays as it is. */
interface Piece extends MaskedText {
  readonly start: number;
  readonly end: number;
}

/**
 * Masks the secret members of the JSON in a text: objects, lists of them, and texts of JSON in texts of JSON, however
 * keys are escaped. What stands around a member does not matter, so JSON that was cut off or has a word before it is
 * masked as well. A quote that ends a string may also begin one, because a stray quote before it would make all others
 * change places. Takes time linear in the length of the text for each level of JSON in JSON, of which there are few:
 * each level doubles the backslashes of the one within.
 */
export function maskJsonText(text: string, isSecret: IsSecretName): MaskedText {
  const first = text.indexOf('"');
  if (text[first - 1] === '\\') return maskEscaped(text, isSecret);
  const replaced: Piece[] = [];
  let at = first;
  while (at !== -1) {
    const piece = pieceAt(text, at, isSecret);
    if (piece.texts.length > 0) replaced.push(piece);
    at = text.indexOf('"', piece.texts.length > 0 ? piece.end : Math.max(at + 1, piece.end - 1));
  }
  return replaced.length === 0 ? { text, texts: [] } : assembled(text, replaced);
}

/** Masks JSON that was escaped for a string and stands there without the string's quotes. */
function maskEscaped(text: string, isSecret: IsSecretName): MaskedText {
  const masked = maskJsonText(unescapedText(text), isSecret);
  return masked.texts.length === 0 ? { text, texts: [] } : { ...masked, text: escaped(masked.text) };
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** What begins with a quote: a secret member, or a string that is no secret by itself but may hold JSON. */
function pieceAt(text: string, start: number, isSecret: IsSecretName): Piece {
  const end = stringEnd(text, start);
  const inner = unquoted(text.slice(start, end));
  const value = memberValueStart(text, end);
  if (value !== undefined && isSecret(inner)) return secretValue(text, value);
  if (!inner.includes('"')) return { start, end, text: '', texts: [] };
  const masked = maskJsonText(inner, isSecret);
  return { start, end, text: masked.texts.length === 0 ? '' : JSON.stringify(masked.text), texts: masked.texts };
}

function secretValue(text: string, start: number): Piece {
  const end = valueEnd(text, start);
  const texts = hiddenTextsIn(parsed(text.slice(start, end)));
  const length = texts.reduce((total, each) => total + each.length, 0);
  return { start, end, text: JSON.stringify(maskMarker(length)), texts };
}

function assembled(text: string, replaced: readonly Piece[]): MaskedText {
  const pieces: string[] = [];
  let kept = 0;
  for (const { start, end, text: replacement } of replaced) {
    pieces.push(text.slice(kept, start), replacement);
    kept = end;
  }
  return { text: [...pieces, text.slice(kept)].join(''), texts: replaced.flatMap(({ texts }) => texts) };
}

const COLON = /\s*:\s*/y;

/** Where the value begins whose key ends here; undefined where no colon follows. */
function memberValueStart(text: string, keyEnd: number): number | undefined {
  COLON.lastIndex = keyEnd;
  return COLON.test(text) ? COLON.lastIndex : undefined;
}

/** A piece of JSON as a value; what is none counts as a string, with or without its quotes. */
function parsed(json: string): JsonValue {
  try {
    return JSON.parse(json);
  } catch {
    return unquoted(json);
  }
}

function valueEnd(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return stringEnd(text, start);
  return first === '{' || first === '[' ? containerEnd(text, start) : scalarEnd(text, start);
}

const AFTER_SCALAR = /[,}\]\s]/g;

function scalarEnd(text: string, start: number): number {
  AFTER_SCALAR.lastIndex = start;
  return AFTER_SCALAR.exec(text)?.index ?? text.length;
}

const BRACKET_OR_QUOTE = /["{}[\]]/g;

/** Behind the bracket that closes the one at `start`; the end of the text where none does. */
function containerEnd(text: string, start: number): number {
  let open = 0;
  let at = start;
  while (at < text.length) {
    BRACKET_OR_QUOTE.lastIndex = at;
    const found = BRACKET_OR_QUOTE.exec(text);
    if (found === null) return text.length;
    at = found[0] === '"' ? stringEnd(text, found.index) : found.index + 1;
    if (found[0] === '{' || found[0] === '[') open += 1;
    if (found[0] === '}' || found[0] === ']') open -= 1;
    if (open === 0) return at;
  }
  return text.length;
}
