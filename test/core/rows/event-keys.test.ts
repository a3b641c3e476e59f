import fc from 'fast-check';
import { isAgentPartition } from '../../../lib/core/rows/agent-partitions';
import { MAX_PARTITION_KEY_BYTES, MAX_SORT_KEY_BYTES } from '../../../lib/core/rows/dynamodb-limits';
import {
  conflictKey,
  eventKey,
  partitionBase,
  partitionsOf,
  plainPartition,
  principalKey,
  QUARANTINE_PARTITION,
  quarantineKey,
  sortKeyRange,
} from '../../../lib/core/rows/event-keys';
import { anyCharacter } from '../text/any-character';
import { auditEvent, NO_SPREAD, rowOf, termRowsTo } from './events';

const SHA256 = '0123456789abcdef'.repeat(4);
const hostile = fc.oneof(
  fc.string({ unit: anyCharacter, minLength: 1, maxLength: 300 }),
  fc.constantFrom(
    '_quarantine',
    '#',
    'StartSession#1',
    '-x',
    '\ud800',
    '😀'.repeat(3000),
    'x'.repeat(10_240),
    'a#b',
    '\n',
  ),
);
const key = (eventName: string, eventID: string, spread = NO_SPREAD) =>
  eventKey({ eventName, eventTime: '2024-05-01T12:00:00Z', eventID }, spread);

