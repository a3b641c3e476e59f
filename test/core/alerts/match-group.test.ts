import { groupKey, messageLimit } from '../../../lib/core/alerts/match-group';
import type { JsonObject } from '../../../lib/core/record/json';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import { alertRule, match, observed } from './observed-events';

const keyOf = (event: Partial<StoredEvent> = {}, record: JsonObject = {}) =>
  groupKey(match({ observed: observed(event, record) }));

describe('groupKey', () => {
  it.each<[string, Partial<StoredEvent>]>([
    ['session name', { userIdentityArn: 'arn:aws:sts::111122223333:assumed-role/Operator/bob', actor: 'bob' }],
    ['target', { resources: [] }],
    ['call', { eventName: 'UpdateDocument' }],
    ['time', { eventTime: '2024-05-02T12:00:00Z' }],
  ])('is the same for another %s', (_, event) => {
    expect(keyOf(event)).toBe(keyOf());
  });

  it.each<[string, Partial<StoredEvent>]>([
    ['role', { roleArn: 'arn:aws:iam::111122223333:role/Other' }],
    ['account', { recipientAccountId: '444455556666' }],
  ])('differs by %s', (_, event) => {
    expect(keyOf(event)).not.toBe(keyOf());
  });

  it('differs by rule and topics', () => {
    expect(groupKey(match({ rule: alertRule({ id: 'other' }) }))).not.toBe(keyOf());
    expect(groupKey(match({ topics: ['documents', 'security'] }))).not.toBe(keyOf());
  });

  const withoutRole = (userIdentityArn: string, record: JsonObject = {}) => {
    const { roleArn: _, ...event } = observed().event;
    return groupKey(match({ observed: { record, event: { ...event, userIdentityArn } } }));
  };

  it('goes by the principal where there is no role', () => {
    const [alice, bob] = ['alice', 'bob'].map((name) => withoutRole(`arn:aws:iam::111122223333:user/${name}`));
    expect(alice).not.toBe(bob);
  });

  it('goes by the user behind a federated user, who chose the name', () => {
    const issuer = { sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::111122223333:user/alice' } } };
    const [one, other] = ['a', 'b'].map((name) =>
      withoutRole(`arn:aws:sts::111122223333:federated-user/${name}`, { userIdentity: issuer }),
    );
    expect(one).toBe(other);
  });

  it('goes by the role of another account, whose session chose its name', () => {
    const [one, other] = ['a', 'b'].map((name) => withoutRole(`account:444455556666/AROAEXAMPLE:${name}`));
    expect(one).toBe(other);
    expect(withoutRole('account:444455556666/AROAOTHER:a')).not.toBe(one);
  });

  it('is its own for what is critical and for what has no time', () => {
    const critical = (eventID: string) =>
      groupKey(match({ rule: alertRule({ level: 'critical' }), observed: observed({ eventID }) }));
    const timeless = (ref: string) => groupKey(match({ observed: { event: { ref }, record: {} } }));
    expect(critical('e-1')).not.toBe(critical('e-2'));
    expect(timeless('x/y#1')).not.toBe(timeless('x/y#2'));
  });
});

it.each([
  ['critical', Number.POSITIVE_INFINITY],
  ['high', 20],
  ['medium', 10],
  ['low', 5],
  ['informational', 5],
] as const)('a rule of level %s sends at most %d messages an hour for a group', (level, limit) => {
  expect(messageLimit(level)).toBe(limit);
});
