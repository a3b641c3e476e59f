import type { JsonValue } from '../../../lib/core/record/json';
import { principalOf } from '../../../lib/core/record/principal';
import { assumedRole, iamUser, identityCenterUser, ROLE_ARN } from './identities';

const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';
const of = (userIdentity: JsonValue) => principalOf({ eventSource: 'ssm.amazonaws.com', userIdentity });

describe('the ARN of a principal', () => {
  it('is the one that CloudTrail gives', () => {
    expect(of(iamUser())).toEqual({
      userIdentityArn: 'arn:aws:iam::111122223333:user/alice',
      principalSource: 'arn',
      actor: 'alice',
      actorSource: 'userName',
      accessKeyId: 'AKIAEXAMPLE',
    });
  });

  it('is that of a person even where a service called for them', () => {
    expect(of(iamUser({ invokedBy: 'cloudformation.amazonaws.com' })).principalSource).toBe('arn');
  });

  it.each(['', HIDDEN, null, 7, {}, ['arn:aws:iam::1:root']])(
    'gives way to the ARN of the role where it is no text to be read: %j',
    (arn) => {
      const principal = of(assumedRole('s', { arn }));
      expect(principal).toMatchObject({
        userIdentityArn: ROLE_ARN,
        principalSource: 'sessionIssuer',
        roleArn: ROLE_ARN,
      });
    },
  );

  const provided = { principalId: 'p', identityProvider: 'idp.example', userName: 'bob', accountId: '1' };

  it.each<[string, JsonValue, string, string]>([
    [
      'an Identity Center user',
      identityCenterUser(),
      'identitycenter:544894e8-80c1-707f-60e3-3ba6510dfac1',
      'identityCenter',
    ],
    ['a SAML user', { type: 'SAMLUser', ...provided }, 'saml:idp.example/bob', 'saml'],
    ['a SAML user without a name', { type: 'SAMLUser', ...provided, userName: '' }, 'saml:idp.example/p', 'saml'],
    ['a web identity', { type: 'WebIdentityUser', ...provided }, 'webidentity:idp.example/bob', 'webIdentity'],
    [
      'a principal of another account',
      { type: 'AWSAccount', accountId: '2', principalId: 'AIDAX' },
      'account:2/AIDAX',
      'account',
    ],
    [
      'such a principal by way of a service',
      { type: 'AWSAccount', accountId: '2', principalId: 'AIDAX', invokedBy: 'AWS Internal' },
      'account:2/AIDAX',
      'account',
    ],
    [
      'a user signing in',
      { type: 'IAMUser', accountId: '2', accessKeyId: '', userName: 'alice' },
      'account:2/alice',
      'account',
    ],
    ['a stranger failing to', { type: 'IAMUser', accountId: '2', userName: HIDDEN }, 'account:2', 'account'],
    ['a service', { type: 'AWSService', invokedBy: 'ssm.amazonaws.com' }, 'service:ssm.amazonaws.com', 'service'],
    [
      'a service for an account',
      { accountId: '2', invokedBy: 'ssm.amazonaws.com' },
      'service:ssm.amazonaws.com',
      'service',
    ],
    ['an account alone', { type: 'AWSAccount', accountId: '2' }, 'account:2', 'account'],
    ['an unknown type', { type: 'Unknown' }, 'unknown', 'unknown'],
    ['an empty identity', {}, 'unknown', 'unknown'],
    ['no identity', null, 'unknown', 'unknown'],
    ['an identity that is a text', 'alice', 'unknown', 'unknown'],
    ['an identity that is a list', [iamUser()], 'unknown', 'unknown'],
    ['an account that is a number', { type: 'AWSAccount', accountId: 2 }, 'unknown', 'unknown'],
  ])('is a stand-in for %s', (_, identity, userIdentityArn, principalSource) => {
    expect(of(identity)).toMatchObject({ userIdentityArn, principalSource });
  });

  it.each([undefined, null, 'text', {}])('is unknown for what is hardly a record: %j', (record) => {
    expect(principalOf(record)).toEqual({ userIdentityArn: 'unknown', principalSource: 'unknown' });
  });

  it('is not taken from a prototype', () => {
    expect(of(JSON.parse('{"__proto__":{"arn":"arn:aws:iam::1:root"}}')).principalSource).toBe('unknown');
  });
});

describe('the role', () => {
  it('is the issuer of the session, with its path', () => {
    expect(of(assumedRole('s')).roleArn).toBe(ROLE_ARN);
  });

  it.each([
    ['an empty issuer', { sessionIssuer: {} }],
    ['an issuer without ARN', { sessionIssuer: { type: 'Role', arn: '' } }],
    ['no issuer', { sessionIssuer: null }],
  ])('is made from the ARN of the session, without its path, with %s', (_, context) => {
    expect(of(assumedRole('s', {}, context)).roleArn).toBe('arn:aws:iam::111122223333:role/Deploy');
  });

  it('is in the partition of the session', () => {
    const arn = 'arn:aws-us-gov:sts::1:assumed-role/Ops/s';
    expect(of({ type: 'AssumedRole', arn }).roleArn).toBe('arn:aws-us-gov:iam::1:role/Ops');
  });

  it('is the identity itself where that is a role', () => {
    expect(of({ type: 'Role', arn: ROLE_ARN, userName: 'Deploy' }).roleArn).toBe(ROLE_ARN);
  });

  it.each<[string, JsonValue]>([
    ['an IAM user', iamUser()],
    ['an IAM user with a session', iamUser({ sessionContext: { sessionIssuer: {} } })],
    [
      'a federated user, whose issuer is a user',
      {
        type: 'FederatedUser',
        arn: 'arn:aws:sts::1:federated-user/bob',
        sessionContext: { sessionIssuer: { type: 'IAMUser', arn: 'arn:aws:iam::1:user/role/alice' } },
      },
    ],
    ['a session of no role', { type: 'AssumedRole', arn: 'arn:aws:sts::1:assumed-role/aws:ec2-instance/i-0abcdef12' }],
    ['a session without a name', { type: 'AssumedRole', arn: 'arn:aws:sts::1:assumed-role/Deploy' }],
  ])('is not there for %s', (_, identity) => {
    expect(of(identity)).not.toHaveProperty('roleArn');
  });
});

describe('the access key', () => {
  it.each(['', null, 7])('is absent where it is %j', (accessKeyId) => {
    expect(of(iamUser({ accessKeyId }))).not.toHaveProperty('accessKeyId');
  });
});
