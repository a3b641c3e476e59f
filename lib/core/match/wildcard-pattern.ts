/** A piece of a pattern: text that stands for itself, or a wildcard (`*` any text, `?` one character). */
export type PatternPart = { readonly literal: string } | { readonly wildcard: '*' | '?' };

/** Text of a rule after its wildcards and backslashes are interpreted. The empty pattern is the empty string. */
export type Pattern = readonly PatternPart[];

/**
 * Reads a rule's text (Sigma specification, "Escaping"): `\*`, `\?` and `\\` are the plain characters, a backslash
 * before anything else is itself, and every other character is literal.
 */
export function parsePattern(text: string): Pattern {
  const parts: PatternPart[] = [];
  let literal = '';
  for (const [piece] of text.matchAll(PIECES)) {
    if (piece !== '*' && piece !== '?') literal += unescaped(piece);
    else {
      parts.push(...literalPattern(literal), { wildcard: piece });
      literal = '';
    }
  }
  return [...parts, ...literalPattern(literal)];
}

/** An escaped character, a wildcard, plain text, or a backslash before something that needs none. */
const PIECES = /\\[\\*?]|[*?]|[^\\*?]+|\\/g;

function unescaped(piece: string): string {
  return piece.length === 2 && piece.startsWith('\\') ? piece.slice(1) : piece;
}

/** Text as a pattern that matches only this text, including its wildcard characters. */
export function literalPattern(text: string): Pattern {
  return text === '' ? [] : [{ literal: text }];
}

/** The text of a pattern without wildcards, or undefined if it has any. */
export function literalOf(pattern: Pattern): string | undefined {
  return pattern.every((part) => 'literal' in part) ? pattern.map((part) => part.literal).join('') : undefined;
}

/** A pattern with each of its literals replaced and its wildcards unchanged. */
export function mapLiterals(pattern: Pattern, change: (literal: string) => string): Pattern {
  return pattern.map((part) => ('literal' in part ? { literal: change(part.literal) } : part));
}

export const ANY_TEXT: PatternPart = { wildcard: '*' };
