import { DynamoDbReceiptReader } from '../../lib/adapters/dynamodb-receipt-reader';
import { DynamoDbReceiptStore } from '../../lib/adapters/dynamodb-receipt-store';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../lib/adapters/embedded-dynamodb';
import { NO_DEADLINE } from '../../lib/app/ports/deadline';
import { NO_COUNTS, type Receipt, receiptKey } from '../../lib/core/rows/delivery-row';
import { logKey } from '../log-records';

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
});

describe('DynamoDbReceiptReader', () => {
  it('lists trouble since a time, and always what has no time of delivery', async () => {
    const [early, late, unknown] = [logKey(), logKey(), logKey()];
    await store.put(failed(early, { deliveredAt: '2024-03-01T10:00:00Z' }), NO_DEADLINE);
    await store.put(failed(late, { deliveredAt: '2024-03-02T10:00:00Z' }), NO_DEADLINE);
    const { deliveredAt: _, ...timeless } = failed(unknown);
    await store.put(timeless, NO_DEADLINE);
    const found = (await reader.trouble('2024-03-02T10:00:00Z')).map(({ logFile }) => logFile);
    expect(found.sort()).toEqual([late, unknown].map((key) => `s3://b/${key}`).sort());
  });
});

async function troubled(): Promise<readonly string[]> {
  return (await reader.trouble(undefined)).map(({ logFile }) => logFile.replace('s3://b/', ''));
}

function failed(key: string, overrides: Partial<Receipt> = {}): Receipt {
  return receipt(key, { state: 'failed', reason: 'S3 is down', ...overrides });
}

function receipt(key: string, overrides: Partial<Receipt> = {}): Receipt {
  return {
    ...receiptKey({ bucket: 'b', key }),
    ...NO_COUNTS,
    logFile: `s3://b/${key}`,
    state: 'done',
    bytes: 1,
    origin: 'delivery',
    indexVersion: 1,
    finishedAt: '2024-03-01T10:06:00Z',
    accountId: '111122223333',
    region: 'us-east-2',
    deliveredAt: '2024-03-01T10:05:00Z',
    ...overrides,
  };
}
