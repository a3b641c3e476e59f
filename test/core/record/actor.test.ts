import { actorAliasesOf, actorOf } from '../../../lib/core/record/actor';
import type { JsonValue } from '../../../lib/core/record/json';
import { assumedRole, iamUser, identityCenterUser } from './identities';

const SSO_ROLE =
  'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef';
const permissionSet = (arn: string) => ({ sessionIssuer: { type: 'Role', arn } });

it.each<[string, JsonValue, string, string]>([
  ['a user', iamUser(), 'alice', 'userName'],
  [
    'a user whose name is only in the ARN',
    iamUser({ userName: '', arn: 'arn:aws:iam::1:user/a/b/carol' }),
    'carol',
    'userName',
  ],
  ['root, even by an alias', { type: 'Root', arn: 'arn:aws:iam::1:root', userName: 'example-corp' }, 'root', 'root'],
  ['a SAML user', { type: 'SAMLUser', principalId: 'x:y', userName: 'bob' }, 'bob', 'userName'],
  ['a session', assumedRole('build-42'), 'build-42', 'sessionName'],
  ['a session with slashes and colons', assumedRole('a:b'), 'a:b', 'sessionName'],
  ['a session without ARN', assumedRole('build-42', { arn: '' }), 'build-42', 'sessionName'],
  [
    'a session of another account',
    { type: 'AWSAccount', accountId: '2', principalId: 'AROAX:dave' },
    'dave',
    'sessionName',
  ],
  ['a federated user', { type: 'FederatedUser', arn: 'arn:aws:sts::1:federated-user/bob' }, 'bob', 'sessionName'],
  [
    'a source identity, over the session',
    assumedRole('build', {}, { sourceIdentity: 'erin' }),
    'erin',
    'sourceIdentity',
  ],
  [
    'a source identity, over the instance',
    assumedRole('i-0abcdef12', {}, { sourceIdentity: 'erin' }),
    'erin',
    'sourceIdentity',
  ],
  ['an instance', assumedRole('i-0dbc91f429e48eeed'), 'i-0dbc91f429e48eeed', 'instance'],
  ['an old instance', assumedRole('i-1a2b3c4d'), 'i-1a2b3c4d', 'instance'],
  ['a hybrid node', assumedRole('mi-0dbc91f429e48eeed'), 'mi-0dbc91f429e48eeed', 'instance'],
  ['a name that only begins like an instance', assumedRole('i-0dbc91f4-steve'), 'i-0dbc91f4-steve', 'sessionName'],
  ['a user of Identity Center', identityCenterUser(), '544894e8-80c1-707f-60e3-3ba6510dfac1', 'identityCenterUser'],
  [
    'a session of a permission set',
    assumedRole('bob@example.com', {}, permissionSet(SSO_ROLE)),
    'bob@example.com',
    'identityCenterUser',
  ],
  [
    'a session of a role that only looks like a permission set',
    assumedRole('bob@example.com', {}, permissionSet('arn:aws:iam::1:role/AWSReservedSSO_Admin_0123456789abcdef')),
    'bob@example.com',
    'sessionName',
  ],
  [
    'a session that is on behalf of a user',
    assumedRole('build', { onBehalfOf: { userId: 'u-1' } }),
    'u-1',
    'identityCenterUser',
  ],
])('is %s', (_, identity, actor, actorSource) => {
  expect(actorOf(identity)).toEqual({ actor, actorSource });
});

it.each<[string, JsonValue | undefined]>([
  ['a service', { type: 'AWSService', invokedBy: 'ssm.amazonaws.com' }],
  ['a redacted name', { type: 'IAMUser', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' }],
  ['a user of another account', { type: 'AWSAccount', accountId: '2', principalId: 'AIDAX' }],
  [
    'names of odd types',
    { type: 'IAMUser', userName: {}, arn: 7, principalId: [], sessionContext: 'x', onBehalfOf: null },
  ],
  ['an ARN without a name', { type: 'IAMUser', arn: 'arn:aws:iam::1:user/' }],
  ['no identity', null],
  ['nothing', undefined],
])('is nobody for %s', (_, identity) => {
  expect(actorOf(identity)).toEqual({});
});

it.each<[string, JsonValue, readonly string[]]>([
  ['the session beside a source identity', assumedRole('build', {}, { sourceIdentity: 'erin' }), ['build']],
  ['nothing beside a source identity that is the session', assumedRole('erin', {}, { sourceIdentity: 'erin' }), []],
  ['the session beside the id of a user', assumedRole('build', { onBehalfOf: { userId: 'u-1' } }), ['build']],
  ['nothing beside the name of a session', assumedRole('build'), []],
  ['nothing beside a user', iamUser(), []],
])('has %s as another name', (_, identity, names) => {
  expect(actorAliasesOf(identity)).toEqual(names);
});
