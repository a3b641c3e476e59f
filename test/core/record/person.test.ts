import type { JsonObject } from '../../../lib/core/record/json';
import { isPerson } from '../../../lib/core/record/person';
import { assumedRole, iamUser, identityCenterUser } from './identities';

const NAME = 'AWSReservedSSO_Admin_0123456789abcdef';
const PATH = 'aws-reserved/sso.amazonaws.com/eu-west-1';

const issuedBy = (arn: string): JsonObject => assumedRole('bob', {}, { sessionIssuer: { type: 'Role', arn } });
const withoutIssuer = (roleName: string): JsonObject =>
  assumedRole('bob', { arn: `arn:aws:sts::1:assumed-role/${roleName}/bob` }, { sessionIssuer: {} });

it.each<[string, JsonObject]>([
  ['an IAM user', { userIdentity: iamUser() }],
  ['a user of Identity Center', { userIdentity: identityCenterUser() }],
  ['the root user', { userIdentity: { type: 'Root' } }],
  ['a federated user', { userIdentity: { type: 'FederatedUser' } }],
  ['a role of a permission set', { userIdentity: issuedBy(`arn:aws:iam::1:role/${PATH}/${NAME}`) }],
  ['the same without an issuer', { userIdentity: withoutIssuer(NAME) }],
  ['a second factor', { userIdentity: assumedRole('bob', {}, { attributes: { mfaAuthenticated: 'true' } }) }],
  ['the console', { userIdentity: assumedRole('bob'), sessionCredentialFromConsole: 'true' }],
])('is a person: %s', (_, record) => {
  expect(isPerson(record)).toBe(true);
});

it.each<[string, JsonObject]>([
  ['a session of a role', { userIdentity: assumedRole('bob') }],
  ['a role that only has the name', { userIdentity: issuedBy(`arn:aws:iam::1:role/${NAME}`) }],
  ['a role that has the path further on', { userIdentity: issuedBy(`arn:aws:iam::1:role/my/${PATH}/${NAME}`) }],
  ['another role without an issuer', { userIdentity: withoutIssuer('Deploy') }],
  ['a service', { userIdentity: { type: 'AWSService', invokedBy: 'ssm.amazonaws.com' } }],
  ['nobody', { userIdentity: null }],
])('is no person as far as can be told: %s', (_, record) => {
  expect(isPerson(record)).toBe(false);
});
