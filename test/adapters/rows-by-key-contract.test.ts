import { INDEX_EVERYTHING, indexRecord } from '../../lib/app/index/index-record';
import { EventWriter } from '../../lib/app/ingest/store-events';
import { NO_DEADLINE } from '../../lib/app/ports/deadline';
import type { JsonObject } from '../../lib/core/record/json';
import type { EventRow } from '../../lib/core/rows/event-row';
import type { TermRow } from '../../lib/core/rows/term-row';
import { ssmRecord } from '../log-records';
import { eventRowFor } from './contract-rows';
import { type NewStore, STORES } from './stores';

/** One that a row of a term has room for, one that it has not, and one that no row has. */
const RECORDS: readonly JsonObject[] = [2, 9, 130].map((nodes) =>
  ssmRecord({
    eventName: 'SendCommand',
    eventID: `sent-to-${nodes}`,
    requestParameters: {
      instanceIds: Array.from({ length: nodes }, (_, index) => `i-${String(index).padStart(17, '0')}`),
    },
  }),
);

const FROM = { origin: 'delivery', deliveredAt: undefined, now: new Date(0) } as const;
const INDEXED = RECORDS.flatMap((record, recordIndex) => {
  const place = { logFile: 's3://b/one', recordIndex, recordSha256: String(recordIndex).repeat(64) };
  const indexed = indexRecord(record, place, FROM, INDEX_EVERYTHING);
  return typeof indexed === 'object' ? [indexed] : [];
});

const byKey = (rows: readonly TermRow[]) =>
  [...rows].sort((one, other) =>
    `${one.term} ${one.eventTimeIdName}` < `${other.term} ${other.eventTimeIdName}` ? -1 : 1,
  );

describe.each(STORES)('the rows under keys in %s', (_, open) => {
  let store: NewStore;
  let rows: readonly EventRow[];

  beforeAll(async () => {
    store = await open();
    await new EventWriter(store.events).write(INDEXED, NO_DEADLINE);
    rows = INDEXED.map(({ row }) => row);
  });

  afterAll(() => store.close());

  it('of terms are those that the events make, whole', async () => {
    const expected = INDEXED.flatMap((indexed) => [...indexed.termRows(indexed.row)]);
    expect(expected.length).toBeGreaterThan(100);
    expect(byKey(await store.ports.terms.terms(expected))).toEqual(byKey(expected));
  });

  it('of terms are as they were put, where they are of no event, and none where there is none', async () => {
    const row = { term: 'resource=i-0', eventTimeIdName: '2024#id', readOnly: false } as unknown as TermRow;
    await store.events.putTerms([row], NO_DEADLINE);
    const none = [
      { ...row, eventTimeIdName: '2024#none' },
      { ...row, term: 'resource=none' },
    ];
    expect(await store.ports.terms.terms([row, ...none])).toEqual([row]);
    expect(await store.ports.terms.terms([])).toEqual([]);
  });

  it('of events are whole, with their records', async () => {
    expect(rows).toHaveLength(RECORDS.length);
    for (const row of rows) expect(await store.storedRows.find(row, NO_DEADLINE)).toEqual(row);
  });

  it('of events are their key alone where somebody damaged them, and none where there is none', async () => {
    const damaged = { ...eventRowFor('Damaged'), record: 'no map' } as unknown as EventRow;
    await store.events.putNew(damaged, NO_DEADLINE);
    const { eventName, eventTimeId } = damaged;
    expect(await store.storedRows.find(damaged, NO_DEADLINE)).toEqual({ eventName, eventTimeId });
    for (const none of [{ eventName: 'None' }, { eventTimeId: '2024-03-01T10:00:00Z#none' }, { eventTimeId: 'odd' }]) {
      expect(await store.storedRows.find({ eventName, eventTimeId, ...none }, NO_DEADLINE)).toBeUndefined();
    }
  });
});
