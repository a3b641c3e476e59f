import type { AuditEvent } from '../../../lib/core/event/audit-event';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { SummaryCounter } from '../../../lib/core/summary/event-summary';
import { ALICE, auditEvent, instance, NODE, rowOf } from '../rows/events';
import { counted } from './counted';

const NOW = new Date('2024-05-01T13:00:00Z');

const AT = { first: '2024-05-01T12:00:00Z', last: '2024-05-01T12:00:00Z' };

function summaryOf(...events: readonly AuditEvent[]) {
  const counter = new SummaryCounter();
  for (const event of events) counted(counter, storedEvent(rowOf(event)));
  return counter.summary({ since: '2024-05-01T12:00:00Z', until: undefined, now: NOW });
}

function without(name: 'actor' | 'actorSource', event: AuditEvent): AuditEvent {
  const { [name]: _, ...rest } = event;
  return rest;
}

it('counts every list, the most frequent first and equal ones by name', () => {
  const event = (eventName: string) => auditEvent({ eventName });
  const { total, byEvent, byOutcome } = summaryOf(
    event('SendCommand'),
    event('GetParameter'),
    event('StartSession'),
    event('StartSession'),
  );
  expect(total).toBe(4);
  expect(byEvent).toEqual([
    { eventName: 'StartSession', count: 2, ...AT },
    { eventName: 'GetParameter', count: 1, ...AT },
    { eventName: 'SendCommand', count: 1, ...AT },
  ]);
  expect(byOutcome).toEqual([{ outcome: 'success', count: 4, ...AT }]);
});

it('says the window as it was asked, null for an open end', () => {
  expect(summaryOf()).toEqual({
    since: '2024-05-01T12:00:00Z',
    until: null,
    total: 0,
    byEvent: [],
    byActor: [],
    byResource: [],
    byOutcome: [],
    byAddress: [],
    byAccount: [],
    byRegion: [],
    perHour: [{ start: '2024-05-01T12:00:00Z', count: 0 }],
  });
});

it('keeps a name that its bearer chose apart from the same name that is known', () => {
  const { byActor } = summaryOf(auditEvent(), auditEvent({ actorSource: 'userName' }));
  expect(byActor).toEqual([
    { actor: 'alice', actorSource: 'sessionName', count: 1, ...AT },
    { actor: 'alice', actorSource: 'userName', count: 1, ...AT },
  ]);
});

it('takes the principal where there is no actor', () => {
  const service = without('actorSource', without('actor', auditEvent()));
  expect(summaryOf(service).byActor).toEqual([{ actor: ALICE, count: 1, ...AT }]);
});

it('counts an event once for each resource, however many ways it touched it', () => {
  const twice = [instance(NODE), { ...instance(NODE), relation: 'uses' as const }, instance('i-0aaaaaaaaaaaaaaaa')];
  expect(summaryOf(auditEvent({ resources: twice }), auditEvent()).byResource).toEqual([
    { resource: NODE, kind: 'instance', count: 2, ...AT },
    { resource: 'i-0aaaaaaaaaaaaaaaa', kind: 'instance', count: 1, ...AT },
  ]);
});

it('counts names that a forged record takes from JavaScript like any other', () => {
  expect(summaryOf(auditEvent({ actor: '__proto__' })).byActor).toMatchObject([
    { actor: '__proto__', count: 1, ...AT },
  ]);
});

it('says when each value was first and last seen, in whatever order events come', () => {
  const at = (hour: number) => auditEvent({ eventTime: `2024-05-01T${hour}:00:00Z` });
  expect(summaryOf(at(13), at(15), at(11)).byEvent).toEqual([
    { eventName: 'StartSession', count: 3, first: '2024-05-01T11:00:00Z', last: '2024-05-01T15:00:00Z' },
  ]);
});

it('counts by address, account and region, and in a profile by program and access key', () => {
  const event = storedEvent(rowOf(auditEvent()));
  const [all, profile] = [false, true].map((isProfile) => {
    const counter = new SummaryCounter(isProfile);
    counted(counter, event);
    return counter.summary({ since: undefined, until: undefined, now: NOW });
  });
  const { sourceIPAddress, recipientAccountId, awsRegion, userAgent, accessKeyId } = event;
  expect(all).toMatchObject({
    byAddress: [{ sourceIPAddress, count: 1, ...AT }],
    byAccount: [{ recipientAccountId, count: 1, ...AT }],
    byRegion: [{ awsRegion, count: 1, ...AT }],
  });
  expect(all).not.toHaveProperty('byUserAgent');
  expect(profile).toMatchObject({
    byUserAgent: [{ userAgent, count: 1, ...AT }],
    byAccessKey: [{ accessKeyId, count: 1, ...AT }],
  });
});

it('counts alike events at once', () => {
  const counter = new SummaryCounter();
  counted(counter, storedEvent(rowOf(auditEvent())), { times: 7, ...AT });
  const { total, byEvent } = counter.summary({ since: undefined, until: undefined, now: NOW });
  expect([total, byEvent]).toEqual([7, [{ eventName: 'StartSession', count: 7, ...AT }]]);
});
