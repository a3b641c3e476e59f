import { credentialsProblem } from '../../../lib/cli/store/credentials-problem';

const named = (name: string, message: string) => Object.assign(new Error(message), { name });

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
    'have expired',
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
  for (const word of words) expect(credentialsProblem(named(name, message), 'a b')).toContain(word);
});

it('leaves other errors alone', () => {
  expect(credentialsProblem(named('ValidationError', 'Stack x does not exist'), 'p')).toBeUndefined();
  expect(credentialsProblem('text', 'p')).toBeUndefined();
});
