import { NO_DEADLINE } from '../../lib/app/ports/deadline';
import { catalogueEntry } from '../../lib/core/rows/catalogue';
import { INDEX_VERSION } from '../../lib/core/rows/event-row';
import { eventRowFor } from './contract-rows';
import { type NewStore, STORES } from './stores';

describe.each(STORES)('the rows of older versions in %s', (_, open) => {
  let store: NewStore;

  beforeAll(async () => {
    store = await open();
    await store.events.addPartition({ partition: 'Old', oldestVersion: 1 }, NO_DEADLINE);
    await store.events.addPartition(catalogueEntry('New'), NO_DEADLINE);
    for (const [second, indexVersion] of [INDEX_VERSION, 1, INDEX_VERSION, 1].entries()) {
      const eventTimeId = `2024-03-01T10:00:0${second}Z#id`;
      await store.events.putNew(eventRowFor('Old', { eventTimeId, indexVersion }), NO_DEADLINE);
    }
  });

  afterAll(() => store.close());

  it('are in the partitions that the catalogue says', async () => {
    expect(await store.ports.reading().reader.olderPartitions()).toEqual(['Old']);
    expect(await store.ports.renewals.olderPartitions(NO_DEADLINE)).toEqual([{ name: 'Old' }]);
  });

  it('are found in the order of time, from a key on', async () => {
    const { renewals } = store.ports;
    const first = { kind: 'found', at: '2024-03-01T10:00:01Z#id' };
    expect(await renewals.firstOlder('Old', undefined, NO_DEADLINE)).toEqual(first);
    expect(await renewals.firstOlder('Old', first.at, NO_DEADLINE)).toEqual(first);
    expect(await renewals.firstOlder('Old', '2024-03-01T10:00:02Z#id', NO_DEADLINE)).toMatchObject({
      at: '2024-03-01T10:00:03Z#id',
    });
    expect(await renewals.firstOlder('Old', '2024-03-01T10:00:04Z#id', NO_DEADLINE)).toEqual({ kind: 'none' });
    expect(await renewals.firstOlder('None', undefined, NO_DEADLINE)).toEqual({ kind: 'none' });
    expect(await renewals.countOlder('Old', 4)).toEqual({ count: 2, pages: 1, isMore: false });
    expect(await renewals.countOlder('None', 4)).toEqual({ count: 0, pages: 1, isMore: false });
  });

  it('are none any more where somebody noted it, whatever is noted later', async () => {
    const { renewals } = store.ports;
    const noted = { name: 'Old', noticedAt: '2024-03-02T00:00:00.000Z', renewedTo: '2024-03-01T10:00:01Z#id' };
    await renewals.note(noted, NO_DEADLINE);
    expect(await renewals.olderPartitions(NO_DEADLINE)).toEqual([noted]);
    await renewals.noteRenewed('Old', NO_DEADLINE);
    await renewals.note(noted, NO_DEADLINE);
    expect(await renewals.olderPartitions(NO_DEADLINE)).toEqual([]);
    expect(await store.ports.reading().reader.catalogue('')).toEqual(['New', 'Old']);
  });
});
