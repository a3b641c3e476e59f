import { eventNames } from '../../../lib/core/names/event-names';
import { readNames } from '../../../lib/core/names/read-names';

const { names } = readNames(
  [
    'id,name,kind',
    '111122223333,payments,account',
    '444455556666,partner,account',
    '203.0.113.0/24,office,network',
    '9067-1f,Ana López,identityCenterUser',
    'ana@example.com,Ana by name,identityCenterUser',
  ].join('\n'),
);

const SSO = 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_1';

it('names the account, that of the caller if it is another one, and the network', () => {
  const event = {
    recipientAccountId: '111122223333',
    userIdentityArn: 'arn:aws:sts::444455556666:assumed-role/x/y',
    sourceIPAddress: '203.0.113.7',
  };
  expect(eventNames(event, names)).toEqual({
    recipientAccount: 'payments',
    callerAccount: 'partner',
    sourceNetwork: 'office',
  });
  expect(eventNames({ ...event, recipientAccountId: '444455556666' }, names)).toEqual({
    recipientAccount: 'partner',
    sourceNetwork: 'office',
  });
});

it.each([
  ['by the ID', { actor: '9067-1f', actorSource: 'identityCenterUser' }, 'Ana López'],
  ['by the principal', { userIdentityArn: 'identitycenter:9067-1f' }, 'Ana López'],
  [
    'by the name that Identity Center gives a session',
    { actor: 'ana@example.com', actorSource: 'identityCenterUser' },
    'Ana by name',
  ],
  [
    'by the ID beside the name of such a session',
    { actor: 'ana', actorSource: 'identityCenterUser', actorAliases: ['9067-1f'], roleArn: SSO },
    'Ana López',
  ],
])('names a user of Identity Center %s', (_, event, name) => {
  expect(eventNames(event, names)).toEqual({ actor: name });
});

it.each([
  ['a session that is called as her ID', { actor: '9067-1f', actorSource: 'sessionName' }],
  ['a source identity', { actor: '9067-1f', actorSource: 'sourceIdentity' }],
  [
    'another user whose session, of a role of anybody, is called as her ID',
    {
      actor: 'bob',
      actorSource: 'identityCenterUser',
      actorAliases: ['9067-1f'],
      roleArn: 'arn:aws:iam::111122223333:role/any',
    },
  ],
])('does not take %s for her', (_, event) => {
  expect(eventNames(event, names)).toEqual({});
});