describe('eventKey', () => {
  it('is the name, and the time with the ID', () => {
    expect(key('StartSession', 'abc-1')).toEqual({
      eventName: 'StartSession',
      eventTimeId: '2024-05-01T12:00:00Z#abc-1',
    });
  });

  it('is within the limits of keys, plain ASCII and unlike the quarantine, whatever a record says', () => {
    fc.assert(
      fc.property(hostile, hostile, (eventName, eventID) => {
        const taken = conflictKey(key(eventName, eventID), SHA256);
        const [term] = termRowsTo({ ...rowOf(auditEvent({ eventName, eventID })), ...taken }, auditEvent());
        expect(taken.eventName).toMatch(/^[A-Za-z0-9][$-~]*$/);
        expect(taken.eventTimeId).toMatch(/^2024-05-01T12:00:00Z#[A-Za-z0-9][$-~]*#[0-9a-f]{16}$/);
        expect(Buffer.byteLength(taken.eventName)).toBeLessThanOrEqual(MAX_PARTITION_KEY_BYTES);
        expect(Buffer.byteLength(taken.eventTimeId)).toBeLessThanOrEqual(MAX_SORT_KEY_BYTES);
        expect(Buffer.byteLength(String(term?.eventTimeIdName))).toBeLessThanOrEqual(MAX_SORT_KEY_BYTES);
      }),
    );
  });

  it('tells events apart whose name and ID join to the same text', () => {
    const texts = [key('1', 'x#StartSession'), key('StartSession#1', 'x')].map(
      ({ eventName, eventTimeId }) => `${eventTimeId}#${eventName}`,
    );
    expect(new Set(texts).size).toBe(2);
  });

  it('spreads a name evenly, and an event always to the same partition', () => {
    const spread = new Map([['StartSession', 4]]);
    const names = Array.from({ length: 4000 }, (_, index) => key('StartSession', `id-${index}`, spread).eventName);
    for (const partition of ['StartSession', 'StartSession#1', 'StartSession#2', 'StartSession#3']) {
      expect(names.filter((name) => name === partition).length).toBeGreaterThan(800);
    }
    expect(key('StartSession', 'id-7', spread)).toEqual(key('StartSession', 'id-7', spread));
    expect(key('SendCommand', 'id-7', spread).eventName).toBe('SendCommand');
  });
});

it("puts the agent's own calls apart where a stack does so, and spreads them over their partitions", () => {
  const event = { eventName: 'UpdateInstanceInformation', eventTime: '2024-05-01T12:00:00Z', agent: true } as const;
  const names = Array.from({ length: 400 }, (_, index) => {
    return eventKey({ ...event, eventID: `id-${index}` }, new Map(), new Map([[event.eventName, 2]])).eventName;
  });
  expect([...new Set(names)].sort()).toEqual(['UpdateInstanceInformation#agent', 'UpdateInstanceInformation#agent#1']);
  expect(eventKey({ ...event, eventID: 'x' }, new Map(), new Map()).eventName).toBe('UpdateInstanceInformation#agent');
  expect(eventKey({ ...event, eventID: 'x' }, new Map()).eventName).toBe('UpdateInstanceInformation');
  const { agent: _, ...other } = event;
  expect(eventKey({ ...other, eventID: 'x' }, new Map(), new Map()).eventName).toBe('UpdateInstanceInformation');
});

it.each(['StartSession', 'StartSession#1', 'StartSession#agent', 'StartSession#agent#12'])(
  'knows the name of the partition %s, and whether it is of the agent alone',
  (partition) => {
    expect(plainPartition(partition)).toBe('StartSession');
    expect(isAgentPartition(partition)).toBe(partition.includes('agent'));
  },
);

it('takes no name that a record has for a partition of the agent', () => {
  const { eventName } = key('StartSession#agent', 'id');
  expect([isAgentPartition(eventName), plainPartition(eventName)]).toEqual([false, eventName]);
});

describe('partitionBase', () => {
  it('keeps names of the API and replaces odd ones, each by its own', () => {
    expect(partitionBase('DescribeInstanceInformation')).toBe('DescribeInstanceInformation');
    const odd = [QUARANTINE_PARTITION, 'StartSession#1', '#', '', ' ', 'Ünicode', `x${'y'.repeat(10_240)}`].map(
      partitionBase,
    );
    expect(new Set(odd).size).toBe(odd.length);
    expect(odd).not.toContain(QUARANTINE_PARTITION);
  });

  it('is what every partition of the name begins with', () => {
    expect(partitionsOf('A', new Map([['A', 3]]))).toEqual(['A', 'A#1', 'A#2']);
    expect(partitionsOf('A', NO_SPREAD)).toEqual(['A']);
  });
});

it('puts a conflicting record beside the one that holds the key', () => {
  const taken = key('StartSession', 'abc');
  expect(conflictKey(taken, SHA256)).toEqual({
    eventName: 'StartSession',
    eventTimeId: `${taken.eventTimeId}#0123456789abcdef`,
  });
});

it('keeps what cannot be indexed under its time and hash', () => {
  expect(quarantineKey('1970-01-01T00:00:00Z', SHA256)).toEqual({
    eventName: '_quarantine',
    eventTimeId: `1970-01-01T00:00:00Z#${SHA256}`,
  });
});

it('shortens a principal to a key', () => {
  expect(principalKey('arn:aws:iam::1:root')).toBe('arn:aws:iam::1:root');
  expect(Buffer.byteLength(principalKey('é'.repeat(400_000)))).toBeLessThanOrEqual(MAX_PARTITION_KEY_BYTES);
});

it('makes ranges that hold their first second and not their last', () => {
  const [from, to] = sortKeyRange('2024-05-01T12:00:00Z', '2024-05-01T12:00:01Z');
  const isWithin = (sortKey: string) => sortKey >= from && sortKey <= to;
  expect(isWithin('2024-05-01T12:00:00Z#0')).toBe(true);
  expect(isWithin('2024-05-01T12:00:00Z#~')).toBe(true);
  expect(isWithin('2024-05-01T12:00:01Z#0')).toBe(false);
  expect(isWithin('2024-05-01T11:59:59Z#~')).toBe(false);
  const [first, last] = sortKeyRange(undefined, undefined);
  expect('0000-01-01T00:00:00Z#a' >= first && '9999-12-31T23:59:59Z#~' <= last).toBe(true);
});
