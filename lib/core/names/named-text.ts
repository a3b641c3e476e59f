/** What stands between an ID and its name. IAM allows no blanks in names of users and sessions, so that none forges it. */
const NAMED = ' = ';

/** An ID and its name behind it, where it has one. */
export function namedText(id: string, name: string | undefined): string {
  return name === undefined ? id : `${id}${NAMED}${name}`;
}
