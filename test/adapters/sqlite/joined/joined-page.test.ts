import { NO_DEADLINE } from '../../../../lib/app/ports/deadline';
import type { JoinedRequest } from '../../../../lib/app/ports/event-reader';
import { catalogueEntry } from '../../../../lib/core/rows/catalogue';
import type { ListedRow } from '../../../../lib/core/rows/event-row';
import { auditEvent, rowOf } from '../../../core/rows/events';
import { inSqlite, type NewStore } from '../../stores';

/** Each partition has an event in each second, and two of them under one ID. */
const PARTITIONS = ['Read', 'Start', 'Write'] as const;
const TIMES = ['2024-03-01T10:00:00Z', '2024-03-01T10:00:01Z', '2024-03-01T10:00:02Z'] as const;
const WHOLE = {
  partitions: PARTITIONS,
  since: undefined,
  until: undefined,
  limit: undefined,
  after: undefined,
} as const;

let store: NewStore;

beforeAll(async () => {
  store = inSqlite();
  for (const eventName of PARTITIONS) {
    await store.events.addPartition(catalogueEntry(eventName), NO_DEADLINE);
    for (const eventTime of TIMES) {
      for (const eventID of ['a', `of-${eventName}`]) {
        await store.events.putNew({ ...rowOf(auditEvent({ eventName, eventTime, eventID })), record: {} }, NO_DEADLINE);
      }
    }
  }
});

afterAll(() => store.close());

const OLDEST_FIRST = TIMES.flatMap((time) => [
  ...PARTITIONS.map((name) => `${time}#a#${name}`),
  ...PARTITIONS.map((name) => `${time}#of-${name}#${name}`),
]);

describe.each([
  ['oldest first', true, OLDEST_FIRST],
  ['newest first', false, [...OLDEST_FIRST].reverse()],
])('several partitions as one, %s', (_, oldestFirst, expected) => {
  it('come in the order of their keys, then of their names', async () => {
    expect(await keysOf({ ...WHOLE, oldestFirst })).toEqual(expected);
  });

  it.each([1, 2, 4, 5, 17, 18])('go on where a page of %d ended', async (limit) => {
    expect(await keysOf({ ...WHOLE, oldestFirst, limit })).toEqual(expected);
  });

  it('keep to the window: from a time on, and up to another', async () => {
    const inWindow = expected.filter((key) => key.startsWith(TIMES[1]));
    const window = { since: TIMES[1], until: TIMES[2] };
    expect(await keysOf({ ...WHOLE, ...window, oldestFirst })).toEqual(inWindow);
    expect(await keysOf({ ...WHOLE, ...window, oldestFirst, limit: 2 })).toEqual(inWindow);
  });

  it.each([1, 2, 5, 18])('leave out early what is of no use, but not where a page of %d ended', async (limit) => {
    const fields = ['eventName'] as const;
    const mayBeOfUse = ({ eventName }: ListedRow) => eventName === 'Start';
    const found = await keysOf({ ...WHOLE, oldestFirst, limit, sieve: { fields, mayBeOfUse } });
    const ends = expected.slice(0, -1).filter((_key, index) => index % limit === limit - 1);
    expect(found).toEqual(expected.filter((key) => key.endsWith('Start') || ends.includes(key)));
  });

  it('keep their order where one of them has no rows', async () => {
    const partitions = ['Write', 'Other', 'Read'];
    const others = expected.filter((key) => !key.endsWith('Start'));
    expect(await keysOf({ ...WHOLE, partitions, oldestFirst, limit: 3 })).toEqual(others);
    expect(await keysOf({ ...WHOLE, partitions: ['Other'], oldestFirst })).toEqual([]);
  });
});

it('bring what a partition by itself brings, without the record', async () => {
  const { reader } = store.ports.reading();
  const one = { since: undefined, until: undefined, oldestFirst: true, limit: undefined, after: undefined };
  const alone = await reader.page({ ...one, partition: { table: 'events', value: 'Start' }, withRecord: false });
  const joined = await reader.joinedPage?.({ ...one, partitions: ['Start'] });
  expect(joined?.rows).toEqual(alone.rows);
  expect(joined?.rows).toHaveLength(2 * TIMES.length);
});

it('count for each partition what was read of it', async () => {
  const { reader, meter } = store.ports.reading();
  await reader.joinedPage?.({ ...WHOLE, oldestFirst: true, limit: 4 });
  expect(meter.costs().queries.map(({ pages, items }) => ({ pages, items }))).toEqual([
    { pages: 1, items: 2 },
    { pages: 1, items: 1 },
    { pages: 1, items: 1 },
  ]);
});

/** The keys of all pages. */
async function keysOf(request: JoinedRequest): Promise<readonly string[]> {
  const { reader } = store.ports.reading();
  const keys: string[] = [];
  let after: unknown;
  do {
    const page = await reader.joinedPage?.({ ...request, after });
    expect(page?.rows.length).toBeLessThanOrEqual(request.limit ?? Number.POSITIVE_INFINITY);
    keys.push(...(page?.rows ?? []).map(({ eventTimeId, eventName }) => `${eventTimeId}#${eventName}`));
    after = page?.after;
  } while (after !== undefined);
  return keys;
}
