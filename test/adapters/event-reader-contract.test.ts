import { NO_DEADLINE } from '../../lib/app/ports/deadline';
import { catalogueEntry } from '../../lib/core/rows/catalogue';
import { CorruptRows } from '../../lib/core/rows/corrupt-rows';
import { termRows, termsOf } from '../../lib/core/rows/term-row';
import { ALICE, auditEvent, rowOf } from '../core/rows/events';
import { pageOf } from './contract-rows';
import { type NewStore, STORES } from './stores';

const PARTITION = { table: 'events', value: 'Read' } as const;
const TIMES = ['2024-03-01T10:00:00Z', '2024-03-01T10:00:01Z', '2024-03-01T10:00:02Z'] as const;
const EXPIRY = 1_800_000_000;

describe.each(STORES)('the reading of events in %s', (_, open) => {
  let store: NewStore;

  beforeAll(async () => {
    store = await open();
    for (const [index, eventTime] of TIMES.entries()) {
      const event = auditEvent({ eventName: 'Read', eventTime, eventID: `id-${index}` });
      const row = { ...rowOf(event), record: { eventID: `id-${index}` }, expiresAt: EXPIRY };
      await store.events.addPartition(catalogueEntry('Read'), NO_DEADLINE);
      await store.events.putNew(row, NO_DEADLINE);
      await store.events.putTerms([...termRows(row, termsOf(event, []).terms, event.resources)], NO_DEADLINE);
    }
  });

  afterAll(() => store.close());

  const reader = () => store.ports.reading().reader;

  it.each([
    ['from a time on, inclusive', { since: TIMES[1] }, ['id-2', 'id-1']],
    ['up to a time, exclusive', { until: TIMES[1] }, ['id-0']],
    ['oldest first', { oldestFirst: true }, ['id-0', 'id-1', 'id-2']],
    ['so many', { limit: 1 }, ['id-2']],
    ['by principal', { partition: { table: 'byPrincipal', value: ALICE } as const }, ['id-2', 'id-1', 'id-0']],
    ['by term', { partition: { table: 'terms', value: 'accessKeyId=ASIAEXAMPLE' } as const }, ['id-2', 'id-1', 'id-0']],
    ['what nobody has', { partition: { table: 'terms', value: 'actor=nobody' } as const }, []],
  ])('reads %s', async (_case, request, expected) => {
    const { rows, after } = await reader().page({ ...pageOf(PARTITION), ...request });
    expect(rows.map((row) => row['eventID'])).toEqual(expected);
    expect(after === undefined).toBe(!('limit' in request));
  });

  it.each([
    PARTITION,
    { table: 'byPrincipal', value: ALICE } as const,
    { table: 'terms', value: 'accessKeyId=ASIAEXAMPLE' } as const,
  ])('goes on where a page ended: $table', async (partition) => {
    for (const oldestFirst of [true, false]) {
      const first = await reader().page(pageOf(partition, { limit: 2, oldestFirst }));
      const second = await reader().page(pageOf(partition, { limit: 2, oldestFirst, after: first.after }));
      expect(second.rows.map((row) => row['eventID'])).toEqual([oldestFirst ? 'id-2' : 'id-0']);
      expect(second.after).toBeUndefined();
    }
  });

  it('brings the record only where it is asked for', async () => {
    const [without] = (await reader().page(pageOf(PARTITION, { limit: 1 }))).rows;
    const [whole] = (await reader().page(pageOf(PARTITION, { limit: 1, withRecord: true }))).rows;
    expect(without).not.toHaveProperty('record');
    expect(whole).toMatchObject({ ...without, record: { eventID: 'id-2' } });
  });

  it.each([
    ['none', () => false],
    ['one', (json: string) => json === '{"eventID":"id-1"}'],
    ['all', () => true],
  ])(
    'may leave out rows with records of no use, but not %s that is of use, or where a page ended',
    async (_case, mayAnswer) => {
      const useful = TIMES.map((_time, index) => `id-${index}`).filter((id) =>
        mayAnswer(JSON.stringify({ eventID: id })),
      );
      for (const oldestFirst of [true, false]) {
        const request = pageOf(PARTITION, { withRecord: true, mayAnswer, oldestFirst, limit: 2 });
        const first = await reader().page(request);
        const second = await reader().page({ ...request, after: first.after });
        expect([first.read ?? first.rows.length, second.read ?? second.rows.length]).toEqual([2, 1]);
        expect(first.rows.at(-1)).toMatchObject({ eventID: 'id-1', record: { eventID: 'id-1' } });
        const ids = [...first.rows, ...second.rows].map((row) => String(row['eventID']));
        expect(ids).toEqual(expect.arrayContaining(useful));
        expect(ids).toEqual(oldestFirst ? [...ids].sort() : [...ids].sort().reverse());
      }
    },
  );

  it('leaves out no record by the names of its fields that has them', async () => {
    const asked = (name: string) => ({
      ...pageOf(PARTITION, { withRecord: true, oldestFirst: true, limit: 10 }),
      mayAnswer: () => true,
      mayAnswerWith: (names: string) => names.includes(`"${name}"`),
    });
    expect((await reader().page(asked('eventID'))).rows).toHaveLength(TIMES.length);
    const page = await reader().page(asked('nothing'));
    expect(page.read ?? page.rows.length).toBe(TIMES.length);
  });

  it('counts rows that have not expired', async () => {
    expect(await reader().count('Read', 3, new Date(TIMES[2]))).toEqual({ rows: 3, isWhole: true });
    const expired = new Date(1000 * EXPIRY);
    expect(await reader().count('Read', 3, expired)).toEqual({ rows: 0, isWhole: true });
    expect(await reader().count('Unread', 3, expired)).toEqual({ rows: 0, isWhole: true });
  });

  it('fetches rows by key, however many, and nothing for a key that has none', async () => {
    const keys = TIMES.map((time, index) => ({ eventName: 'Read', eventTimeId: `${time}#id-${index}` }));
    const others = Array.from({ length: 250 }, (_case, index) => ({
      eventName: 'Read',
      eventTimeId: `${TIMES[0]}#no-${index}`,
    }));
    const { reader: own, meter } = store.ports.reading();
    expect(await own.rows([...keys, ...others, { eventName: 'None', eventTimeId: 'none#x' }])).toHaveLength(3);
    expect(meter.costs().rowsByKey).toBe(3);
    expect(await own.rows([])).toEqual([]);
  });

  it('says what a question cost, key by key', async () => {
    const { reader: own, meter } = store.ports.reading();
    await own.page(pageOf(PARTITION, { limit: 2 }));
    const keyCondition = 'eventName = "Read" AND eventTimeId BETWEEN "0" AND "~"';
    expect(meter.costs().queries).toMatchObject([{ table: 'Events', keyCondition, pages: 1, items: 2 }]);
  });

  it('leaves out a corrupt row and takes note of it, or fails', async () => {
    const [row] = await reader().rows([{ eventName: 'Read', eventTimeId: `${TIMES[0]}#id-0` }]);
    const wrong = { ...row, eventName: 'Corrupt', readOnly: 'yes' } as never;
    await store.events.putNew(wrong, NO_DEADLINE);
    const partition = { table: 'events', value: 'Corrupt' } as const;
    const corrupt = new CorruptRows();
    expect((await store.ports.reading(corrupt).reader.page(pageOf(partition))).rows).toEqual([]);
    expect(corrupt.list()).toMatchObject([{ table: 'Events', attribute: 'readOnly' }]);
    await expect(reader().page(pageOf(partition))).rejects.toThrow('the attribute readOnly of Corrupt/');
  });
});
