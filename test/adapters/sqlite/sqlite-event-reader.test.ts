import { bringUpToDate } from '../../../lib/adapters/sqlite/schema/sqlite-schema';
import { SqliteConnection } from '../../../lib/adapters/sqlite/sqlite-connection';
import { SqliteStore } from '../../../lib/adapters/sqlite/sqlite-store';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { EventReader } from '../../../lib/app/ports/event-reader';
import { CorruptRows } from '../../../lib/core/rows/corrupt-rows';
import { INDEX_VERSION } from '../../../lib/core/rows/event-row';
import { termRows } from '../../../lib/core/rows/term-row';
import { eventRowFor, pageOf } from '../contract-rows';

const ARN = 'arn:aws:iam::111122223333:user/alice';
const PRINCIPAL = { table: 'byPrincipal', value: ARN } as const;
const TERM = { table: 'terms', value: 'actor=alice' } as const;

const RECORD = { eventName: 'GetParameter', requestParameters: { name: '/orders' } };
const NAMES = '["eventName","requestParameters","name"]';

let connection: SqliteConnection;

beforeEach(async () => {
  connection = new SqliteConnection(':memory:', { access: 'write' });
  bringUpToDate(connection, 0);
  const { events } = new SqliteStore(connection);
  const ids = ['one', 'two'];
  for (const id of ids) {
    const key = {
      eventTimeId: `2024-03-01T10:00:00Z#${id}`,
      userIdentityArn: ARN,
      indexVersion: INDEX_VERSION,
      record: RECORD,
    };
    const row = eventRowFor('GetParameter', key);
    await events.putNew(row, NO_DEADLINE);
    await events.putTerms([...termRows(row, [{ key: TERM.value, resources: [] }], [])], NO_DEADLINE);
  }
});

afterEach(() => connection.close());

/** What a page has after somebody has changed the database, and what is told of its other rows. */
async function readAfter(change: string, partition: typeof PRINCIPAL | typeof TERM) {
  connection.commit();
  connection.script(change);
  const corrupt = new CorruptRows();
  const { rows } = await new SqliteStore(connection).reading(corrupt).reader.page(pageOf(partition));
  return [rows.map(({ eventTimeId }) => eventTimeId), corrupt.list().map(({ row, problem }) => `${row}: ${problem}`)];
}

const OTHER = '2024-03-01T10:00:00Z#one';

it.each([PRINCIPAL, TERM])(
  'tells an event whose name is not there, and reads the others: $table',
  async (partition) => {
    expect(await readAfter("UPDATE events SET partition = 999 WHERE key = 'two'", partition)).toEqual([
      [OTHER],
      [expect.stringMatching(/^undefined\/2024-03-01T10:00:00Z#two: its attribute eventName is not as expected/)],
    ]);
  },
);

it('tells an event of a time that no event has, and reads the others', async () => {
  expect(await readAfter("UPDATE events SET at = 9e15 WHERE key = 'two'", TERM)).toEqual([
    [OTHER],
    ['9000000000000000#two: its attribute eventTimeId is not as expected: expected a time of the years 0 to 9999'],
  ]);
});

it('tells a term that leads to no event, and reads the others', async () => {
  const change = "UPDATE terms SET event = 999 WHERE event = (SELECT id FROM events WHERE key = 'two')";
  expect(await readAfter(change, TERM)).toEqual([
    [OTHER],
    ['actor=alice/2024-03-01T10:00:00Z: its attribute event is not as expected: expected the number of an event'],
  ]);
});

it('gives the names of the fields of records, in the order of their keys, and none of a record that is not there', async () => {
  connection.commit();
  const keyOf = (id: string) => ({ eventName: 'GetParameter', eventTimeId: `2024-03-01T10:00:00Z#${id}` });
  const { reader } = new SqliteStore(connection).reading(new CorruptRows());
  connection.script("UPDATE events SET names = NULL WHERE key = 'one'");
  const keys = [keyOf('two'), keyOf('three'), keyOf('one'), { ...keyOf('two'), eventName: 'NoSuchCall' }];
  expect(await reader.recordNames?.(keys)).toEqual([NAMES, undefined, undefined, undefined]);
});

it('gives what was found of events when they were written, in the order of their keys, and nothing that is no text', async () => {
  const keyOf = (id: string) => ({ eventName: 'GetParameter', eventTimeId: `2024-03-01T10:00:00Z#${id}` });
  const { events } = new SqliteStore(connection, async () => ({ judge: ({ eventTimeId }) => `of ${eventTimeId}` }));
  const ids = ['three', 'four', 'five', 'six', 'seven', 'eight'];
  for (const id of ids) await events.putNew(eventRowFor('GetParameter', keyOf(id)), NO_DEADLINE);
  connection.commit();
  const odd = [999_999, -1, "'text'", "x'00'", "(SELECT min(id) FROM texts WHERE text LIKE '[%')"];
  for (const [at, value] of odd.entries())
    connection.script(`UPDATE events SET caught = ${value} WHERE key = '${ids[at + 1]}'`);
  const { reader } = new SqliteStore(connection).reading(new CorruptRows());
  const keys = [...ids.map(keyOf), keyOf('one'), { ...keyOf('three'), eventName: 'NoSuchCall' }];
  const kept = ['of 2024-03-01T10:00:00Z#three', ...odd, undefined, undefined].map((each, at) =>
    at === 0 ? each : undefined,
  );
  expect(await reader.catches?.(keys)).toEqual(kept);
});

it('keeps nothing new of an event that stands, until its row is renewed', async () => {
  const key = { eventName: 'GetParameter', eventTimeId: '2024-03-01T10:00:00Z#one' };
  const { events } = new SqliteStore(connection, async () => ({ judge: ({ indexVersion }) => `of ${indexVersion}` }));
  const { reader } = new SqliteStore(connection).reading(new CorruptRows());
  const row = eventRowFor('GetParameter', { ...key, indexVersion: INDEX_VERSION, record: RECORD });
  expect(await events.putNew(row, NO_DEADLINE)).toBeDefined();
  expect(await reader.catches?.([key])).toEqual([undefined]);
  const newer = { ...row, indexVersion: INDEX_VERSION + 1 };
  expect(await events.refresh(newer, NO_DEADLINE)).toBe(true);
  expect(await reader.catches?.([key])).toEqual([`of ${INDEX_VERSION + 1}`]);
});

it.each([
  ['pages', (reader: EventReader) => reader.page(pageOf(TERM))],
  [
    'pages of partitions that are joined',
    (reader: EventReader) => reader.joinedPage?.({ ...pageOf(TERM), partitions: ['GetParameter'] }),
  ],
])('lets everything else have its turn while somebody reads %s', async (_, read) => {
  let isHeard = false;
  setImmediate(() => {
    isHeard = true;
  });
  const { reader } = new SqliteStore(connection).reading(new CorruptRows());
  for (let pages = 0; !isHeard && pages < 50_000; pages += 1) await read(reader);
  expect(isHeard).toBe(true);
});
