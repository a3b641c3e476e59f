import type { FoundEvent } from '../../../lib/app/ask/find-events';
import { nearbyDecryptions } from '../../../lib/app/ask/nearby-decryptions';
import type { EventReader, PageRequest } from '../../../lib/app/ports/event-reader';
import type { AuditEvent } from '../../../lib/core/event/audit-event';
import type { JsonObject } from '../../../lib/core/record/json';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { ALICE, auditEvent, rowOf } from '../../core/rows/events';

const PARAMETER = { id: '/prod/db', kind: 'parameter', relation: 'uses' } as const;

function decrypt(overrides: Partial<AuditEvent> = {}) {
  return rowOf(auditEvent({ eventName: 'Decrypt', resources: [PARAMETER], related: true, ...overrides }));
}

/** Reads the same rows whatever is asked, and remembers what was. */
function readerOf(...rows: readonly ReturnType<typeof decrypt>[]) {
  const requests: PageRequest[] = [];
  const reader: EventReader = {
    page: async (request) => {
      requests.push(request);
      return { rows, after: undefined };
    },
    count: async () => ({ rows: 0, isWhole: true }),
    rows: async () => [],
    catalogue: async () => [],
    olderPartitions: async () => [],
  };
  return { reader, requests, now: () => new Date('2024-05-02T00:00:00Z') };
}

function read(eventName: string, request: JsonObject | null, overrides: Partial<AuditEvent> = {}): FoundEvent {
  return {
    event: storedEvent(rowOf(auditEvent({ eventName, ...overrides }))),
    record: { eventName, requestParameters: request },
  };
}

it('asks for one second of the principal alone', async () => {
  const deps = readerOf();
  await nearbyDecryptions(deps, read('GetParametersByPath', { path: '/', withDecryption: true }));
  expect(deps.requests).toMatchObject([
    {
      partition: { table: 'byPrincipal', value: ALICE },
      since: '2024-05-01T12:00:00Z',
      until: '2024-05-01T12:00:01Z',
    },
  ]);
});

it('names the parameter of each decryption, and nothing that is none', async () => {
  const refused = decrypt({ outcome: 'denied', eventID: 'refused' });
  const unrelated = rowOf(auditEvent({ eventName: 'Decrypt', eventID: 'unrelated' }));
  const deps = readerOf(decrypt(), refused, unrelated, rowOf(auditEvent({ eventID: 'other' })));
  expect(await nearbyDecryptions(deps, read('GetParameter', { name: '/prod/db', withDecryption: true }))).toEqual([
    {
      ref: expect.stringMatching(/^Decrypt\//),
      eventName: 'Decrypt',
      eventID: expect.any(String),
      resources: [PARAMETER],
    },
  ]);
});

it.each<[string, FoundEvent]>([
  ['a read without decryption', read('GetParameter', { name: '/prod/db', withDecryption: false })],
  ['a read that says nothing of decryption', read('GetParameters', { names: ['/prod/db'] })],
  ['another call', read('PutParameter', { name: '/prod/db', withDecryption: true })],
])('is not asked of %s', async (_, found) => {
  const deps = readerOf(decrypt());
  expect(await nearbyDecryptions(deps, found)).toBeUndefined();
  expect(deps.requests).toEqual([]);
});

it.each<[string, FoundEvent]>([
  ['was refused', read('GetParameterHistory', null, { outcome: 'denied' })],
  ['has no record at hand', { event: storedEvent(rowOf(auditEvent({ eventName: 'GetParameter' }))) }],
])('is asked of a read that %s: it may have asked for decryption', async (_, found) => {
  expect(await nearbyDecryptions(readerOf(decrypt()), found)).toHaveLength(1);
});
