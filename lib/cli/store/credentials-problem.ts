import { shellWord } from '../../core/text/shell-word';
import { type AwsProfile, awsProfile } from './aws-profile';

/** Errors of the SDK and of AWS that mean that there are no credentials, by how their names begin. */
const NO_CREDENTIALS = /^(?:CredentialsProviderError|TokenProviderError|ProviderError)/;

/** Credentials that AWS no longer takes, or never did. */
const EXPIRED = /^(?:ExpiredToken|RequestExpired)|expired/i;
const UNKNOWN =
  /^(?:UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|AuthFailure|InvalidAccessKeyId)/;

/** The SDK says that a session of IAM Identity Center is not there, is over, or that a token of it is. */
const SSO_SESSION = /\bSSO session\b/;

/** The SDK has nobody to ask for a code. */
const ASKS_FOR_CODE = /requires multi-factor authentication/;

/** How many causes of an error to look at. */
const MOST_CAUSES = 5;

/** Profiles that a message names; more would be no help. */
const MOST_NAMED = 10;

/** What is wrong with the credentials of a profile, and what to do; undefined if an error is about something else. */
export function credentialsProblem(
  error: unknown,
  asked: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  for (const each of causesOf(error)) {
    const problem = problemOf(each, () => awsProfile(asked, env));
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function* causesOf(error: unknown): Generator<Error> {
  let at = error;
  for (let count = 0; count < MOST_CAUSES && at instanceof Error; count += 1) {
    yield at;
    at = at.cause;
  }
}

function problemOf({ name, message }: Error, profileOf: () => AwsProfile): string | undefined {
  const isWithoutRegion = /^Region is missing/.test(message);
  const isWithoutCredentials = NO_CREDENTIALS.test(name);
  const isExpired = EXPIRED.test(name) || (isWithoutCredentials && EXPIRED.test(message));
  if (!isWithoutRegion && !isWithoutCredentials && !isExpired && !UNKNOWN.test(name)) return undefined;
  const profile = profileOf();
  if (profile.isNamed && !profile.isKnown) return noSuchProfile(profile);
  const [whose, login] = [nameOf(profile), loginOf(profile)];
  if (isWithoutRegion) return noRegion(profile);
  if (ASKS_FOR_CODE.test(message)) return asksForCode(profile);
  if (SSO_SESSION.test(message))
    return `the session of ${whose} has expired, or nobody has logged in yet; log in: ${login}`;
  if (isExpired) return `the credentials of ${whose} have expired (${message}); log in again: ${login}`;
  if (!isWithoutCredentials)
    return `AWS does not know the credentials of ${whose} (${name}: ${message}); log in again: ${login}`;
  return `${whose} has no credentials (${message}); log in: ${login}`;
}

function noSuchProfile({ name, known, files }: AwsProfile): string {
  const others = known.length === 0 ? 'these have none' : `expected one of ${listed(known)}`;
  return `there is no profile '${name}' in ${files.join(' and ')}: ${others}; aws configure sso --profile ${shellWord(name)} makes it, and aws sso login --profile ${shellWord(name)} logs in`;
}

function noRegion(profile: AwsProfile): string {
  const set = `aws configure set region REGION${flagOf(profile)}`;
  return `no region is set for ${nameOf(profile)}: expected --stack-region REGION, or AWS_REGION; ${set} sets one for good`;
}

function asksForCode(profile: AwsProfile): string {
  const name = shellWord(profile.name);
  return `${nameOf(profile)} asks for an MFA code, which only the AWS CLI can ask you for: run eval "$(aws configure export-credentials --profile ${name} --format env)", then the same command without --profile`;
}

function nameOf({ name, isNamed, isOverruled }: AwsProfile): string {
  if (isOverruled) return 'the environment (AWS_ACCESS_KEY_ID)';
  return isNamed ? `the profile '${name}'` : 'the default profile';
}

function loginOf(profile: AwsProfile): string {
  if (profile.isOverruled)
    return 'set new keys, or unset them, run aws sso login --profile NAME and give --profile NAME';
  return `aws sso login${flagOf(profile)}`;
}

function flagOf({ name, isNamed }: AwsProfile): string {
  return isNamed ? ` --profile ${shellWord(name)}` : '';
}

function listed(names: readonly string[]): string {
  const rest = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  return `${names.slice(0, MOST_NAMED).join(', ')}${rest}`;
}
