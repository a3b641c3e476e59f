import { ExpectedAlerts } from '../../../lib/app/alert/expected-alerts';
import { replayAlerts } from '../../../lib/app/alert/replay-alerts';
import type { ObservedRange } from '../../../lib/app/alert/stored-observations';
import { compileMatcher } from '../../../lib/core/alerts/event-matcher';
import type { AuditEvent, Origin } from '../../../lib/core/event/audit-event';
import { loadRules } from '../../../lib/core/rules/load-rules';
import { configuration, topic } from '../../core/alerts/observed-events';
import { ALICE, auditEvent, rowOf } from '../../core/rows/events';
import { ruleText } from '../../core/rules/rule-text';
import { MemoryReader } from '../memory-reader';

const { rules } = loadRules([
  {
    file: 'session.yml',
    text: ruleText('selection:\n  eventName: StartSession\ncondition: selection', { id: 'session', level: 'high' }),
  },
]);
const match = compileMatcher(rules, configuration(topic({ name: 'on-call', minimumLevel: 'high' })));
const EVERYTHING = { since: undefined, until: undefined, accounts: [], regions: [] };

const reader = new MemoryReader();
const store = (overrides: Partial<AuditEvent>, origin: Origin = 'delivery') => {
  const event = auditEvent(overrides);
  reader.add(rowOf(event, { eventSource: 'ssm.amazonaws.com', eventName: event.eventName }, { origin }));
};
store({ eventID: 'e-1', eventTime: '2024-05-01T12:00:00Z' });
store({ eventID: 'e-2', eventTime: '2024-05-01T12:59:59Z' });
store({ eventID: 'e-3', eventTime: '2024-05-01T13:00:00Z', recipientAccountId: '999999999999' });
store({ eventID: 'e-4', eventName: 'DeleteDocument' });
store({ eventID: 'history' }, 'backfill');

const replay = (range: Partial<ObservedRange>) =>
  replayAlerts(
    { reader, now: () => new Date('2024-06-01T00:00:00Z') },
    { ...EVERYTHING, ...range },
    match,
    new ExpectedAlerts(3_600_000),
  );

it('groups the matches of stored events as messages would, history as well', async () => {
  expect(await replay({})).toEqual({
    events: 5,
    quarantined: 0,
    alerts: [
      {
        rule: 'session',
        title: 'A test rule',
        level: 'high',
        eventName: 'StartSession',
        eventTime: '2024-05-01T12:00:00Z',
        userIdentityArn: ALICE,
        outcome: 'success',
        lastEventTime: '2024-05-01T12:59:59Z',
        count: 3,
        refs: [
          'StartSession/2024-05-01T12:00:00Z#e-1',
          'StartSession/2024-05-01T12:00:00Z#history',
          'StartSession/2024-05-01T12:59:59Z#e-2',
        ],
        topics: ['on-call'],
      },
      expect.objectContaining({ count: 1, refs: ['StartSession/2024-05-01T13:00:00Z#e-3'] }),
    ],
  });
});

it.each([
  [{ since: '2024-05-01T12:30:00Z' }, ['e-2', 'e-3']],
  [{ accounts: ['999999999999'] }, ['e-3']],
  [{ regions: ['xx-nowhere-1'] }, []],
])('asks about the events that are meant: %j', async (range, ids) => {
  const { alerts } = await replay(range);
  expect(alerts.flatMap(({ refs }) => refs).map((ref) => ref.split('#')[1])).toEqual(ids);
});
