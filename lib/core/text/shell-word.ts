import { isUnsafe } from './safe-text';

/**
 * Text that every shell reads literally. A leading `=` would be the path of a command in zsh, and `-` looks like a
 * flag.
 */
const PLAIN = /^[\w@%+:,./][\w@%+=:,./#-]*$/;

/** Printable ASCII, except what has a meaning in `$'…'`. */
const NEEDS_ESCAPE = /[^ -~]|['\\]/gu;

/**
 * Text as one word of a POSIX shell that is safe to paste, so that text in a log cannot become a command. Writes text
 * with control or hiding characters as `$'\u…'` (bash from 4.2, ksh and zsh), which shows what it contains.
 */
export function shellWord(text: string): string {
  if (PLAIN.test(text)) return text;
  return isUnsafe(text) ? `$'${text.replace(NEEDS_ESCAPE, escaped)}'` : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Four digits after `\u`, eight after `\U`. Shells read no more, whatever follows. */
function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > LAST_OF_FOUR_DIGITS ? `\\U${hexadecimal(code, 8)}` : `\\u${hexadecimal(code, 4)}`;
}

const LAST_OF_FOUR_DIGITS = 0xffff;

function hexadecimal(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
