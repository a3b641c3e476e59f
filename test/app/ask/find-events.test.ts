import fc from 'fast-check';
import { type FoundEvent, findEvents } from '../../../lib/app/ask/find-events';
import type { AuditEvent } from '../../../lib/core/event/audit-event';
import { parseWhere } from '../../../lib/core/match/where';
import type { EventQuery } from '../../../lib/core/query/event-query';
import { readExclusions } from '../../../lib/core/query/exclusions';
import { planned } from '../../../lib/core/query/planned-query';
import { outcomeOf } from '../../../lib/core/record/outcome-of-record';
import { conflictKey, quarantineKey } from '../../../lib/core/rows/event-keys';
import { conflictRow, quarantineRow } from '../../../lib/core/rows/event-row';
import { type StoredEvent, storedEvent } from '../../../lib/core/rows/stored-event';
import { auditEvent, instance, rowContext, rowOf, termRowsTo } from '../../core/rows/events';
import { anyCharacter } from '../../core/text/any-character';
import { MemoryReader } from '../memory-reader';

const NOW = new Date('2024-06-01T00:00:00Z');
const SPREAD = new Map([
  ['StartSession', 5],
  ['SendCommand', 2],
]);
const BASE = Date.parse('2024-05-01T12:00:00Z');
const at = (seconds: number) => new Date(BASE + seconds * 1000).toISOString().replace('.000Z', 'Z');

async function find(
  reader: MemoryReader,
  asked: Partial<EventQuery> = {},
  onUnread?: (event: StoredEvent) => void,
): Promise<FoundEvent[]> {
  const found: FoundEvent[] = [];
  const deps = { reader, now: () => NOW, ...(onUnread && { onUnread }) };
  for await (const event of findEvents(deps, planned(asked))) found.push(event);
  return found;
}

const ids = (found: readonly FoundEvent[]) => found.map(({ event }) => event.eventID);
const refs = (found: readonly FoundEvent[]) => found.map(({ event }) => event.ref);

/** `count` events, one a second, the first at the base. */
function series(count: number, overrides: Partial<AuditEvent> = {}, name = 'id'): AuditEvent[] {
  return Array.from({ length: count }, (_, index) =>
    auditEvent({ eventID: `${name}-${String(index).padStart(4, '0')}`, eventTime: at(index), ...overrides }),
  );
}

describe('the order and the limit', () => {
  const reader = new MemoryReader([...series(40), ...series(40, { eventName: 'SendCommand' }, 'cmd')], SPREAD);

  it('is newest first unless the oldest are asked for first', async () => {
    const newest = await find(reader, { limit: 3 });
    expect(ids(newest)).toEqual(['id-0039', 'cmd-0039', 'id-0038']);
    expect(ids(await find(reader, { limit: 3, oldestFirst: true }))).toEqual(['cmd-0000', 'id-0000', 'cmd-0001']);
    expect(refs(await find(reader)).reverse()).toEqual(refs(await find(reader, { oldestFirst: true })));
  });

  it('gives no more than asked for, and all without a limit', async () => {
    expect(await find(reader, { limit: 0 })).toEqual([]);
    expect(await find(reader, { limit: 79 })).toHaveLength(79);
    expect(await find(reader, { limit: 1000 })).toHaveLength(80);
    expect(await find(reader)).toHaveLength(80);
  });

  it('reads one page of a key that is the whole question', async () => {
    const one = new MemoryReader(series(300), undefined, 200);
    expect(await find(one, { accessKeys: ['ASIAEXAMPLE'], limit: 100 })).toHaveLength(100);
    expect([one.pages.length, one.rowsRead]).toEqual([1, 100]);
  });

  it('reads a partition in which nothing passes no further than the answer goes back', async () => {
    const related = series(150, { eventName: 'Decrypt', related: true }, 'kms');
    const mixed = new MemoryReader([...related, ...series(150)]);
    expect(await find(mixed, { limit: 14 })).toHaveLength(14);
    expect(mixed.rowsRead).toBeLessThanOrEqual(14 * 3 + 7);
    const filtered = new MemoryReader([...series(150, { eventName: 'A', awsRegion: 'x' }, 'a'), ...series(150)]);
    expect(await find(filtered, { regions: ['eu-west-1'], limit: 14 })).toHaveLength(14);
    expect(filtered.rowsRead).toBeLessThanOrEqual(14 * 3 + 7);
  });
});

