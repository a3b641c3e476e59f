import { ExpectedAlerts } from '../../../lib/app/alert/expected-alerts';
import type { AlertMatch } from '../../../lib/core/alerts/event-matcher';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import { ALICE, alertRule, match, observed } from '../../core/alerts/observed-events';

const HOUR_MS = 3_600_000;

function deletion(eventID: string, time: string, event: Partial<StoredEvent> = {}, rule = alertRule()): AlertMatch {
  return match({ rule, observed: observed({ eventID, eventTime: `2024-05-01T${time}Z`, ...event }) });
}

function alertsOf(...matches: readonly AlertMatch[]) {
  const expected = new ExpectedAlerts(HOUR_MS);
  for (const each of matches) expected.add([each]);
  return expected.alerts();
}

it('stands for the first call of a window and its repeats', () => {
  const alerts = alertsOf(deletion('e-1', '12:00:00'), deletion('e-2', '12:59:59'), deletion('e-3', '13:00:00'));
  expect(alerts).toEqual([
    {
      rule: 'document-deleted',
      title: 'A document was deleted',
      level: 'medium',
      eventName: 'DeleteDocument',
      eventTime: '2024-05-01T12:00:00Z',
      lastEventTime: '2024-05-01T12:59:59Z',
      userIdentityArn: ALICE,
      outcome: 'success',
      count: 2,
      refs: ['DeleteDocument/2024-05-01T12:00:00Z#e-1', 'DeleteDocument/2024-05-01T12:59:59Z#e-2'],
      topics: ['documents'],
    },
    expect.objectContaining({ count: 1, outcome: 'success', eventTime: '2024-05-01T13:00:00Z' }),
  ]);
});

it('does not mind in which order matches come', () => {
  const matches = [deletion('e-1', '12:00:00'), deletion('e-2', '12:30:00'), deletion('e-3', '14:00:00')];
  expect(alertsOf(...matches.toReversed())).toEqual(alertsOf(...matches));
});

it('counts a rule once for an event, but for another record under the same ID', () => {
  const expected = new ExpectedAlerts(HOUR_MS);
  for (const sha256 of ['aa', 'aa', 'bb']) expected.add([deletion('e-1', '12:00:00')], sha256);
  expect(expected.alerts().map(({ count, refs }) => [count, refs.length])).toEqual([[2, 1]]);
});

it('collects a flood in digests of five minutes, which leave out what their events do not share', () => {
  const flood = Array.from({ length: 30 }, (_, index) => {
    const resources = [{ id: `doc-${index}`, kind: 'document', relation: 'changes' }] as const;
    const time = `12:${String(Math.floor(index / 2)).padStart(2, '0')}:${index % 2 ? '30' : '00'}`;
    const each = deletion(`e-${index}`, time, { resources, outcome: index % 2 ? 'success' : 'denied' });
    return { ...each, observed: { ...each.observed, record: { requestParameters: { name: `doc-${index}` } } } };
  });
  const alerts = alertsOf(...flood);
  const digests = alerts.filter(({ digest }) => digest);
  // Ten messages an hour of what is medium: those until 12:04:30. The rest is of two slots.
  expect(alerts.length - digests.length).toBe(10);
  expect(digests.map(({ count, eventTime }) => [eventTime, count])).toEqual([
    ['2024-05-01T12:05:00Z', 10],
    ['2024-05-01T12:10:00Z', 10],
  ]);
  expect(digests.map(({ outcome, eventName }) => [outcome, eventName])).toEqual([
    [undefined, 'DeleteDocument'],
    [undefined, 'DeleteDocument'],
  ]);
});

it('tells of a record that could not be indexed what is known', () => {
  const unread = match({ observed: { event: { ref: 'quarantine/x', logFile: 's3://b/k' }, record: undefined } });
  const [alert] = alertsOf(unread as AlertMatch);
  expect(alert).toEqual({
    rule: 'document-deleted',
    title: 'A document was deleted',
    level: 'medium',
    count: 1,
    refs: ['quarantine/x'],
    topics: ['documents'],
  });
});
