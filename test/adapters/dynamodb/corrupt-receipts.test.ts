import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { DynamoDbReceiptReader } from '../../../lib/adapters/dynamodb/dynamodb-receipt-reader';
import { DynamoDbReceiptStore } from '../../../lib/adapters/dynamodb/dynamodb-receipt-store';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { CorruptRows } from '../../../lib/core/rows/corrupt-rows';
import { newestRow } from '../../../lib/core/rows/delivery-views';
import { CorruptRowError } from '../../../lib/core/rows/row-codec';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../embedded/embedded-dynamodb';
import { failedReceipt, receipt } from './receipts';

let dynamodb: EmbeddedDynamoDb;
let store: DynamoDbReceiptStore;

beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
  store = new DynamoDbReceiptStore(dynamodb);
});

afterAll(() => dynamodb.close());

async function spoil(row: object, changes: object): Promise<void> {
  const item = marshall({ ...row, ...changes }, { removeUndefinedValues: true });
  await dynamodb.client.send(new PutItemCommand({ TableName: dynamodb.names.deliveries, Item: item }));
}

it('is found as that of a failed file, which says what is wrong', async () => {
  await spoil(receipt('a.gz'), { indexVersion: 'two' });
  expect(await store.find({ bucket: 'b', key: 'a.gz' })).toMatchObject({
    state: 'failed',
    logFile: 's3://b/a.gz',
    corrupt: 'its receipt is corrupt: its attribute indexVersion is not as expected: expected a number',
  });
});

it('is left out of the lists and taken note of, or refused where nobody does', async () => {
  await store.put(failedReceipt('b.gz'), NO_DEADLINE);
  await spoil({ folder: '#trouble', fileName: '2024-03-01T10:05:00Z#c', state: 'failed' }, {});
  const corrupt = new CorruptRows();
  const { receipts } = await new DynamoDbReceiptReader(dynamodb, corrupt).trouble({ since: undefined });
  expect(receipts.map(({ logFile }) => logFile)).toEqual(['s3://b/b.gz']);
  expect(corrupt.list().map(({ row }) => row)).toEqual(['#trouble/2024-03-01T10:05:00Z#c']);
  await expect(new DynamoDbReceiptReader(dynamodb).trouble({ since: undefined })).rejects.toThrow(CorruptRowError);
});

it.each([undefined, 20240301])('does not stay the newest if it was delivered %s', async (deliveredAt) => {
  const newest = receipt('d.gz');
  await spoil({ ...newestRow(newest) }, { deliveredAt });
  await new DynamoDbReceiptStore(dynamodb).put(newest, NO_DEADLINE);
  const found = await new DynamoDbReceiptReader(dynamodb).newest();
  expect(found.map(({ logFile, deliveredAt: at }) => [logFile, at])).toEqual([['s3://b/d.gz', newest.deliveredAt]]);
});