describe('several keys', () => {
  it('gives an event once that several of them lead to', async () => {
    const both = auditEvent({ resources: [instance('i-1'), instance('i-2')] });
    const reader = new MemoryReader([both, auditEvent({ eventID: 'other', resources: [instance('i-2')] })]);
    expect(ids(await find(reader, { resources: ['i-1', 'i-2'] })).sort()).toEqual([both.eventID, 'other']);
  });

  it('gives a conflicting record beside the other, once each by either key', async () => {
    const event = auditEvent({ resources: [instance('i-1'), instance('i-2')] });
    const row = rowOf(event);
    const reader = new MemoryReader([event]);
    const beside = (hash: string) => conflictRow(row, conflictKey(row, hash.repeat(64)));
    for (const hash of ['0', 'f']) reader.add(beside(hash), termRowsTo(beside(hash), event));
    for (const asked of [{ resources: ['i-1', 'i-2'] }, { eventNames: ['StartSession'] }, { actors: ['alice'] }]) {
      const found = await find(reader, asked);
      expect(found).toHaveLength(3);
      expect(new Set(refs(found)).size).toBe(3);
      expect(found.filter(({ event: each }) => each.conflict)).toHaveLength(2);
    }
  });

  it('reads the partitions of names that begin alike once each', async () => {
    const reader = new MemoryReader([
      auditEvent({ eventName: 'GetParameter' }),
      auditEvent({ eventName: 'GetParameters' }),
    ]);
    expect(await find(reader, { eventNames: ['GetParameter', 'GetParameters'] })).toHaveLength(2);
    expect(reader.pages).toHaveLength(2);
  });
});

describe('the record', () => {
  const where = (text: string) => ({ where: [parseWhere(text)] });

  it('comes with rows of every table where it is asked for', async () => {
    const reader = new MemoryReader(series(150));
    for (const asked of [{}, { actors: ['alice'] }, { principals: [auditEvent().userIdentityArn] }]) {
      const found = await find(reader, { ...asked, record: true });
      expect(found).toHaveLength(150);
      for (const { event, record, maskedPaths } of found) {
        expect(record).toMatchObject({ eventID: event.eventID });
        expect(maskedPaths).toEqual([]);
      }
    }
    expect((await find(reader))[0]).not.toHaveProperty('record');
  });

  it('is tested by where, in batches however low the limit', async () => {
    const reader = new MemoryReader(series(150));
    const found = await find(reader, { ...where('eventID|endswith=-0100'), actors: ['alice'], limit: 1 });
    expect(ids(found)).toEqual(['id-0100']);
    expect(reader.keyLookUps).toBe(1);
  });

  it('holds where one of several tests does', async () => {
    const tests = ['eventID|endswith=-0100', 'eventID|endswith=-0101'].map(parseWhere);
    const found = await find(new MemoryReader(series(150)), { where: tests, actors: ['alice'] });
    expect(new Set(ids(found))).toEqual(new Set(['id-0100', 'id-0101']));
  });

  it('is not fetched for more events than the limit', async () => {
    const reader = new MemoryReader(series(150));
    expect(await find(reader, { accessKeys: ['ASIAEXAMPLE'], record: true, limit: 5 })).toHaveLength(5);
    expect(reader.rowsRead).toBeLessThanOrEqual(7);
  });

  it('may be missing: the event is shown all the same, but answers no test', async () => {
    const reader = new MemoryReader();
    const { record: _, ...pointer } = rowOf();
    reader.add(pointer, termRowsTo(pointer, auditEvent()));
    expect(await find(reader, { record: true, actors: ['alice'] })).toEqual([
      { event: expect.anything(), evidence: { recordIndex: pointer.recordIndex, recordSha256: pointer.recordSha256 } },
    ]);
    const unread: StoredEvent[] = [];
    expect(await find(reader, where('eventID|exists=false'), (event) => unread.push(event))).toEqual([]);
    expect(unread.map(({ ref }) => ref)).toEqual(refs([{ event: storedEvent(pointer) }]));
  });
});

