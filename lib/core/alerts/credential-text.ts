/** What an alert contains in place of what looks like a credential. */
export const LEFT_OUT = '[credential left out]';

/**
 * A value: quoted text, or a word. In JSON within JSON, a quote has backslashes before it, so the text ends at a quote
 * with as many backslashes as the first.
 */
const VALUE = String.raw`(?:(?<slashes>\\{0,9})"(?:(?!(?<!\\)\k<slashes>")[\s\S])*(?:\k<slashes>"|$)|'[^']*(?:'|$)|[^\s"'\\,;&|<>)}\]]+)`;
/** What is between a flag and its value, in a command line or a list. */
const AFTER_FLAG = String.raw`["'\\]{0,2}[\s=,][\s=,]{0,4}`;
/** Names of secrets, which may be a part of a name. The last four are of secrets that Systems Manager issues. */
const SECRET_NAME = `(?:${[
  'password',
  'passwd',
  'passphrase',
  'pass',
  'pwd',
  'secret',
  'token',
  'credentials?',
  'api[-_]?key',
  'access[-_]?key',
  'private[-_]?key',
  'auth[-_]?key',
  'activation[-_]?code',
  'accept[-_]?code',
  'connection[-_]?key',
  'stream[-_]?url',
].join('|')})`;
/** An equals sign, also as a URL has it. */
const EQUALS = '(?:=|%3d)';

/**
 * What looks like a credential. The first group of a pattern, if it has one, stays. Texts are short, so no pattern is
 * slow.
 */
const CREDENTIALS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}-----|$)/g,
  // An AWS service quotes a value that it refuses: `Value 'x' at 'nextToken' failed to satisfy constraint`.
  new RegExp(`(\\bvalue ')[\\s\\S]*?(?=' at '[^']{0,80}(?:${SECRET_NAME}|value)[^']{0,20}')`, 'gi'),
  // URLs with the password of a user, signed URLs, and webhooks, whose path alone is the secret.
  /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/@:"']{0,128}:)[^\s/@"']{1,256}(?=@)/gi,
  /([?&](?:x-amz-(?:signature|credential|security-token)|signature|sig|(?:access_?)?token|key|code|awsaccesskeyid)=)[^&\s"'\\]+/gi,
  /(\bhooks\.slack\.com\/services\/)[\w/]+/gi,
  /(\b(?:bearer|basic)\s+)[\w.~+/=-]{6,}/gi,
  /(\bcookie:\s{0,3})[^"'\\\r\n]+/gi,
  // `--db-password x`, `-p'x'`, `-u name:x`; not `db-password because`.
  new RegExp(`((?<![\\w/.-])--?[\\w-]{0,40}${SECRET_NAME}${AFTER_FLAG})${VALUE}`, 'gi'),
  new RegExp(`((?:^|[\\s"'])-p(?:\\s+|=)?)(?!\\d{1,5}(?!\\w))${VALUE}`, 'g'),
  /((?:^|[\s"'])(?:-u|--user)[\s=]+[^\s:"']{1,64}:)[^\s"'\\]+/g,
  // `ConvertTo-SecureString x`, `net user name x`, `echo x | chpasswd`.
  new RegExp(`(\\bConvertTo-SecureString\\s+(?:-String\\s+)?)${VALUE}`, 'gi'),
  new RegExp(`(\\bnet1?(?:\\.exe)?\\s+user\\s+[\\w.$-]{1,64}\\s+)(?!/)${VALUE}`, 'gi'),
  new RegExp(`(\\becho\\s+)(?:-n\\s+)?${VALUE}(?=\\s{0,9}\\|[^|]{0,40}(?:passwd|--password-stdin))`, 'gi'),
  // `DB_PASSWORD=x`, `"secretKey": "x"`, `KEY=x`.
  new RegExp(
    `(\\b[\\w-]{0,40}(?:${SECRET_NAME}|key)[\\w-]{0,20}\\\\{0,9}["']?\\s{0,3}${EQUALS}\\s{0,3})${VALUE}`,
    'gi',
  ),
  new RegExp(
    `(\\b[\\w-]{0,40}${SECRET_NAME}[\\w-]{0,20}\\\\{0,9}["']?\\s{0,3}:(?:\\s{1,3}|(?=\\\\{0,9}["'])))${VALUE}`,
    'gi',
  ),
  // Keys and tokens by their own forms.
  /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}\b/g,
  /\beyJ[\w-]{6,}\.[\w-]+(?:\.[\w-]*)?/g,
  /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|sk-|sk_live_|AIza)[\w-]{12,}/g,
  /(?<![\w/+=-])(?=[\w/+]*[A-Z])(?=[\w/+]*[a-z])(?=[\w/+]*\d)[A-Za-z0-9/+]{40}(?![\w/+=-])/g,
];

/** How many characters to look at. Text behind them never goes into an alert. */
const MAX_CHARACTERS = 2048;

/** A letter, digit, hyphen or underscore that JSON writes as an escape, which can hide a name. */
const ESCAPED_NAME_CHARACTER = /\\{1,9}u00([2-7][0-9a-f])/gi;

function readable(code: string): string {
  return String.fromCharCode(Number.parseInt(code, 16));
}

/** The beginning of request text that an alert may quote, without what looks like a credential. */
export function withoutCredentials(text: string): string {
  const start = text.slice(0, MAX_CHARACTERS).replace(ESCAPED_NAME_CHARACTER, (_, code: string) => readable(code));
  return CREDENTIALS.reduce(
    (rest, pattern) =>
      rest.replace(pattern, (_, kept: unknown) => `${typeof kept === 'string' ? kept : ''}${LEFT_OUT}`),
    start,
  );
}
