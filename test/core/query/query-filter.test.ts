import type { AuditEvent } from '../../../lib/core/event/audit-event';
import type { EventQuery } from '../../../lib/core/query/event-query';
import { planned } from '../../../lib/core/query/planned-query';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { ALICE, auditEvent, instance, NODE, OPERATOR, rowOf } from '../rows/events';

const passes = (asked: Partial<EventQuery>, overrides: Partial<AuditEvent> = {}) =>
  planned(asked).passes(storedEvent(rowOf(auditEvent(overrides))));
const asks = (asked: Partial<EventQuery>) => planned(asked).narrows;

it.each<[string, Partial<EventQuery>, Partial<EventQuery>]>([
  ['event', { eventNames: ['StartSession'] }, { eventNames: ['startsession'] }],
  ['event source', { eventSources: ['ssm.amazonaws.com'] }, { eventSources: ['ssm'] }],
  ['principal', { principals: [ALICE] }, { principals: [OPERATOR] }],
  ['role by name', { roles: ['Operator'] }, { roles: ['Operators'] }],
  ['role by ARN', { roles: [OPERATOR] }, { roles: ['arn:aws:iam::999999999999:role/Operator'] }],
  ['actor', { actors: ['bob', 'alice'] }, { actors: ['bob'] }],
  ['resource', { resources: [NODE] }, { resources: ['i-0aaaaaaaaaaaaaaaa'] }],
  [
    'resource by ARN',
    { resources: [`arn:aws:ec2:eu-west-1:111122223333:instance/${NODE}`] },
    { resources: ['arn:aws:ec2:eu-west-1:111122223333:instance/i-1'] },
  ],
  ['event ID', { eventIds: ['11111111-2222-3333-4444-555555555555'] }, { eventIds: ['1'] }],
  ['account', { accounts: ['111122223333'] }, { accounts: ['1'] }],
  ['region', { regions: ['eu-west-1'] }, { regions: ['eu-west-2'] }],
  ['address', { sourceAddresses: ['203.0.113.7'] }, { sourceAddresses: ['203.0.113.70'] }],
  ['access key', { accessKeys: ['ASIAEXAMPLE'] }, { accessKeys: ['ASIA'] }],
  ['two flags', { actors: ['alice'], regions: ['eu-west-1'] }, { actors: ['alice'], regions: ['us-east-1'] }],
])('checks %s', (_, matching, other) => {
  expect(passes(matching)).toBe(true);
  expect(passes(other)).toBe(false);
});

it('finds a reason by a part of it, in any letter case', () => {
  const withReason = storedEvent(rowOf(auditEvent({ reason: 'OPS-1842: disk full' })));
  const [hit, miss, absent] = [['ops-1842'], ['ops-1843'], ['undefined']].map((reasons) => planned({ reasons }));
  expect([hit, miss].map((each) => each?.passes(withReason))).toEqual([true, false]);
  expect(absent?.passes(storedEvent(rowOf(auditEvent())))).toBe(false);
});

it('takes no absent field for a value', () => {
  const { actor: _, ...withoutActor } = auditEvent();
  const event = storedEvent(rowOf(withoutActor));
  expect(planned({ actors: ['undefined'] }).passes(event)).toBe(false);
});

it('knows a role of an account with and without its path', () => {
  const roleArn = 'arn:aws:iam::1:role/service-role/Reader';
  expect(passes({ roles: ['arn:aws:iam::1:role/Reader'] }, { roleArn })).toBe(true);
  expect(passes({ roles: [roleArn] }, { roleArn: 'arn:aws:iam::1:role/Reader' })).toBe(true);
  expect(passes({ roles: ['service-role/Reader'] }, { roleArn })).toBe(true);
  expect(passes({ roles: ['arn:aws-cn:iam::1:role/Reader'] }, { roleArn })).toBe(false);
});

it('tells calls that changed a resource from those that used it', () => {
  const used = { resources: [{ id: 'D', kind: 'document', relation: 'implied' }] } as const;
  const asked = { resources: ['D'], changed: true };
  expect(passes({ resources: ['D'] }, used)).toBe(true);
  expect(passes(asked, used)).toBe(false);
  for (const relation of ['changes', 'creates'] as const) {
    expect(passes(asked, { resources: [...used.resources, { id: 'D', kind: 'document', relation }] })).toBe(true);
  }
  expect(passes(asked, { resources: [...used.resources, { id: 'E', kind: 'document', relation: 'changes' }] })).toBe(
    false,
  );
});