it('finds by the whole of a long name, ID, principal, actor and resource', async () => {
  const long = (text: string) => `${text}-${'é'.repeat(5120)}`;
  const event = auditEvent({
    eventName: long('name'),
    eventID: long('id'),
    userIdentityArn: long('arn'),
    actor: long('actor'),
    resources: [instance(long('i'))],
  });
  const reader = new MemoryReader([event, auditEvent()]);
  const questions: readonly Partial<EventQuery>[] = [
    { eventNames: [long('name')] },
    { eventIds: [long('id')] },
    { principals: [long('arn')] },
    { actors: [long('actor')] },
    { resources: [long('i')] },
  ];
  for (const asked of questions) {
    const found = await find(reader, asked);
    expect(ids(found)).toEqual([event.eventID]);
    expect(found[0]?.event.eventName).toBe(event.eventName);
  }
});

it('leaves out what has expired but is not yet deleted', async () => {
  const reader = new MemoryReader();
  const expiresAt = NOW.getTime() / 1000;
  reader.add(rowOf(auditEvent({ eventID: 'over' }), {}, { expiresAt }));
  reader.add(rowOf(auditEvent({ eventID: 'kept' }), {}, { expiresAt: expiresAt + 1 }));
  expect(ids(await find(reader))).toEqual(['kept']);
});

it('shows quarantined records where they are asked for, and nowhere else', async () => {
  const reader = new MemoryReader([auditEvent()]);
  reader.add(quarantineRow(quarantineKey(at(0), 'ab'), 'no eventName', { eventID: 'q' }, rowContext()));
  expect(await find(reader)).toHaveLength(1);
  const found = await find(reader, { quarantined: true, record: true });
  expect(found).toMatchObject([{ event: { quarantineReason: 'no eventName' }, record: { eventID: 'q' } }]);
});

it('is what the filter over all events gives, by whatever key it is answered', async () => {
  const reader = new MemoryReader(
    ['alice', 'bob'].flatMap((actor) =>
      ['i-1', 'i-2', 'i-3'].flatMap((id) =>
        (['success', 'denied'] as const).map((outcome, index) =>
          auditEvent({
            eventID: `${actor}-${id}-${outcome}`,
            eventTime: at(index),
            actor,
            outcome,
            resources: [instance(id)],
          }),
        ),
      ),
    ),
    SPREAD,
  );
  const all = await find(reader);
  expect(all).toHaveLength(12);
  for (const actors of [[], ['alice'], ['alice', 'bob']]) {
    for (const resources of [[], ['i-2'], ['i-2', 'i-3']]) {
      for (const denied of [false, true]) {
        const expected = all.filter(
          ({ event }) =>
            (actors.length === 0 || actors.includes(String(event.actor))) &&
            (resources.length === 0 || resources.includes(String(event.resources?.[0]?.id))) &&
            (!denied || event.outcome === 'denied'),
        );
        expect(refs(await find(reader, { actors, resources, denied }))).toEqual(refs(expected));
      }
    }
  }
});

