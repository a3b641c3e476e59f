import { isUnsafe } from './safe-text';

/** What no shell reads as anything but itself. A leading `=` would be a command's path in zsh, `-` looks like a flag. */
const PLAIN = /^[\w@%+:,./][\w@%+=:,./#-]*$/;

/** Printable ASCII but for what `$'…'` gives a meaning to. */
const NEEDS_ESCAPE = /[^ -~]|['\\]/gu;

/**
 * Text as one word of a POSIX shell, to be pasted: what somebody wrote into a log must not become a command. Text with
 * control or hiding characters is written as `$'\u…'` (bash from 4.2, ksh and zsh), which shows what it holds.
 */
export function shellWord(text: string): string {
  if (PLAIN.test(text)) return text;
  return isUnsafe(text) ? `$'${text.replace(NEEDS_ESCAPE, escaped)}'` : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Four digits after `\u`, eight after `\U`: more are never read, whatever follows. */
function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > LAST_OF_FOUR_DIGITS ? `\\U${hexadecimal(code, 8)}` : `\\u${hexadecimal(code, 4)}`;
}

const LAST_OF_FOUR_DIGITS = 0xffff;

function hexadecimal(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