it('finds a parameter by reads of the paths above it, and by nothing else of that name', () => {
  const read = (id: string, kind: 'parameterPath' | 'parameter') => ({
    resources: [{ id, kind, relation: 'uses' }] as const,
  });
  expect(passes({ resources: ['/a/b/c'] }, read('/a', 'parameterPath'))).toBe(true);
  expect(passes({ resources: ['/a/b/c'] }, read('/a', 'parameter'))).toBe(false);
  expect(passes({ resources: ['/a/b/c'] }, read('/a/b/c/d', 'parameterPath'))).toBe(false);
});

it('tells errors apart', () => {
  const failed = { outcome: 'failed', errorCode: 'InvalidDocument' } as const;
  expect(passes({ errors: ['any'] })).toBe(false);
  expect(passes({ errors: ['any'] }, { outcome: 'failed' })).toBe(true);
  expect(passes({ errors: ['InvalidDocument'] }, failed)).toBe(true);
  expect(passes({ errors: ['Other'] }, failed)).toBe(false);
  expect(passes({ denied: true }, failed)).toBe(false);
  expect(passes({ denied: true }, { outcome: 'denied' })).toBe(true);
});

it('takes a call for a write unless it says that it only reads', () => {
  const { readOnly: _, ...unknown } = auditEvent();
  const filter = planned({ writes: true }).passes;
  expect(filter(storedEvent(rowOf(unknown)))).toBe(true);
  expect(passes({ writes: true }, { readOnly: true })).toBe(false);
});

it("leaves out the agent's traffic and related calls where that is asked", () => {
  expect(passes({ noAgent: true }, { agent: true })).toBe(false);
  expect(passes({}, { agent: true })).toBe(true);
  expect(passes({}, { related: true })).toBe(false);
  expect(passes({ related: true }, { related: true })).toBe(true);
  expect(passes({ resources: [NODE] }, { related: true })).toBe(true);
});

it('finds what is cut in the row by the whole of it', () => {
  const long = `${'x'.repeat(300_000)}`;
  const id = 'y'.repeat(3000);
  const event = rowOf(auditEvent({ resources: [instance(id)] }));
  expect(planned({ resources: [id] }).passes(storedEvent(event))).toBe(true);
  for (const asked of [{ eventNames: [long] }, { actors: [long] }, { errors: [long] }])
    expect(passes(asked)).toBe(false);
});

describe('narrows', () => {
  it.each<Partial<EventQuery>>([
    {},
    { eventNames: ['A', 'B'] },
    { principals: ['p'] },
    { roles: ['r'] },
    { actors: ['a'] },
    { resources: ['i'] },
    { eventIds: ['1'] },
    { accessKeys: ['k'] },
    { sourceAddresses: ['203.0.113.7'] },
    { errors: ['any'] },
    { denied: true },
    { quarantined: true },
  ])('does not where the key is the whole question: %j', (asked) => {
    expect(asks(asked)).toBe(false);
  });

  it.each<Partial<EventQuery>>([
    { eventSources: ['s'] },
    { accounts: ['1'] },
    { regions: ['r'] },
    { sourceAddresses: ['AWS Internal'] },
    { writes: true },
    { noAgent: true },
    { where: [() => true] },
    { resources: ['i'], changed: true },
    { actors: ['a'], eventNames: ['A'] },
    { denied: true, errors: ['E'] },
    { denied: true, actors: ['a'] },
    { quarantined: true, actors: ['a'] },
  ])('does where more is asked: %j', (asked) => {
    expect(asks(asked)).toBe(true);
  });
});

it('leaves open what an event touched that lists a part of it, and nothing else', () => {
  const resources = Array.from({ length: 101 }, (_, index) => instance(`i-${index}`));
  const event = storedEvent(rowOf(auditEvent({ resources })));
  const asked = planned({ resources: ['i-100'], actors: ['alice'] });
  expect([asked.passes(event), asked.mayPass(event)]).toEqual([false, true]);
  expect(planned({ resources: ['i-100'], actors: ['bob'] }).mayPass(event)).toBe(false);
});

