/** What stands in an alert in the place of what looks like a credential. */
export const LEFT_OUT = '[credential left out]';

/** A value: a quoted text, also one inside of JSON, or a word. */
const VALUE = String.raw`(?:\\?"(?:[^"\\]|\\[^"])*(?:\\?"|$)|'[^']*(?:'|$)|[^\s"'\\,;&|<>)}\]]+)`;
/** What stands between a flag and its value, in a command line or a list. */
const AFTER_FLAG = String.raw`["'\\]{0,2}[\s=,][\s=,]{0,4}`;
/** Names of secrets, as a part of a name. */
const SECRET_NAME =
  '(?:password|passwd|passphrase|pass|pwd|secret|token|credentials?|api[-_]?key|access[-_]?key|private[-_]?key|auth[-_]?key)';

/** What looks like a credential; the first group, where there is one, stays. Texts are short, so that no pattern is slow. */
const CREDENTIALS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}-----|$)/g,
  // URLs with a user's password, and signed ones.
  /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/@:"']{0,128}:)[^\s/@"']{1,256}(?=@)/gi,
  /([?&](?:x-amz-(?:signature|credential|security-token)|signature|sig|(?:access_?)?token|key|code|awsaccesskeyid)=)[^&\s"'\\]+/gi,
  /(\b(?:bearer|basic)\s+)[\w.~+/=-]{6,}/gi,
  // `--db-password x`, `-p'x'`, `-u name:x`.
  new RegExp(`(--?[\\w-]{0,40}${SECRET_NAME}${AFTER_FLAG})${VALUE}`, 'gi'),
  new RegExp(`((?:^|[\\s"'])-p(?:\\s+|=)?)(?!\\d{1,5}(?!\\w))${VALUE}`, 'g'),
  /((?:^|[\s"'])(?:-u|--user)[\s=]+[^\s:"']{1,64}:)[^\s"'\\]+/g,
  // `DB_PASSWORD=x`, `"secretKey": "x"`, `KEY=x`.
  new RegExp(`(\\b[\\w-]{0,40}(?:${SECRET_NAME}|key)[\\w-]{0,20}\\\\?["']?\\s{0,3}=\\s{0,3})${VALUE}`, 'gi'),
  new RegExp(`(\\b[\\w-]{0,40}${SECRET_NAME}[\\w-]{0,20}\\\\?["']?\\s{0,3}:(?:\\s{1,3}|(?=\\\\?["'])))${VALUE}`, 'gi'),
  // Keys and tokens by their own forms.
  /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}\b/g,
  /\beyJ[\w-]{6,}\.[\w-]+(?:\.[\w-]*)?/g,
  /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|sk-|sk_live_|AIza)[\w-]{12,}/g,
  /(?<![\w/+=-])(?=[\w/+]*[A-Z])(?=[\w/+]*[a-z])(?=[\w/+]*\d)[A-Za-z0-9/+]{40}(?![\w/+=-])/g,
];

/** Characters that are looked at; nothing of a text behind them goes into an alert. */
const MAX_CHARACTERS = 2048;

/** The beginning of a text of a request as an alert may quote it, without what looks like a credential. */
export function withoutCredentials(text: string): string {
  const start = text.slice(0, MAX_CHARACTERS);
  return CREDENTIALS.reduce(
    (rest, pattern) =>
      rest.replace(pattern, (_, kept: unknown) => `${typeof kept === 'string' ? kept : ''}${LEFT_OUT}`),
    start,
  );
}
