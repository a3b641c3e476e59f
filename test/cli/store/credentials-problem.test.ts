import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentialsProblem } from '../../../lib/cli/store/credentials-problem';

const named = (name: string, message: string) => Object.assign(new Error(message), { name });

let env: NodeJS.ProcessEnv;
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ssm-audit-'));
  env = { AWS_CONFIG_FILE: join(folder, 'config'), AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials') };
  await writeFile(join(folder, 'config'), '[default]\n[profile a b]\nsso_session = x\n[sso-session x]\n');
  await writeFile(join(folder, 'credentials'), '[keys]\naws_access_key_id = AKIAEXAMPLE\n');
});

it.each([
  [
    'CredentialsProviderError',
    'Could not resolve credentials',
    "the profile 'a b' has no credentials",
    "--profile 'a b'",
  ],
  [
    'CredentialsProviderError',
    'The SSO session has expired or is invalid',
    'has expired, or nobody has logged in yet',
    "aws sso login --profile 'a b'",
  ],
  ['ExpiredTokenException', 'The security token is expired', "of the profile 'a b' have expired", 'log in again'],
  [
    'InvalidClientTokenId',
    'The token is invalid',
    "does not know the credentials of the profile 'a b'",
    'InvalidClientTokenId',
  ],
  ['Error', 'Region is missing', "no region is set for the profile 'a b'", '--stack-region'],
])('names the profile for %s: %s', (name, message, ...words) => {
  for (const word of words) expect(credentialsProblem(named(name, message), 'a b', env)).toContain(word);
});

const NONE = named('CredentialsProviderError', 'Could not load credentials from any providers');

it('says that there is no such profile, and which there are', () => {
  expect(credentialsProblem(NONE, 'typo', env)).toBe(
    `there is no profile 'typo' in ${env['AWS_CONFIG_FILE']} and ${env['AWS_SHARED_CREDENTIALS_FILE']}: expected one of default, a b, keys; aws configure sso --profile typo makes it, and aws sso login --profile typo logs in`,
  );
});

it('takes the profile of the environment, and tells keys there from it', () => {
  expect(credentialsProblem(NONE, undefined, { ...env, AWS_PROFILE: 'keys' })).toContain("the profile 'keys'");
  expect(credentialsProblem(NONE, undefined, env)).toMatch(/^the default profile has no credentials.*aws sso login$/);
  const expired = named('ExpiredTokenException', 'expired');
  expect(credentialsProblem(expired, undefined, { ...env, AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE' })).toContain(
    'the credentials of the environment (AWS_ACCESS_KEY_ID) have expired',
  );
});

it('finds the problem behind an error, and says how to bring an MFA code', () => {
  const behind = new Error('a page could not be read', { cause: named('ExpiredToken', 'expired') });
  expect(credentialsProblem(behind, 'keys', env)).toContain('have expired');
  const asks = named('CredentialsProviderError', 'Profile keys requires multi-factor authentication, but');
  expect(credentialsProblem(asks, 'keys', env)).toContain('export-credentials --profile keys');
});

it('leaves other errors alone', () => {
  expect(credentialsProblem(named('ValidationError', 'Stack x does not exist'), 'p')).toBeUndefined();
  expect(credentialsProblem('text', 'p')).toBeUndefined();
});
