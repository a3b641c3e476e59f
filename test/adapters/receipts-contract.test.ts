import { NO_DEADLINE } from '../../lib/app/ports/deadline';
import type { DeliveryTimes } from '../../lib/app/ports/delivery-times';
import type { ReceiptSummary } from '../../lib/app/ports/receipt-folders';
import type { ReceiptReader } from '../../lib/app/ports/receipt-reader';
import type { ReceiptStore } from '../../lib/app/ports/receipt-store';
import type { Receipt } from '../../lib/core/rows/delivery-row';
import { logKey } from '../log-records';
import { failedReceipt, receipt } from './dynamodb/receipts';
import { type NewStore, STORES } from './stores';

describe.each(STORES)('receipts in %s', (_, open) => {
  let opened: NewStore;
  let store: ReceiptStore;
  let reader: ReceiptReader & DeliveryTimes;

  beforeAll(async () => {
    opened = await open();
    store = opened.ports.receipts;
    reader = opened.ports.reading().receipts;
  });

  afterAll(() => opened.close());

  const troubled = async () =>
    (await reader.trouble({ since: undefined })).receipts.map(({ logFile }) => logFile.replace('s3://b/', ''));

  it('finds what it has put, and nothing else', async () => {
    const location = { bucket: 'b', key: logKey() };
    await store.put(receipt(location.key), NO_DEADLINE);
    expect(await store.find(location, NO_DEADLINE)).toEqual(receipt(location.key));
    expect(await store.find({ bucket: 'other', key: location.key }, NO_DEADLINE)).toBeUndefined();
  });

  it('never replaces one that is done by one that is not', async () => {
    const key = logKey();
    await store.put(receipt(key), NO_DEADLINE);
    await store.put(receipt(key, { state: 'failed', reason: 'S3 is down' }), NO_DEADLINE);
    expect(await store.find({ bucket: 'b', key }, NO_DEADLINE)).toMatchObject({ state: 'done' });
    expect(await troubled()).not.toContain(key);
  });

  it('says that a file which was replaced by a broken one failed', async () => {
    const key = logKey();
    await store.put(receipt(key, { eTag: '"old"', hadTrouble: true }), NO_DEADLINE);
    await store.put(failedReceipt(key, { eTag: '"new"', changed: true }), NO_DEADLINE);
    expect(await store.find({ bucket: 'b', key }, NO_DEADLINE)).toMatchObject({ state: 'failed', eTag: '"new"' });
    expect(await troubled()).toContain(key);
  });

  it('keeps what is done against an attempt at the same content, and against one that could not even be opened', async () => {
    const key = logKey();
    await store.put(receipt(key, { eTag: '"same"' }), NO_DEADLINE);
    await store.put(failedReceipt(key, { eTag: '"same"' }), NO_DEADLINE);
    await store.put(failedReceipt(key), NO_DEADLINE);
    expect(await store.find({ bucket: 'b', key }, NO_DEADLINE)).toMatchObject({ state: 'done' });
    expect(await troubled()).not.toContain(key);
  });

  it('keeps the checkpoint of an attempt that is forced', async () => {
    const key = logKey();
    await store.put(receipt(key, { eTag: '"same"' }), NO_DEADLINE);
    const checkpoint = { state: 'unfinished', eTag: '"same"', nextRecord: 7, forced: true } as const;
    await store.put(receipt(key, checkpoint), NO_DEADLINE);
    expect(await store.find({ bucket: 'b', key }, NO_DEADLINE)).toMatchObject(checkpoint);
    expect(await troubled()).toContain(key);
  });

  it('lists a file that changed although it is done', async () => {
    const key = logKey();
    await store.put(receipt(key, { changed: true }), NO_DEADLINE);
    expect(await troubled()).toContain(key);
  });

  it('reads a receipt that was written before a count was counted', async () => {
    const { malformedRecords: _, ...older } = receipt(logKey());
    await store.put(older as Receipt, NO_DEADLINE);
    const key = older.logFile.replace('s3://b/', '');
    expect(await store.find({ bucket: 'b', key }, NO_DEADLINE)).toMatchObject({ malformedRecords: 0 });
  });

  it('lists a file that failed until it is done', async () => {
    const key = logKey();
    await store.put(receipt(key, { state: 'failed', reason: 'S3 is down' }), NO_DEADLINE);
    expect(await troubled()).toContain(key);
    await store.put(receipt(key, { hadTrouble: true }), NO_DEADLINE);
    expect(await troubled()).not.toContain(key);
  });

  it('takes a file off the list that another worker failed at without this one knowing', async () => {
    const key = logKey();
    await store.put(receipt(key, { state: 'failed', reason: 'S3 is down' }), NO_DEADLINE);
    await store.put(receipt(key), NO_DEADLINE);
    expect(await troubled()).not.toContain(key);
  });

  it('has the newest receipt of an account and region, in whatever order files are done', async () => {
    const region = 'eu-central-1';
    for (const deliveredAt of ['2024-03-01T10:05:00Z', '2024-03-01T10:15:00Z', '2024-03-01T10:10:00Z']) {
      await store.put(receipt(logKey(), { deliveredAt, region }), NO_DEADLINE);
    }
    const newest = (await reader.newest()).filter((entry) => entry.region === region);
    expect(newest.map(({ deliveredAt }) => deliveredAt)).toEqual(['2024-03-01T10:15:00Z']);
  });

  it('has one of the same hour where that is enough', async () => {
    const region = 'eu-west-3';
    for (const minute of ['05', '40', '20']) {
      const deliveredAt = `2024-03-01T10:${minute}:00Z`;
      await store.put(receipt(logKey(`20240301T10${minute}Z`), { deliveredAt, region }), NO_DEADLINE);
    }
    const ofRegion = (receipts: readonly Receipt[]) => receipts.filter((entry) => entry.region === region);
    const toTheHour = ofRegion(await reader.newest({ toTheHour: true }));
    expect(toTheHour.map(({ deliveredAt }) => deliveredAt?.slice(0, 13))).toEqual(['2024-03-01T10']);
    expect(ofRegion(await reader.newest())).toMatchObject([{ deliveredAt: '2024-03-01T10:40:00Z' }]);
  });

  it('does not let a delivery in the future stay the newest', async () => {
    const region = 'eu-north-1';
    const [earlier, later] = ['2024-03-01T10:15:00Z', '2024-03-01T10:20:00Z'];
    const deliver = (deliveredAt: string, finishedAt = '2024-03-02T00:00:00.000Z') =>
      store.put(receipt(logKey(), { deliveredAt, region, finishedAt }), NO_DEADLINE);
    await deliver(earlier);
    await deliver('2099-01-01T00:00:00Z');
    const newest = async () => (await reader.newest()).filter((entry) => entry.region === region);
    expect(await newest()).toMatchObject([{ deliveredAt: earlier }]);
    await deliver('2099-01-01T00:00:00Z', '2099-01-01T00:00:00.000Z');
    await deliver(later);
    expect(await newest()).toMatchObject([{ deliveredAt: later }]);
  });

  it('lists trouble since a time, and always what has no time of delivery', async () => {
    const [early, late, unknown] = [logKey(), logKey(), logKey()];
    await store.put(failedReceipt(early, { deliveredAt: '2024-03-01T10:00:00Z' }), NO_DEADLINE);
    await store.put(failedReceipt(late, { deliveredAt: '2024-03-02T10:00:00Z' }), NO_DEADLINE);
    const { deliveredAt: _, ...timeless } = failedReceipt(unknown);
    await store.put(timeless, NO_DEADLINE);
    const found = (await reader.trouble({ since: '2024-03-02T10:00:00Z' })).receipts.map(({ logFile }) => logFile);
    expect(found.sort()).toEqual([late, unknown].map((key) => `s3://b/${key}`).sort());
  });

  it('lists the receipts of a folder from a name on, and when their files were delivered', async () => {
    const folder = 'AWSLogs/111122223333/CloudTrail/us-east-2/2031/01/01/';
    const times = ['2031-01-01T10:05:00Z', '2031-01-01T10:10:00Z', '2031-01-01T10:15:00Z'];
    const keys = times.map((_time, index) => `${folder}file-${index}.json.gz`);
    for (const [index, deliveredAt] of times.entries()) {
      await store.put(receipt(keys[index] ?? '', { deliveredAt, ssmRecords: index }), NO_DEADLINE);
    }
    const listed: ReceiptSummary[] = [];
    const { receiptFolders } = opened.ports;
    for await (const each of receiptFolders.receipts(`b/${folder}`, 'file-1.json.gz')) listed.push(each);
    expect(listed).toMatchObject([
      { fileName: 'file-1.json.gz', ssmRecords: 1, state: 'done' },
      { fileName: 'file-2.json.gz', ssmRecords: 2 },
    ]);
    const range = { folder: `b/${folder}`, from: 'file-0', to: 'file-1~' };
    expect(await reader.deliveryTimes(range, 1)).toEqual([times[1]]);
    expect(await reader.deliveryTimes(range, 9)).toEqual([times[1], times[0]]);
    expect(await reader.hasReceipts(range)).toBe(true);
    const others = [range, { ...range, from: 'file-9', to: 'file-9~' }, { ...range, folder: 'b/"none"/' }, range];
    const found = await Promise.all(others.map((each) => reader.hasReceipts(each)));
    expect(found).toEqual([true, false, false, true]);
  });
});
