import { EVENT_FIELDS, fieldNames } from '../../../lib/contract/event-fields';
import { CONDITION_NAMES, CONDITIONS, LISTS, RECORD_CONDITIONS, SWITCHES } from '../../../lib/core/query/conditions';
import { EVERYTHING } from '../../../lib/core/query/event-query';
import { planned } from '../../../lib/core/query/planned-query';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { TERM_FIELDS } from '../../../lib/core/rows/term-row';
import { auditEvent, instance, rowOf } from '../rows/events';

/** Switches that lie in another condition, or in what is read. */
const ELSEWHERE: readonly string[] = ['changed', 'quarantined'];

const EVENT = storedEvent(rowOf(auditEvent({ agent: true, readOnly: true, resources: [instance('i-1')] })));

it('has each condition in one of the kinds, and each in what a question is made of', () => {
  expect([...LISTS, ...SWITCHES, ...RECORD_CONDITIONS].sort()).toEqual([...CONDITION_NAMES].sort());
  expect(Object.keys(EVERYTHING)).toEqual(expect.arrayContaining([...CONDITION_NAMES]));
});

it.each(LISTS)('%s, asked for what no event has, lets no event through', (name) => {
  expect(planned({ [name]: ['no-event-has-this'] }).passes(EVENT)).toBe(false);
});

it.each(SWITCHES.filter((name) => !ELSEWHERE.includes(name)))('%s changes what comes through', (name) => {
  const event = {
    ...EVENT,
    ...(name === 'related' && { related: true as const }),
    ...(name === 'guard' && { guard: true as const }),
  };
  expect(planned({ [name]: true }).passes(event)).not.toBe(planned({}).passes(event));
});

it.each([...LISTS, ...RECORD_CONDITIONS])('%s is a key, or narrows', (name) => {
  const value = RECORD_CONDITIONS.some((each) => each === name) ? [() => true] : ['x'];
  const { plan, narrows } = planned({ [name]: value });
  expect(plan.condition === name || narrows).toBe(true);
});

it.each(CONDITION_NAMES)('%s has a flag of its own, and says what it is', (name) => {
  const { flag, help } = CONDITIONS[name];
  expect(flag).toMatch(/^--[a-z]+(?:-[a-z]+)*(?: <[^>]+>)?$/);
  expect(CONDITION_NAMES.filter((other) => CONDITIONS[other].flag === flag)).toEqual([name]);
  expect(help).not.toBe('');
});

/** Fields that are shown and that no flag asks for: they say how another one is known, or how the event came here. */
const NOT_ASKED: readonly string[] = [
  'eventTime',
  'principalSource',
  'actorSource',
  'userAgent',
  'origin',
  'logFile',
  'recordIndex',
  'quarantineReason',
  'conflict',
  'resourcesOmitted',
  'mentionsOmitted',
  'termsOmitted',
];

it.each(fieldNames().filter((name) => !NOT_ASKED.includes(name)))('a condition asks for %s', (name) => {
  const reads = new Set<string>();
  const event = new Proxy(
    { ref: 'r' },
    {
      get: (_, key) => {
        reads.add(String(key));
        return undefined;
      },
    },
  );
  for (const list of LISTS) planned({ [list]: ['x', 'any'] }).passes(event);
  for (const each of SWITCHES) planned({ [each]: true, ...(each === 'changed' && { resources: ['x'] }) }).passes(event);
  expect([...reads]).toContain(name);
});

it('has a condition that is answered by each term', () => {
  const keys = [...LISTS, ...SWITCHES].flatMap((name) => {
    const { plan } = planned({ [name]: SWITCHES.some((each) => each === name) ? true : ['203.0.113.7'] });
    return 'partitions' in plan ? plan.partitions.map(({ value }) => value.split('=')[0]) : [];
  });
  expect(TERM_FIELDS.filter((field) => !keys.includes(field))).toEqual([]);
  expect(TERM_FIELDS).toHaveLength(fieldNames().filter((name) => 'term' in EVENT_FIELDS[name]).length);
});
