/** What stands between an ID and its name. IAM allows no blanks in names of users and sessions, so that none forges it. */
const NAMED = ' = ';

/** An ID and its name behind it, where it has one. */
export function namedText(id: string, name: string | undefined): string {
  return name === undefined ? id : `${id}${NAMED}${name}`;
}

/** The line that says what names behind IDs are. */
export function namesNote(file: string): string {
  return `= name as looked up in ${file}`;
}
