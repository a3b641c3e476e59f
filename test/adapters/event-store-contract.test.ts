import { NO_DEADLINE } from '../../lib/app/ports/deadline';
import { catalogueEntry } from '../../lib/core/rows/catalogue';
import { eventRowFor, rowsOf } from './contract-rows';
import { type NewStore, STORES } from './stores';

describe.each(STORES)('the writing of events in %s', (_, open) => {
  let store: NewStore;

  beforeAll(async () => {
    store = await open();
  });

  afterAll(() => store.close());

  it('puts a row where the key is free, and leaves the first one otherwise', async () => {
    const first = eventRowFor('First', { logFile: 's3://b/one' });
    await expect(store.events.putNew(first, NO_DEADLINE)).resolves.toBeUndefined();
    const standing = await store.events.putNew({ ...first, logFile: 's3://b/two', recordSha256: 'other' }, NO_DEADLINE);
    expect(standing).toEqual({
      recordSha256: 'abc',
      indexVersion: 1,
      logFile: 's3://b/one',
      recordIndex: 0,
      origin: 'delivery',
    });
    expect(await rowsOf(store, { table: 'events', value: 'First' })).toEqual([first]);
  });

  it.each([
    ['a map', { a: [1, 2.5, null, 'x'], b: { c: true, 'é "': '\u0000\n' } }],
    ['bytes', new Uint8Array([0, 1, 255])],
  ])('gives a record back as it was: %s', async (form, record) => {
    const row = eventRowFor(`Recorded ${form}`, { record, expiresAt: 4_000_000_000 });
    await store.events.putNew(row, NO_DEADLINE);
    const { reader } = store.ports.reading();
    expect(await reader.rows([row])).toEqual([row]);
  });

  it('gives every attribute back, known and unknown', async () => {
    const row = eventRowFor('Whole', {
      recordSha256: 'ab'.repeat(32),
      eventTime: '2024-03-01T10:00:00Z',
      eventID: 'id',
      readOnly: false,
      resources: [{ id: 'i-0', kind: 'instance', relation: 'target' }],
      marks: { agent: true, reason: 'why' },
      quarantineReason: 'none',
      ...{ 'of another version': { x: [1] } },
    });
    await store.events.putNew(row, NO_DEADLINE);
    expect(await rowsOf(store, { table: 'events', value: 'Whole' })).toEqual([row]);
  });

  it('refreshes a row of an older index version over the same bytes alone', async () => {
    const { events } = store;
    const row = eventRowFor('Refreshed');
    await events.putNew(row, NO_DEADLINE);
    await expect(events.refresh({ ...row, indexVersion: 1 }, NO_DEADLINE)).resolves.toBe(false);
    await expect(events.refresh({ ...row, indexVersion: 2, recordSha256: 'x' }, NO_DEADLINE)).resolves.toBe(false);
    await expect(events.refresh({ ...row, indexVersion: 2, actor: 'new' }, NO_DEADLINE)).resolves.toBe(true);
    expect(await rowsOf(store, { table: 'events', value: 'Refreshed' })).toMatchObject([
      { indexVersion: 2, actor: 'new' },
    ]);
  });

  it('puts terms, of which the last of a key stands', async () => {
    const term = { term: 'resource=x', eventTimeIdName: '2024-03-01T10:00:00Z#t#E', eventName: 'E', actor: 'first' };
    await expect(store.events.putTerms([term, { ...term, actor: 'last' }], NO_DEADLINE)).resolves.toEqual([]);
    expect(await store.ports.terms.terms([term])).toEqual([{ ...term, actor: 'last' }]);
    expect(await rowsOf(store, { table: 'terms', value: 'resource=x' })).toMatchObject([{ actor: 'last' }]);
  });

  it('tells keys apart whose parts hold line breaks', async () => {
    const terms = [
      { term: 'a=1\n2', eventTimeIdName: '3' },
      { term: 'a=1', eventTimeIdName: '2\n3' },
    ];
    await store.events.putTerms(terms, NO_DEADLINE);
    expect(await store.ports.terms.terms([terms[0] as never])).toEqual([terms[0]]);
    expect(await store.ports.terms.terms([terms[1] as never])).toEqual([terms[1]]);
  });

  it('lists a partition once, whoever puts it into the catalogue again', async () => {
    await store.events.addPartition(catalogueEntry('Listed'), NO_DEADLINE);
    await store.events.addPartition(catalogueEntry('Listed#1'), NO_DEADLINE);
    await store.events.addPartition(catalogueEntry('Listed'), NO_DEADLINE);
    const { reader } = store.ports.reading();
    expect(await reader.catalogue('Listed')).toEqual(['Listed', 'Listed#1']);
    expect(await reader.catalogue('Other')).toEqual([]);
  });
});