describe('an ARN', () => {
  const arn = (account: string, region = 'eu-west-1', partition = 'aws') =>
    `arn:${partition}:ssm:${region}:${account}:parameter/shop/db`;
  const parameter = (place: object) => ({
    resources: [{ id: '/shop/db', kind: 'parameter', relation: 'uses', ...place }],
  });
  const finds = (asked: string, place: object = {}, more: Partial<AuditEvent> = {}) =>
    passes({ resources: [asked] }, { ...(parameter(place) as Partial<AuditEvent>), ...more });

  it('is believed: its account, region and partition', () => {
    expect(finds(arn('111122223333'))).toBe(true);
    expect(finds(arn('444455556666'))).toBe(false);
    expect(finds(arn('111122223333', 'us-east-1'))).toBe(false);
    expect(finds(arn('111122223333', 'eu-west-1', 'aws-cn'))).toBe(false);
    expect(finds('arn:aws:ssm:eu-west-1:111122223333:document/shop/db')).toBe(false);
  });

  it("finds what is in another account or region than the record's", () => {
    expect(finds(arn('444455556666'), { account: '444455556666' })).toBe(true);
    expect(finds(arn('111122223333'), { account: '444455556666' })).toBe(false);
    expect(finds(arn('111122223333', 'us-east-1'), { region: 'us-east-1' })).toBe(true);
  });

  it('finds what nobody knows the place of: a record without one, and rows of the first index version', () => {
    const { recipientAccountId: _, awsRegion: _region, ...rest } = auditEvent(parameter({}) as Partial<AuditEvent>);
    expect(planned({ resources: [arn('444455556666')] }).passes(storedEvent(rowOf(rest)))).toBe(true);
    const old = { ...storedEvent(rowOf(auditEvent(parameter({}) as Partial<AuditEvent>))), indexVersion: 1 };
    expect(planned({ resources: [arn('444455556666')] }).passes(old)).toBe(true);
  });

  it('holds for what changed it, and for paths above it', () => {
    const changed = { resources: [{ id: '/shop/db', kind: 'parameter', relation: 'changes' }] } as const;
    expect(passes({ resources: [arn('111122223333')], changed: true }, changed)).toBe(true);
    expect(passes({ resources: [arn('444455556666')], changed: true }, changed)).toBe(false);
    const read = { resources: [{ id: '/shop', kind: 'parameterPath', relation: 'uses' }] } as const;
    expect(passes({ resources: [arn('111122223333')] }, read)).toBe(true);
    expect(passes({ resources: [arn('444455556666')] }, read)).toBe(false);
  });
});

it('finds nodes in any letter case, also those that a text merely mentions, but not as changed', () => {
  const asked = { resources: ['i-0123456789ABCDEF0'] };
  expect(passes(asked)).toBe(true);
  expect(passes(asked, { resources: [], mentions: ['i-0123456789abcdef0'] })).toBe(true);
  expect(passes({ ...asked, changed: true }, { resources: [], mentions: ['i-0123456789abcdef0'] })).toBe(false);
  expect(passes({ resources: ['/A'] }, { resources: [{ id: '/a', kind: 'parameter', relation: 'uses' }] })).toBe(false);
});

it('finds an actor, a region, a source and an access key in any letter case, and an actor by any of its names', () => {
  expect(passes({ actors: ['ALICE'] })).toBe(true);
  expect(passes({ actors: ['alice@example'] }, { actor: '9067', actorAliases: ['Alice@Example'] })).toBe(true);
  expect(passes({ regions: ['EU-WEST-1'], eventSources: ['SSM.amazonaws.com'], accessKeys: ['asiaexample'] })).toBe(
    true,
  );
});

it('knows an address by its one form', () => {
  expect(passes({ sourceAddresses: ['2001:DB8:0:0::1'] }, { sourceIPAddress: '2001:db8::1' })).toBe(true);
  expect(passes({ sourceAddresses: ['AWS Internal'] }, { sourceIPAddress: 'AWS Internal' })).toBe(true);
});
