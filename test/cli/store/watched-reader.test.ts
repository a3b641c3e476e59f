import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { WatchedReader } from '../../../lib/cli/store/watched-reader';
import { localStoreInMemory } from '../../../lib/local/local-store';
import { rowOf } from '../../core/rows/events';

const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
const { isTTY } = process.stderr;
afterAll(() => {
  Object.assign(process.stderr, { isTTY });
});

const REQUEST = {
  partition: { table: 'events', value: 'StartSession' },
  since: '2024-05-01T00:00:00Z',
  until: '2024-05-02T00:00:00Z',
  oldestFirst: false,
  limit: undefined,
  withRecord: false,
  after: undefined,
} as const;

it('gives the same rows, and shows how many it read, how far, and how long it still takes', async () => {
  const { store, close } = localStoreInMemory();
  await store.events.putNew(rowOf(), NO_DEADLINE);
  const { reader } = store.reading();
  const watched = new WatchedReader(reader);
  const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 12_000);
  Object.assign(process.stderr, { isTTY: true, columns: 100 });
  expect(await watched.page(REQUEST)).toEqual(await reader.page(REQUEST));
  expect(written.mock.calls.at(-1)?.[0]).toMatch(/1 rows read, 0\.\d\/s, 1\d s left, at 2024-05-01T12:00:00Z$/);
  now.mockRestore();
  close();
});

it('gives what a store keeps beside its rows', async () => {
  const { store, close } = localStoreInMemory({ judge: async () => ({ judge: () => 'caught' }) });
  const row = rowOf();
  await store.events.putNew(row, NO_DEADLINE);
  const { reader } = store.reading();
  const watched = new WatchedReader(reader);
  expect(await watched.catches?.([row])).toEqual(['caught']);
  expect(await watched.recordNames?.([row])).toEqual(await reader.recordNames?.([row]));
  expect(new WatchedReader({ ...reader, catches: undefined, recordNames: undefined } as never).catches).toBeUndefined();
  close();
});
