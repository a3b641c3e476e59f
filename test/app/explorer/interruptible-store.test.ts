import { findEvents } from '../../../lib/app/ask/find-events';
import { interruptibleStore } from '../../../lib/app/explorer/interruptible-store';
import type { PageRequest } from '../../../lib/app/ports/event-reader';
import { planned } from '../../../lib/core/query/planned-query';
import { inSqlite, type NewStore } from '../../adapters/stores';
import { auditEvent } from '../../core/rows/events';
import { MemoryReader } from '../memory-reader';

let store: NewStore;
let reader: MemoryReader;

beforeAll(() => {
  store = inSqlite();
});
afterAll(() => store.close());
beforeEach(() => {
  reader = new MemoryReader(Array.from({ length: 100 }, (_, at) => auditEvent({ eventID: `e-${at}` })));
});

function reading(signal: AbortSignal, onPage?: (rows: number) => void) {
  const { ports } = store;
  const read = { ...ports, reading: () => ({ ...ports.reading(), reader }) };
  return interruptibleStore(read, { signal, ...(onPage && { onPage }) }).reading();
}

const request: PageRequest = {
  partition: { table: 'events', value: 'StartSession' },
  since: undefined,
  until: undefined,
  oldestFirst: false,
  limit: undefined,
  withRecord: false,
  after: undefined,
};

it('reads no further page once nobody waits', async () => {
  const gone = new AbortController();
  const read = reading(gone.signal).reader;
  const events = findEvents({ reader: read, now: () => new Date('2024-06-01') }, planned({}));
  await events.next();
  const before = reader.pages.length;
  gone.abort(new Error('gone'));
  await expect(
    (async () => {
      for await (const _ of events);
    })(),
  ).rejects.toThrow('gone');
  expect(reader.pages.length).toBe(before);
});

it.each<[number | undefined, unknown, number]>([
  [5_000, undefined, 100],
  [undefined, undefined, 100],
  [5_000, 'further', 1_000],
  [undefined, 'further', 1_000],
  [7, undefined, 7],
  [500, undefined, 500],
])('bounds a page of %s rows after %s to %s', async (limit, after, expected) => {
  const page = jest.spyOn(reader, 'page').mockResolvedValue({ rows: [], after: undefined });
  await reading(new AbortController().signal).reader.page({ ...request, limit, after });
  expect(page.mock.calls[0]?.[0].limit).toBe(expected);
});

it('counts the rows of all readers of an answer together', async () => {
  const told: number[] = [];
  const { ports } = store;
  const read = { ...ports, reading: () => ({ ...ports.reading(), reader }) };
  const shared = interruptibleStore(read, { signal: new AbortController().signal, onPage: (rows) => told.push(rows) });
  const first = await shared.reading().reader.page(request);
  const second = await shared.reading().reader.page(request);
  expect(told.at(-1)).toBe(first.rows.length + second.rows.length);
});

it('asks everything else of the store itself, and no long count', async () => {
  const { reader: read, receipts, alike } = reading(new AbortController().signal);
  expect(alike).toBeUndefined();
  expect(await read.catalogue('')).toEqual(await reader.catalogue(''));
  expect(await read.olderPartitions()).toEqual(await reader.olderPartitions());
  expect(await receipts.newest()).toEqual([]);
  expect((await receipts.trouble({ since: undefined })).receipts).toEqual([]);
  expect(await receipts.hasReceipts({ folder: 'a', from: 'a', to: 'b' })).toBe(false);
  expect(await receipts.deliveryTimes({ folder: 'a', from: 'a', to: 'b' }, 3)).toEqual([]);
});
