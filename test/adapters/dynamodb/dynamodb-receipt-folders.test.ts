import { DynamoDbReceiptFolders } from '../../../lib/adapters/dynamodb/dynamodb-receipt-folders';
import { DynamoDbReceiptStore } from '../../../lib/adapters/dynamodb/dynamodb-receipt-store';
import { NO_DEADLINE, OutOfTimeError } from '../../../lib/app/ports/deadline';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../embedded/embedded-dynamodb';
import { dynamoDbError, injectFaults } from '../../embedded/faults';
import { failedReceipt, receipt } from './receipts';

const FOLDER = 'b/logs/';

/** Three receipts of this size are more than the megabyte of a page. */
const REASON = 'x'.repeat(350_000);

let dynamodb: EmbeddedDynamoDb;

beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
  const store = new DynamoDbReceiptStore(dynamodb);
  await store.put(receipt('logs/e.gz', { ssmRecords: 2, firstEventTime: '2024-03-01T10:00:00Z' }), NO_DEADLINE);
  for (const name of ['d', 'b', 'c', 'a']) {
    await store.put(failedReceipt(`logs/${name}.gz`, { eTag: `"${name}"`, reason: REASON }), NO_DEADLINE);
  }
  await store.put(receipt('elsewhere/a.gz'), NO_DEADLINE);
});

afterAll(() => dynamodb.close());

async function names(from: string, folders = new DynamoDbReceiptFolders(dynamodb)): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { fileName } of folders.receipts(FOLDER, from)) found.push(fileName);
  return found;
}

it('has the receipts of one folder in the order of names, over several pages', async () => {
  const faults = injectFaults(dynamodb.client, () => undefined);
  expect(await names('')).toEqual(['a.gz', 'b.gz', 'c.gz', 'd.gz', 'e.gz']);
  faults.stop();
  expect(faults.requests.length).toBeGreaterThan(1);
});

it('begins with a name, inclusive', async () => {
  expect(await names('c.gz')).toEqual(['c.gz', 'd.gz', 'e.gz']);
  expect(await names('c.gz!')).toEqual(['d.gz', 'e.gz']);
});

it('tells of a file what is compared and summed up, and no more', async () => {
  const receipts = new DynamoDbReceiptFolders(dynamodb).receipts(FOLDER, 'e.gz');
  const { value: last } = await receipts.next();
  expect(last).toEqual({
    fileName: 'e.gz',
    state: 'done',
    firstEventTime: '2024-03-01T10:00:00Z',
    accountId: '111122223333',
    region: 'us-east-2',
    deliveredAt: '2024-03-01T10:05:00Z',
    records: 0,
    ssmRecords: 2,
    relatedRecords: 0,
    guardRecords: 0,
    quarantined: 0,
    indexVersion: 1,
  });
});

it('asks again where DynamoDB throttles, until the time is over', async () => {
  const errors = [dynamoDbError('ThrottlingException')];
  const faults = injectFaults(dynamodb.client, () => errors.shift());
  expect(await names('d.gz')).toEqual(['d.gz', 'e.gz']);
  faults.stop();
  const late = new DynamoDbReceiptFolders(dynamodb, { remainingMs: () => 1 });
  await expect(names('', late)).rejects.toThrow(OutOfTimeError);
});
