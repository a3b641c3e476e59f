import { groupedAlerts } from '../../../lib/ui/alerts/alert-groups';
import { strongestByRef } from '../../../lib/ui/route/strongest-level';

const alert = (rule: string, level: string, eventTime: string, refs: readonly string[]) => ({
  rule,
  title: rule,
  level,
  eventTime,
  refs,
  count: refs.length,
});

const ALERTS = [
  alert('noise', 'low', '2026-03-04T00:00:03Z', ['a', 'b', 'c']),
  alert('break-in', 'high', '2026-03-04T00:00:02Z', ['a']),
  alert('noise', 'low', '2026-03-04T00:00:01Z', ['d']),
];

it('groups alerts by their rules, the strongest first', () => {
  expect(groupedAlerts(ALERTS).map(({ rule, count, first, last }) => [rule, count, first, last])).toEqual([
    ['break-in', 1, '2026-03-04T00:00:02Z', '2026-03-04T00:00:02Z'],
    ['noise', 4, '2026-03-04T00:00:01Z', '2026-03-04T00:00:03Z'],
  ]);
});

it('marks an event by the strongest level that catches it', () => {
  expect(Object.fromEntries(strongestByRef(ALERTS))).toEqual({ a: 'high', b: 'low', c: 'low', d: 'low' });
});
