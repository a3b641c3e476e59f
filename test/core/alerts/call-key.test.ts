import { callKey } from '../../../lib/core/alerts/call-key';
import type { JsonObject } from '../../../lib/core/record/json';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import { alertRule, match, observed } from './observed-events';

const keyOf = (event: Partial<StoredEvent> = {}, record: JsonObject = {}) =>
  callKey(match({ observed: observed(event, record) }));
const request = (requestParameters: JsonObject) => keyOf({}, { requestParameters });

describe('callKey', () => {
  it.each<[string, Partial<StoredEvent>]>([
    ['time', { eventTime: '2024-05-01T12:59:59Z' }],
    ['event', { eventID: 'e-2' }],
    ['address and program', { sourceIPAddress: '198.51.100.1', userAgent: 'x' }],
    ['id of what it creates', { resources: [...(observed().event.resources ?? []), created('s-2')] }],
  ])('is the same for another %s', (_, event) => {
    expect(keyOf(event)).toBe(keyOf());
  });

  it.each<[string, Partial<StoredEvent>]>([
    ['account', { recipientAccountId: '444455556666' }],
    ['region', { awsRegion: 'us-east-1' }],
    ['call', { eventName: 'UpdateDocument' }],
    ['principal', { userIdentityArn: 'arn:aws:sts::111122223333:assumed-role/Operator/bob' }],
    ['actor', { actor: 'bob' }],
    ['outcome', { outcome: 'denied' }],
    ['error', { errorCode: 'AccessDenied' }],
    ['resource', { resources: [] }],
  ])('differs by %s', (_, event) => {
    expect(keyOf(event)).not.toBe(keyOf());
  });

  it('differs by rule', () => {
    expect(callKey(match({ rule: alertRule({ id: 'other' }) }))).not.toBe(keyOf());
  });

  it('differs by the service that made the call for somebody', () => {
    const through = (invokedBy: string) => keyOf({}, { userIdentity: { invokedBy } });
    expect(through('states.amazonaws.com')).not.toBe(through('scheduler.amazonaws.com'));
    expect(through('states.amazonaws.com')).not.toBe(keyOf());
    expect(through('states.amazonaws.com')).toBe(through('states.amazonaws.com'));
  });

  it('differs by what a denied call was refused, which stands in its error alone', () => {
    expect(keyOf({}, { errorMessage: 'on parameter/a' })).not.toBe(keyOf({}, { errorMessage: 'on parameter/b' }));
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['host', { parameters: { host: ['localhost'] } }, { parameters: { host: ['orders-db.prod'] } }],
    ['port', { parameters: { portNumber: ['22'] } }, { parameters: { portNumber: ['3306'] } }],
    ['parameter of a document that is called token', tokenParameter('a'), tokenParameter('b')],
    ['element of a list', { names: ['/a', '/b'] }, { names: ['/a', '/c'] }],
    ['split of a list', { names: ['/a', '/b'] }, { names: ['/a,/b'] }],
    ['type', { recursive: 'true' }, { recursive: true }],
    ['name', { path: '/a' }, { prefix: '/a' }],
  ])('differs by %s', (_, one, other) => {
    expect(request(one)).not.toBe(request(other));
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['token', { nextToken: '***masked:12***', clientToken: 'a' }, { clientToken: 'b' }],
    ['time', { scheduledTime: '2024-05-01T12:00:00Z', expirationDate: 1 }, { expirationDate: 2 }],
    ['order of members', { name: 'x', path: '/a' }, { path: '/a', name: 'x' }],
  ])('is the same for another %s', (_, one, other) => {
    expect(request(one)).toBe(request(other));
  });

  it.each<[string, JsonObject]>([
    ['has redacted values', { requestParameters: { parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS' } }],
    ['has masked values', { requestParameters: { content: '{"code":"***masked:20***"}' } }],
    ['was left out as too large', { requestParameters: { omitted: true, reason: 'requestParameters too large' } }],
  ])('is its own for a request that %s', (_, record) => {
    expect(keyOf({ eventID: 'e-1' }, record)).not.toBe(keyOf({ eventID: 'e-2' }, record));
    expect(keyOf({ eventID: 'e-1' }, record)).toBe(keyOf({ eventID: 'e-1' }, record));
  });

  it('is its own for a record that cannot be read', () => {
    const unread = (eventID: string) => callKey(match({ observed: { ...observed({ eventID }), record: undefined } }));
    expect(unread('e-1')).not.toBe(unread('e-2'));
  });

  it('reads a request of any depth', () => {
    let deep: JsonObject = {};
    for (let level = 0; level < 50_000; level += 1) deep = { deep };
    expect(request({ deep })).toHaveLength(32);
  });
});

function created(id: string) {
  return { id, kind: 'session', relation: 'creates' } as const;
}

function tokenParameter(value: string): JsonObject {
  return { parameters: { commandToken: [value] } };
}
