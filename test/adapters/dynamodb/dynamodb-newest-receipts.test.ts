import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '../../../lib/adapters/dynamodb/dynamodb-items';
import { DynamoDbNewestReceipts } from '../../../lib/adapters/dynamodb/dynamodb-newest-receipts';
import { CorruptRows } from '../../../lib/core/rows/corrupt-rows';
import { NEWEST_FOLDER, newestRow } from '../../../lib/core/rows/delivery-views';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../embedded/embedded-dynamodb';
import { receipt } from './receipts';

let dynamodb: EmbeddedDynamoDb;

beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
  for (const [bucket, accountId, region] of [
    ['b', '111111111111', 'us-east-1'],
    ['b', '111111111111', 'eu-west-1'],
    ['b', '222222222222', 'us-east-1'],
    ['other', '111111111111', 'us-east-1'],
  ] as const) {
    await put(newestRow(receipt('x.json.gz', { folder: `${bucket}/x/`, accountId, region })) ?? {});
  }
  await put({ folder: NEWEST_FOLDER, fileName: 'b#111111111111#zz', state: 'no state' });
});

afterAll(() => dynamodb.close());

async function put(row: object): Promise<void> {
  await dynamodb.client.send(new PutItemCommand({ TableName: dynamodb.names.deliveries, Item: toItem(row) }));
}

it('reads those of one bucket, whole or of an account, and takes note of corrupt ones', async () => {
  const corrupt = new CorruptRows();
  const newest = new DynamoDbNewestReceipts(dynamodb, 'b', corrupt);
  const regions = (await newest.ofAccount('111111111111')).map(({ region }) => region);
  expect(regions).toEqual(['eu-west-1', 'us-east-1']);
  const all: string[] = [];
  for await (const { accountId = '' } of newest.all()) all.push(accountId);
  expect(all).toEqual(['111111111111', '111111111111', '222222222222']);
  expect(corrupt.list()).toHaveLength(1);
});

it('does not take an account for one whose number begins alike', async () => {
  expect(await new DynamoDbNewestReceipts(dynamodb, 'b', new CorruptRows()).ofAccount('11111111111')).toEqual([]);
});
