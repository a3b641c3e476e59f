import { isUnsafe } from '../../core/text/safe-text';

/** What no shell reads as anything but itself. A leading `=` would be a command's path in zsh, `-` looks like a flag. */
const PLAIN = /^[\w@%+:,./][\w@%+=:,./-]*$/;

/** Printable ASCII but for what `$'…'` gives a meaning to. */
const NEEDS_ESCAPE = /[^ -~]|['\\]/gu;

/**
 * Text as one word of a POSIX shell, to be pasted: what somebody wrote into a log must not become a command. Text with
 * control or hiding characters is written as `$'…'` (POSIX.1-2024; bash, ksh and zsh have it), which shows what it holds.
 */
export function shellWord(text: string): string {
  if (PLAIN.test(text)) return text;
  return isUnsafe(text) ? `$'${text.replace(NEEDS_ESCAPE, escaped)}'` : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Three octal digits a byte: more than three are never read, whatever follows. */
function escaped(character: string): string {
  return [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
