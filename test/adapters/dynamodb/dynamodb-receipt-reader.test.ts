import { DynamoDbReceiptReader } from '../../../lib/adapters/dynamodb/dynamodb-receipt-reader';
import { DynamoDbReceiptStore } from '../../../lib/adapters/dynamodb/dynamodb-receipt-store';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../embedded/embedded-dynamodb';
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

it('reads no more pages than it is allowed, newest first, and says that there are more', async () => {
  const dynamodbOfItsOwn = await startEmbeddedDynamoDb();
  const ownStore = new DynamoDbReceiptStore(dynamodbOfItsOwn);
  // Three rows of this size are more than the megabyte of a page.
  const reason = 'x'.repeat(350_000);
  for (const hour of ['10', '11', '12', '13']) {
    await ownStore.put(failedReceipt(logKey(), { deliveredAt: `2024-03-01T${hour}:00:00Z`, reason }), NO_DEADLINE);
  }
  const ownReader = new DynamoDbReceiptReader(dynamodbOfItsOwn);
  const { receipts, isMore } = await ownReader.trouble({ since: undefined, maxPages: 1 });
  expect([receipts.length < 4, isMore, receipts[0]?.deliveredAt]).toEqual([true, true, '2024-03-01T13:00:00Z']);
  expect(await ownReader.trouble({ since: undefined })).toMatchObject({ receipts: { length: 4 }, isMore: false });
  await dynamodbOfItsOwn.close();
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

it('lists each trouble once, up to a time, without what is resolved', async () => {
  const [open, resolved, later] = [logKey(), logKey(), logKey()];
  await store.put(failedReceipt(open, { deliveredAt: '2024-04-01T10:00:00Z' }), NO_DEADLINE);
  await store.put(failedReceipt(resolved, { deliveredAt: '2024-04-01T11:00:00Z' }), NO_DEADLINE);
  await store.put(receipt(resolved, { deliveredAt: '2024-04-01T11:00:00Z' }), NO_DEADLINE);
  await store.put(failedReceipt(later, { deliveredAt: '2024-04-02T10:00:00Z' }), NO_DEADLINE);
  const april = { since: '2024-04-01T00:00:00Z', until: '2024-04-02T00:00:00Z' };
  const found = (await reader.trouble(april)).receipts.filter(({ deliveredAt }) => deliveredAt !== undefined);
  expect(found.map(({ logFile }) => logFile)).toEqual([`s3://b/${open}`]);
});

describe('the receipts of a range', () => {
  const folder = 'b/AWSLogs/1/';
  const names = ['a.json.gz', 'b.json.gz', 'c.json.gz'];

  beforeAll(async () => {
    for (const [hour, fileName] of names.entries()) {
      const deliveredAt = `2024-03-01T1${hour}:00:00Z`;
      await store.put(receipt(`AWSLogs/1/${fileName}`, { folder, fileName, deliveredAt }), NO_DEADLINE);
    }
  });

  it.each([
    ['b.json.gz', 'b.json.gz', true],
    ['a', 'b', true],
    ['d', 'e', false],
  ])('are there from %s to %s, both inclusive: %j', async (from, to, expected) => {
    expect(await reader.hasReceipts({ folder, from, to })).toBe(expected);
    expect(await reader.hasReceipts({ folder: 'b/AWSLogs/2/', from, to })).toBe(false);
  });

  it('tell when they were delivered, the newest first, as many as are wanted', async () => {
    const range = { folder, from: 'a', to: 'z' };
    expect(await reader.deliveryTimes(range, 2)).toEqual(['2024-03-01T12:00:00Z', '2024-03-01T11:00:00Z']);
    expect(await reader.deliveryTimes({ ...range, to: 'b' }, 9)).toEqual(['2024-03-01T10:00:00Z']);
    expect(await reader.deliveryTimes({ ...range, folder: 'none' }, 9)).toEqual([]);
  });
});
