import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import { accountOfPrincipal, accountOfResource } from '../../../lib/core/summary/apart-by-account';
import { GroupCounter } from '../../../lib/core/summary/event-groups';
import { SummaryCounter } from '../../../lib/core/summary/event-summary';
import { auditEvent } from '../rows/events';
import { counted } from './counted';

const [ONE, OTHER] = ['111122223333', '444455556666'];

function by(account: string, overrides: Partial<StoredEvent> = {}): StoredEvent {
  return {
    ...auditEvent({}),
    ref: 'x',
    actor: 'alice',
    actorSource: 'userName',
    userIdentityArn: `arn:aws:iam::${account}:user/alice`,
    recipientAccountId: account,
    resources: [
      { id: '/app/db', kind: 'parameter', relation: 'uses' },
      { id: 'AWS-RunShellScript', kind: 'document', relation: 'uses' },
    ],
    ...overrides,
  };
}

const AT = { first: '2024-05-01T12:00:00Z', last: '2024-05-01T12:00:00Z' };

const WINDOW = { since: undefined, until: undefined, now: new Date('2024-05-02T00:00:00Z') };

function summary(...events: readonly StoredEvent[]) {
  const counter = new SummaryCounter();
  for (const event of events) counted(counter, event);
  return counter.summary(WINDOW);
}

it('counts what one name stands for in each account for itself, and names of AWS once', () => {
  const { byActor, byResource } = summary(by(ONE), by(ONE), by(OTHER));
  expect(byActor).toEqual([
    { actor: 'alice', actorSource: 'userName', account: ONE, count: 2, ...AT },
    { actor: 'alice', actorSource: 'userName', account: OTHER, count: 1, ...AT },
  ]);
  expect(byResource).toEqual([
    { resource: 'AWS-RunShellScript', kind: 'document', count: 3, ...AT },
    { resource: '/app/db', kind: 'parameter', account: ONE, count: 2, ...AT },
    { resource: '/app/db', kind: 'parameter', account: OTHER, count: 1, ...AT },
  ]);
});

it('names no account where a name lies in one', () => {
  expect(summary(by(ONE)).byActor).toEqual([{ actor: 'alice', actorSource: 'userName', count: 1, ...AT }]);
});

it('keeps groups by actor or resource apart as well', () => {
  const counter = new GroupCounter(['actor', 'eventName']);
  for (const event of [by(ONE), by(OTHER)]) counter.add(event);
  expect(counter.summary(WINDOW).groups.map(({ account }) => account)).toEqual([ONE, OTHER]);
  const whole = new GroupCounter(['actor', 'recipientAccountId']);
  for (const event of [by(ONE), by(OTHER)]) whole.add(event);
  expect(whole.summary(WINDOW).groups[0]).not.toHaveProperty('account');
});

it('takes the account of who acted, not that of the trail', () => {
  expect(accountOfPrincipal(by(ONE, { recipientAccountId: OTHER }))).toEqual({ account: ONE });
  expect(accountOfPrincipal(by(ONE, { userIdentityArn: `account:${OTHER}/x` }))).toEqual({ account: OTHER });
  expect(accountOfPrincipal(by(ONE, { userIdentityArn: 'unknown' }))).toEqual({ account: ONE });
  expect(accountOfPrincipal(by(ONE, { userIdentityArn: 'service:ssm.amazonaws.com' }))).toEqual({});
});

it('takes the account of a resource where its row says one', () => {
  const resource = { id: '/app/db', kind: 'parameter', relation: 'uses' } as const;
  expect(accountOfResource({ ...resource, account: OTHER }, by(ONE))).toEqual({ account: OTHER });
  expect(accountOfResource({ ...resource, kind: 'host' }, by(ONE))).toEqual({});
});
