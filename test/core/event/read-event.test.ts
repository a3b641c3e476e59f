import type { AuditEvent } from '../../../lib/core/event/audit-event';
import { type QuarantineReason, readEvent } from '../../../lib/core/event/read-event';
import type { JsonObject } from '../../../lib/core/record/json';
import { parseRecord } from '../../../lib/core/record/parse-record';

const SHA256 = 'ab'.repeat(32);

function record(overrides: JsonObject = {}): JsonObject {
  return {
    eventSource: 'ssm.amazonaws.com',
    eventName: 'StartSession',
    eventTime: '2024-05-01T12:00:00Z',
    eventID: 'id-1',
    awsRegion: 'eu-west-1',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::1:user/alice', userName: 'alice' },
    requestParameters: { target: 'i-0123456789abcdef0' },
    ...overrides,
  };
}

function eventOf(overrides: JsonObject = {}): AuditEvent {
  const reading = readEvent(record(overrides), SHA256);
  if (reading.kind !== 'event') throw new Error(reading.reason);
  return reading.event;
}

it('reads the fields that people ask about, absent ones absent', () => {
  const event = eventOf();
  expect(event).toMatchObject({
    eventName: 'StartSession',
    eventTime: '2024-05-01T12:00:00Z',
    eventID: 'id-1',
    userIdentityArn: 'arn:aws:iam::1:user/alice',
    actor: 'alice',
    outcome: 'success',
  });
  expect(event.resources).toContainEqual(expect.objectContaining({ id: 'i-0123456789abcdef0', kind: 'instance' }));
  for (const name of ['errorCode', 'readOnly', 'roleArn', 'related', 'agent']) expect(event).not.toHaveProperty(name);
});

it.each<[JsonObject, QuarantineReason]>([
  [{ eventName: null }, 'no eventName'],
  [{ eventName: '' }, 'no eventName'],
  [{ eventName: ['StartSession'] }, 'no eventName'],
  [{ eventTime: null }, 'no eventTime'],
  [{ eventTime: 5 }, 'no eventTime'],
  [{ eventTime: 'yesterday' }, 'unreadable eventTime'],
  [{ eventTime: '2023-02-30T00:00:00Z' }, 'unreadable eventTime'],
])('cannot index %j', (overrides, reason) => {
  expect(readEvent(record(overrides), SHA256)).toEqual({ kind: 'unindexable', reason });
});

it('makes an ID of the hash, so that a second delivery finds the same row', () => {
  expect(eventOf({ eventID: null }).eventID).toBe(`sha256:${SHA256}`);
  expect(eventOf({ eventID: '' }).eventID).toBe(`sha256:${SHA256}`);
});

it.each<JsonObject>([
  { userIdentity: null },
  { userIdentity: { sessionContext: { sessionIssuer: {} } } },
  { requestParameters: null, responseElements: 'text', resources: {} },
  { requestParameters: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
  { awsRegion: 5, userAgent: [], sourceIPAddress: {}, readOnly: 'maybe', errorCode: false },
  parseRecord(`{"requestParameters":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`),
  parseRecord('{"requestParameters":{"n":1e400,"__proto__":{"x":1},"constructor":1},"userIdentity":{"constructor":1}}'),
])('takes odd shapes %#', (overrides) => {
  expect(eventOf(overrides).userIdentityArn).toMatch(/./);
});

it.each([
  [true, true],
  [false, false],
  ['true', true],
  ['false', false],
  ['yes', undefined],
  [1, undefined],
])('reads readOnly %j as %j', (readOnly, expected) => {
  expect(eventOf({ readOnly }).readOnly).toBe(expected);
});

it('marks KMS calls on a parameter, which are about that parameter', () => {
  const PARAMETER_ARN = 'arn:aws:ssm:eu-west-1:1:parameter/prod/db';
  const event = eventOf({
    eventSource: 'kms.amazonaws.com',
    eventName: 'Decrypt',
    requestParameters: { encryptionContext: { PARAMETER_ARN } },
  });
  expect(event.related).toBe(true);
  expect(event.resources).toEqual([{ id: '/prod/db', kind: 'parameter', relation: 'uses' }]);
});

it('tells the reason that was given for a session', () => {
  const requestParameters = { target: 'i-0123456789abcdef0', reason: 'OPS-1842: disk full' };
  expect(eventOf({ eventName: 'StartSession', requestParameters }).reason).toBe('OPS-1842: disk full');
  expect(eventOf({ eventName: 'StartSession' })).not.toHaveProperty('reason');
});

it("marks the agent's own traffic", () => {
  const node = 'i-0123456789abcdef0';
  const heartbeat = {
    eventName: 'UpdateInstanceInformation',
    userIdentity: {
      type: 'AssumedRole',
      arn: `arn:aws:sts::1:assumed-role/Node/${node}`,
      sessionContext: { ec2RoleDelivery: '2.0' },
    },
    requestParameters: { instanceId: node },
  };
  expect(eventOf(heartbeat).agent).toBe(true);
  expect(eventOf({ ...heartbeat, errorCode: 'AccessDenied' })).not.toHaveProperty('agent');
  expect(eventOf({ ...heartbeat, eventName: 'SendCommand' })).not.toHaveProperty('agent');
});

it('bounds every field', () => {
  const long = 'x'.repeat(400_000);
  const event = eventOf({
    eventName: long,
    eventID: long,
    userAgent: long,
    errorCode: long,
    eventSource: `ssm-${long}.amazonaws.com`,
    userIdentity: { arn: long, accessKeyId: long, userName: long },
  });
  const { resources: _, ...fields } = event;
  expect(JSON.stringify(fields).length).toBeLessThan(100_000);
  expect(event.userAgent).toBe('x'.repeat(1024));
});

it('reads an account id that a copy of the logs has as a number', () => {
  expect(eventOf({ recipientAccountId: 11122223333 })).toMatchObject({ recipientAccountId: '011122223333' });
});

it('reads a time with an offset exactly, and refuses one without a zone', () => {
  expect(eventOf({ eventTime: '2024-05-01T01:00:00+02:00' })).toMatchObject({ eventTime: '2024-04-30T23:00:00Z' });
  expect(readEvent({ eventName: 'A', eventTime: '2024-05-01T01:00:00' }, SHA256)).toEqual({
    kind: 'unindexable',
    reason: 'eventTime without a time zone',
  });
});

it("names beside the actor whom Identity Center's id stands for", () => {
  const userIdentity = {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::111122223333:assumed-role/Reader/alice@example.com',
    onBehalfOf: { userId: '906799e1-0001' },
  };
  expect(eventOf({ userIdentity })).toMatchObject({ actor: '906799e1-0001', actorAliases: ['alice@example.com'] });
});
