import { sendAlerts } from '../../../lib/app/alert/send-alerts';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { UNEVALUATED_RULE } from '../../../lib/core/alerts/alert-rule';
import type { EventMatcher } from '../../../lib/core/alerts/event-matcher';
import type { ObservedEvent } from '../../../lib/core/alerts/observed-event';
import { alertRule, match, observed } from '../../core/alerts/observed-events';
import { MemoryAlerting } from './memory-alerting';

/** Every event matches a rule; what its topics are, tests say. */
const everything: EventMatcher = (each) => [match({ observed: each })];

let alerting: MemoryAlerting;

beforeEach(() => {
  alerting = new MemoryAlerting();
});

/** The deletion of a document at a minute after noon. */
function deletion(eventID: string, minute = 0, document = 'restart-web'): ObservedEvent {
  const eventTime = `2024-05-01T12:${String(minute).padStart(2, '0')}:00Z`;
  const resources = [{ id: document, kind: 'document', relation: 'changes' }] as const;
  return observed({ eventID, eventTime, resources }, { requestParameters: { name: document } });
}

function send(events: readonly ObservedEvent[], matcher = everything) {
  return sendAlerts(alerting.dependencies(matcher), events, NO_DEADLINE);
}

it('sends what matches to each of its topics, and nothing of what no topic selects', async () => {
  const [wanted, unwanted] = [deletion('e-1'), deletion('e-2', 1, 'other')];
  const topicsOf = (each: ObservedEvent) => (each === wanted ? ['documents', 'on-call'] : []);
  await send([wanted, unwanted], (each) => [match({ observed: each, topics: topicsOf(each) })]);
  expect(alerting.published.map(({ topic }) => topic)).toEqual(['documents', 'on-call']);
  expect(alerting.published[0]?.message.message).toContain('restart-web');
  expect(alerting.published[0]?.message.message).toContain('--stack ssm-audit');
});

it('sends nothing twice of a batch that comes again', async () => {
  const events = [deletion('e-1'), deletion('e-2', 5)];
  expect((await send(events)).size).toBe(0);
  const [published, pending] = [alerting.published.length, alerting.pending.size];
  await send(events);
  expect([alerting.published.length, alerting.pending.size]).toEqual([published, pending]);
  expect(alerting.reports.filter(([what]) => what === 'suppressed').map(([, count]) => count)).toEqual([1, 0]);
});

it('lets the same call wait for a digest when the window closes, and no other call', async () => {
  await send([deletion('e-1')]);
  await send([deletion('e-2', 30), deletion('e-3', 31, 'other')]);
  expect(alerting.published).toHaveLength(2);
  const [pending] = [...alerting.pending.values()];
  expect(pending).toMatchObject({ entry: { ref: 'DeleteDocument/2024-05-01T12:30:00Z#e-2', reason: 'repeat' } });
  expect(new Date(pending?.dueAt ?? 0).toISOString()).toBe('2024-05-01T13:10:00.000Z');
});

it('gives the events that have to come again where a message could not be sent, and those alone', async () => {
  const [first, second] = [deletion('e-1'), deletion('e-2')];
  const matcher: EventMatcher = (each) => [
    match({ observed: each, topics: [each === first ? 'broken' : 'documents'] }),
  ];
  const publish = alerting.publisher.publish;
  jest.spyOn(alerting.publisher, 'publish').mockImplementation(async (topic, ...rest) => {
    if (topic === 'broken') throw new Error('SNS and SQS are down');
    return publish(topic, ...rest);
  });
  expect([...(await send([first, second], matcher))]).toEqual([first]);
  expect(alerting.reports).toContainEqual(['failed', new Error('SNS and SQS are down')]);
  expect(alerting.published.map(({ topic }) => topic)).toEqual(['documents']);
  jest.restoreAllMocks();
  await send([first], matcher);
  expect(alerting.published.map(({ topic }) => topic)).toEqual(['documents', 'broken']);
});

it('stores no repeat of a call whose message was not sent: its event comes again', async () => {
  jest.spyOn(alerting.publisher, 'publish').mockRejectedValue(new Error('SNS and SQS are down'));
  // The same call in another minute would join the message: as a different session it is a repeat.
  const events = [deletion('e-1'), deletion('e-2', 5)].map((each, nth) => ({
    ...each,
    event: { ...each.event, sourceIPAddress: `203.0.113.${nth}` },
  }));
  expect([...(await send(events))]).toEqual(events);
  expect(alerting.pending.size).toBe(0);
});

it('notes a message after it was sent: one that was cut off in between comes twice rather than never', async () => {
  jest.spyOn(alerting.state, 'noteSent').mockRejectedValueOnce(new Error('throttled'));
  const event = deletion('e-1');
  expect([...(await send([event]))]).toEqual([event]);
  expect((await send([event])).size).toBe(0);
  expect(alerting.published).toHaveLength(2);
  const [once, again] = alerting.published.map(({ message }) => JSON.stringify(message));
  expect(once).toBe(again);
});

it('says which events no rule could be evaluated on', async () => {
  const event = deletion('e-1');
  await send([event], (each) => [match({ rule: UNEVALUATED_RULE, observed: each })]);
  expect(alerting.reports).toContainEqual(['unevaluated', event.event.ref]);
});

it('sends what is critical each time', async () => {
  const rule = alertRule({ level: 'critical' });
  for (const id of ['e-1', 'e-2', 'e-3']) await send([deletion(id)], (each) => [match({ rule, observed: each })]);
  expect(alerting.published).toHaveLength(3);
  expect(alerting.pending.size).toBe(0);
});
