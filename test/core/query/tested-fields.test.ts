import type { EventFieldName } from '../../../lib/contract/event-fields';
import { parseWhere } from '../../../lib/core/match/where';
import { CONDITION_NAMES, CONDITIONS, LISTS, SWITCHES } from '../../../lib/core/query/conditions';
import type { EventQuery } from '../../../lib/core/query/event-query';
import { planned } from '../../../lib/core/query/planned-query';
import { testedFields } from '../../../lib/core/query/tested-fields';
import { type StoredEvent, storedEvent } from '../../../lib/core/rows/stored-event';
import { auditEvent, rowOf } from '../rows/events';

const EVENT = storedEvent(rowOf(auditEvent({ errorCode: 'AccessDenied', outcome: 'denied', reason: 'OPS-1' })));
const fieldsOf = (asked: Partial<EventQuery>) => testedFields(planned(asked).query);

/** The fields of an event that a question looks at. */
function lookedAt(asked: Partial<EventQuery>): ReadonlySet<PropertyKey> {
  const names = new Set<PropertyKey>();
  const watched = new Proxy<StoredEvent>(EVENT, {
    get(event, name) {
      names.add(name);
      return event[name as EventFieldName];
    },
  });
  planned(asked).passes(watched);
  return names;
}

const ASKED: readonly (readonly [string, Partial<EventQuery>])[] = [
  ['nothing', {}],
  ...LISTS.map((name) => [name, { [name]: ['any', 'x'] }] as const),
  ...LISTS.map((name) => [`not ${name}`, { not: { [name]: ['any', 'x'] } }] as const),
  ...SWITCHES.map((name) => [name, { [name]: true }] as const),
  ...SWITCHES.map((name) => [`not ${name}`, { not: { [name]: true } }] as const),
];

it.each(ASKED)('tells every field that is looked at by %s', (_, asked) => {
  const fields = fieldsOf(asked);
  if (fields === undefined) return;
  expect([...lookedAt(asked)].filter((name) => !fields.some((field) => field === name))).toEqual([]);
});

it('leaves out conditions that test nothing', () => {
  expect(fieldsOf({})).toEqual(['related', 'guard']);
  expect(fieldsOf({ related: true, guard: true })).toEqual([]);
});

it('tells none where each event has to be looked at', () => {
  expect(fieldsOf({ where: [parseWhere('a=b')] })).toBeUndefined();
  expect(fieldsOf({ not: { where: [parseWhere('a=b')] } })).toBeUndefined();
  expect(CONDITION_NAMES.filter((name) => !('reads' in CONDITIONS[name]))).toEqual([
    'resources',
    'eventIds',
    'where',
    'contains',
  ]);
});
