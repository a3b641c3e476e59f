import { causeOf } from '../../../../lib/core/alerts/chat/cause';
import { storedDeletion } from '../observed-events';

const cause = (event: Parameters<typeof storedDeletion>[0] = {}) => causeOf(storedDeletion(event), 'ref');

it.each([
  ['another call', { eventName: 'SendCommand', eventID: 'e-2', outcome: 'denied' }],
  ['another session of the role', { userIdentityArn: 'arn:aws:sts::111122223333:assumed-role/Operator/mallory' }],
  ['another time of the day', { eventTime: '2024-05-01T23:59:59Z' }],
  ['another address and region', { sourceIPAddress: '198.51.100.1', awsRegion: 'us-east-1' }],
] as const)('is the same for %s', (_, event) => expect(cause(event)).toBe(cause()));

it.each([
  ['another role', { roleArn: 'arn:aws:iam::111122223333:role/Other' }],
  ['another account', { recipientAccountId: '444455556666' }],
  ['another day', { eventTime: '2024-05-02T00:00:00Z' }],
] as const)('is another one for %s', (_, event) => expect(cause(event)).not.toBe(cause()));

it('does not depend on a session name that a caller from another account chooses', () => {
  const of = (name: string) => {
    const { roleArn: _, ...event } = storedDeletion({ userIdentityArn: `account:777788889999/AROAEXAMPLE:${name}` });
    return causeOf(event, name);
  };
  expect(of('a')).toBe(of('b'));
});

it('is of its own where nobody is known', () => {
  expect(causeOf({}, 'one')).not.toBe(causeOf({}, 'other'));
  expect(causeOf({ userIdentityArn: 'arn:x' }, 'one')).not.toBe(causeOf({ userIdentityArn: 'arn:x' }, 'other'));
});
