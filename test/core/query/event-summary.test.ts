import type { AuditEvent } from '../../../lib/core/event/audit-event';
import { SummaryCounter } from '../../../lib/core/query/event-summary';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { ALICE, auditEvent, instance, NODE, rowOf } from '../rows/events';

const NOW = new Date('2024-05-01T13:00:00Z');

function summaryOf(...events: readonly AuditEvent[]) {
  const counter = new SummaryCounter();
  for (const event of events) counter.add(storedEvent(rowOf(event)));
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
    { eventName: 'StartSession', count: 2 },
    { eventName: 'GetParameter', count: 1 },
    { eventName: 'SendCommand', count: 1 },
  ]);
  expect(byOutcome).toEqual([{ outcome: 'success', count: 4 }]);
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
    perHour: [{ start: '2024-05-01T12:00:00Z', count: 0 }],
  });
});

it('keeps a name that its bearer chose apart from the same name that is known', () => {
  const { byActor } = summaryOf(auditEvent(), auditEvent({ actorSource: 'userName' }));
  expect(byActor).toEqual([
    { actor: 'alice', actorSource: 'sessionName', count: 1 },
    { actor: 'alice', actorSource: 'userName', count: 1 },
  ]);
});

it('takes the principal where there is no actor', () => {
  const service = without('actorSource', without('actor', auditEvent()));
  expect(summaryOf(service).byActor).toEqual([{ actor: ALICE, count: 1 }]);
});

it('counts an event once for each resource, however many ways it touched it', () => {
  const twice = [instance(NODE), { ...instance(NODE), relation: 'uses' as const }, instance('i-0aaaaaaaaaaaaaaaa')];
  expect(summaryOf(auditEvent({ resources: twice }), auditEvent()).byResource).toEqual([
    { resource: NODE, kind: 'instance', count: 2 },
    { resource: 'i-0aaaaaaaaaaaaaaaa', kind: 'instance', count: 1 },
  ]);
});

it('counts names that a forged record takes from JavaScript like any other', () => {
  expect(summaryOf(auditEvent({ actor: '__proto__' })).byActor).toMatchObject([{ actor: '__proto__', count: 1 }]);
});