describe('windows', () => {
  const seconds = fc.integer({ min: 0, max: 20 });

  it('together hold every event once, for any events, key and borders', async () => {
    const events = fc.uniqueArray(
      fc.record({
        eventName: fc.constantFrom('StartSession', 'SendCommand', 'GetParameter', '#'),
        eventID: fc.oneof(
          fc.uuid(),
          fc.string({ unit: anyCharacter, minLength: 1, maxLength: 4 }),
          fc.constantFrom('a', 'a#b', 'a!', 'a~'),
        ),
        eventTime: seconds.map(at),
        outcome: fc.constantFrom('success', 'denied'),
      }),
      {
        selector: ({ eventName, eventID, eventTime }) => `${eventName} ${eventID.toWellFormed()} ${eventTime}`,
        maxLength: 60,
      },
    );
    const asked = fc.constantFrom<Partial<EventQuery>>(
      {},
      { actors: ['alice'] },
      { eventNames: ['StartSession', '#'] },
      { denied: true },
    );
    await fc.assert(
      fc.asyncProperty(
        events,
        asked,
        fc.uniqueArray(seconds, { maxLength: 5 }),
        fc.boolean(),
        async (fields, question, cuts, oldestFirst) => {
          const reader = new MemoryReader(
            fields.map((each) => auditEvent(each)),
            SPREAD,
            3,
          );
          const borders = [undefined, ...cuts.sort((one, other) => one - other).map(at), undefined];
          const windows = borders.slice(1).map((until, index) => ({ since: borders[index], until }));
          const parts: string[] = [];
          for (const window of oldestFirst ? windows : windows.reverse()) {
            parts.push(...refs(await find(reader, { ...question, ...window, oldestFirst })));
          }
          expect(parts.sort()).toEqual(refs(await find(reader, { ...question, oldestFirst })).sort());
          expect(new Set(parts).size).toBe(parts.length);
          if (Object.keys(question).length === 0) expect(parts).toHaveLength(fields.length);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('hold a thousand events of one second, of a spread name', async () => {
    const reader = new MemoryReader([...series(1000, { eventTime: at(0) }), ...series(3)], SPREAD, 80);
    const whole = await find(reader, { eventNames: ['StartSession'] });
    const within = await find(reader, { since: at(0), until: at(1), eventNames: ['StartSession'] });
    const after = await find(reader, { since: at(1), eventNames: ['StartSession'] });
    expect(within).toHaveLength(1000);
    expect([...after, ...within].map(({ event }) => event.ref)).toEqual(refs(whole));
    expect(new Set(refs(whole)).size).toBe(1002);
  });
});

describe('calls that did not succeed', () => {
  const codes = [
    undefined,
    'AccessDenied',
    'Client.UnauthorizedOperation',
    'ThrottlingException',
    'ParameterNotFound',
    'Success',
  ];
  const roles = [undefined, ...Array.from({ length: 20 }, (_, index) => `arn:aws:iam::1:role/path/Role${index}`)];
  const events = roles.flatMap((roleArn, at) =>
    codes.map((errorCode, index) => {
      const { roleArn: _, ...event } = auditEvent({
        eventID: `e${at}-${index}`,
        outcome: outcomeOf(errorCode ? { errorCode } : {}),
      });
      return { ...event, ...(roleArn && { roleArn }), ...(errorCode && { errorCode }) };
    }),
  );
  const matching = (holds: (event: AuditEvent) => boolean) =>
    events
      .filter(holds)
      .map(({ eventID }) => eventID)
      .sort();

  const asked: readonly (readonly [Partial<EventQuery>, (event: AuditEvent) => boolean])[] = [
    ...roles.flatMap((role) =>
      role ? [[{ roles: [role] }, ({ roleArn }: AuditEvent) => roleArn === role] as const] : [],
    ),
    ...codes.flatMap((code) =>
      code ? [[{ errors: [code] }, ({ errorCode }: AuditEvent) => errorCode === code] as const] : [],
    ),
    [{ errors: ['any'] }, ({ outcome }) => outcome !== 'success'],
    [{ errors: ['any', 'Success'] }, ({ outcome, errorCode }) => outcome !== 'success' || errorCode === 'Success'],
    [{ denied: true }, ({ outcome }) => outcome === 'denied'],
    [{ denied: true, roles: ['Role3'] }, ({ outcome, roleArn }) => outcome === 'denied' && roleArn === roles[4]],
  ];

  const reader = new MemoryReader(events);

  it.each(asked)('are all found by %j', async (question, holds) => {
    expect(ids(await find(reader, question)).sort()).toEqual(matching(holds));
  });
});

describe('what --not leaves out', () => {
  const many = Array.from({ length: 60 }, (_, index) => instance(`i-${String(index).padStart(17, '0')}`));
  const last = many.at(-1)?.id ?? '';
  const events = [
    auditEvent({ eventID: 'fleet', resources: many }),
    auditEvent({ eventID: 'one', resources: many.slice(0, 1) }),
  ];

  it('is known although rows list only a part of what an event touched', async () => {
    const asked = { resources: [many[0]?.id ?? ''], not: readExclusions([`resource=${last}`]) };
    expect(ids(await find(new MemoryReader(events), asked))).toEqual(['one']);
    expect(ids(await find(new MemoryReader(events), { not: asked.not }))).toEqual(['one']);
  });

  it('may be told by the record, and keeps what has none', async () => {
    const reader = new MemoryReader();
    for (const [eventID, record] of [
      ['a', { x: '1' }],
      ['b', { x: '2' }],
    ] as const)
      reader.add(rowOf(auditEvent({ eventID }), record));
    const { record: _, ...bare } = rowOf(auditEvent({ eventID: 'c' }));
    reader.add(bare);
    const unread: StoredEvent[] = [];
    const asked = { not: readExclusions(['where=x=1']) };
    expect(ids(await find(reader, asked, (event) => unread.push(event))).sort()).toEqual(['b', 'c']);
    expect(unread.map(({ eventID }) => eventID)).toEqual(['c']);
  });
});
