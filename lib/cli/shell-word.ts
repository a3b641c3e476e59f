/** Text as one word of a POSIX shell, to be pasted: what somebody wrote into a log must not become a command. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
