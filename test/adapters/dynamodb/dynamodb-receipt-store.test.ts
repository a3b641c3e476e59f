import { DynamoDbReceiptReader } from '../../../lib/adapters/dynamodb/dynamodb-receipt-reader';
import { DynamoDbReceiptStore } from '../../../lib/adapters/dynamodb/dynamodb-receipt-store';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { Receipt } from '../../../lib/core/rows/delivery-row';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../../lib/local/embedded-dynamodb';
import { logKey } from '../../log-records';
import { failedReceipt, receipt } from './receipts';

let dynamodb: EmbeddedDynamoDb;
let store: DynamoDbReceiptStore;
let reader: DynamoDbReceiptReader;

beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
  store = new DynamoDbReceiptStore(dynamodb);
  reader = new DynamoDbReceiptReader(dynamodb);
});

afterAll(() => dynamodb.close());

describe('DynamoDbReceiptStore', () => {
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
});

async function troubled(): Promise<readonly string[]> {
  return (await reader.trouble({ since: undefined })).receipts.map(({ logFile }) => logFile.replace('s3://b/', ''));
}
