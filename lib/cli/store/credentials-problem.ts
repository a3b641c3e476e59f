import { shellWord } from '../../core/text/shell-word';

/** Errors of the SDK and of AWS that mean that there are no credentials, by how their names begin. */
const NO_CREDENTIALS = /^(?:CredentialsProviderError|TokenProviderError|ProviderError)/;

/** Credentials that AWS no longer takes, or never did. */
const EXPIRED = /^(?:ExpiredToken|RequestExpired)|expired/i;
const UNKNOWN = /^(?:UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|AuthFailure)/;

/** What is wrong with the credentials of a profile, and what to do; undefined if an error is about something else. */
export function credentialsProblem(error: unknown, profile: string | undefined): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name, message } = error;
  const [whose, login] = wordsFor(profile);
  if (/^Region is missing/.test(message)) return `no region is set for ${whose}: expected --stack-region REGION`;
  if (EXPIRED.test(name) || (NO_CREDENTIALS.test(name) && EXPIRED.test(message)))
    return `the credentials of ${whose} have expired (${message}); log in again: ${login}`;
  if (UNKNOWN.test(name)) return `AWS does not know the credentials of ${whose} (${name}: ${message})`;
  if (!NO_CREDENTIALS.test(name)) return undefined;
  return `${whose} has no credentials (${message}); log in: ${login}; aws configure list-profiles lists the profiles that there are`;
}

function wordsFor(profile: string | undefined): readonly [whose: string, login: string] {
  const asked = profile ?? process.env['AWS_PROFILE'];
  if (asked === undefined) return ['the default profile', 'aws sso login'];
  return [`the profile '${asked}'`, `aws sso login --profile ${shellWord(asked)}`];
}
