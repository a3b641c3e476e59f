import { DynamoDbReceiptReader } from '../../../lib/adapters/dynamodb/dynamodb-receipt-reader';
import { DynamoDbReceiptStore } from '../../../lib/adapters/dynamodb/dynamodb-receipt-store';
import { DynamoDbWorkInHand } from '../../../lib/adapters/dynamodb/dynamodb-work-in-hand';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { NO_COUNTS, type Receipt, receiptKey } from '../../../lib/core/rows/delivery-row';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../../lib/local/embedded-dynamodb';

const LOCATION = { bucket: '', key: '/logs/one.json.gz' };

const BEGUN: Receipt = {
  ...receiptKey(LOCATION),
  ...NO_COUNTS,
  logFile: LOCATION.key,
  state: 'unfinished',
  eTag: 'new',
  bytes: 0,
  origin: 'delivery',
  indexVersion: 1,
  finishedAt: '2024-03-01T10:06:00Z',
};

let dynamodb: EmbeddedDynamoDb;
let receipts: DynamoDbReceiptStore;
let work: DynamoDbWorkInHand;

beforeEach(async () => {
  dynamodb = await startEmbeddedDynamoDb();
  receipts = new DynamoDbReceiptStore(dynamodb);
  work = new DynamoDbWorkInHand(dynamodb, receipts);
});

afterEach(() => dynamodb.close());

async function trouble(): Promise<readonly string[]> {
  const found = await new DynamoDbReceiptReader(dynamodb).trouble({ since: '2024-03-01T00:00:00Z' });
  return found.receipts.map(({ logFile, state }) => `${logFile} ${state}`);
}

it('shows the file in hand among trouble, until the work ends', async () => {
  await work.begin(BEGUN, NO_DEADLINE);
  expect(await trouble()).toEqual(['/logs/one.json.gz unfinished']);
  await work.begin({ ...BEGUN, logFile: '/logs/two.json.gz' }, NO_DEADLINE);
  expect(await trouble()).toEqual(['/logs/two.json.gz unfinished']);
  await work.end();
  expect(await trouble()).toEqual([]);
});

it('puts what a killed process left among the receipts, once', async () => {
  await work.recover();
  expect(await receipts.find(LOCATION)).toBeUndefined();
  await work.begin(BEGUN, NO_DEADLINE);
  await work.recover();
  expect(await receipts.find(LOCATION)).toMatchObject({ state: 'unfinished', eTag: 'new' });
  expect(await trouble()).toEqual(['/logs/one.json.gz unfinished']);
});

it('leaves a receipt of the same content as it stands, and replaces one of other content', async () => {
  await receipts.put({ ...BEGUN, nextRecord: 7 }, NO_DEADLINE);
  await work.begin(BEGUN, NO_DEADLINE);
  await work.recover();
  expect(await receipts.find(LOCATION)).toMatchObject({ nextRecord: 7 });
  await receipts.put({ ...BEGUN, state: 'done', eTag: 'old' }, NO_DEADLINE);
  await work.begin(BEGUN, NO_DEADLINE);
  await work.recover();
  expect(await receipts.find(LOCATION)).toMatchObject({ state: 'unfinished', eTag: 'new' });
});
