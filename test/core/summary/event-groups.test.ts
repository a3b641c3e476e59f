import type { AuditEvent } from '../../../lib/core/event/audit-event';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { GroupCounter, type GroupField, isGroupField } from '../../../lib/core/summary/event-groups';
import { auditEvent, instance, NODE, rowOf } from '../rows/events';

const AT = { first: '2024-05-01T12:00:00Z', last: '2024-05-01T12:00:00Z' };

function groupsOf(fields: readonly GroupField[], ...events: readonly Partial<AuditEvent>[]) {
  const counter = new GroupCounter(fields);
  for (const overrides of events) counter.add(storedEvent(rowOf(auditEvent(overrides))));
  return counter.summary({ since: undefined, until: undefined });
}

it('counts events whose fields are equal', () => {
  expect(groupsOf(['actor', 'outcome'], {}, { outcome: 'denied' }, {})).toEqual({
    since: null,
    until: null,
    total: 3,
    groups: [
      { actor: 'alice', outcome: 'success', count: 2, ...AT },
      { actor: 'alice', outcome: 'denied', count: 1, ...AT },
    ],
  });
});

it('leaves an absent value absent, apart from a text that looks like it', () => {
  const { groups } = groupsOf(['errorCode'], {}, { errorCode: 'undefined' });
  expect(groups).toEqual([
    { errorCode: 'undefined', count: 1, ...AT },
    { count: 1, ...AT },
  ]);
});

it('keeps a truth value one', () => {
  expect(groupsOf(['readOnly'], { readOnly: true }).groups).toEqual([{ readOnly: true, count: 1, ...AT }]);
});

it('counts an event for each of its resources, and one without any for none', () => {
  const two = [instance(NODE), instance('i-0aaaaaaaaaaaaaaaa')];
  const { total, groups } = groupsOf(['resources'], { resources: two }, {}, { resources: [] });
  expect(total).toBe(3);
  expect(groups).toEqual([
    { resources: NODE, count: 2, ...AT },
    { resources: 'i-0aaaaaaaaaaaaaaaa', count: 1, ...AT },
    { count: 1, ...AT },
  ]);
});

it.each(['resource', 'EventName', 'ref', 'record', '__proto__', 'constructor', ''])('knows no field %p', (name) => {
  expect(isGroupField(name)).toBe(false);
});
