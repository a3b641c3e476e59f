import { DeleteItemCommand, type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '../../lib/adapters/dynamodb/dynamodb-items';
import { dynamoDbClient } from '../../lib/adapters/dynamodb/dynamodb-tables';
import { streamEvents } from '../../lib/functions/alert/stream-events';
import { EmbeddedStream } from '../../lib/local/embedded-stream';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../embedded/embedded-dynamodb';

let store: EmbeddedDynamoDb;
let stream: EmbeddedStream;
let client: DynamoDBClient;

beforeAll(async () => {
  store = await startEmbeddedDynamoDb();
  stream = await EmbeddedStream.start(store.settings.endpoint, store.names.events);
  client = dynamoDbClient(stream.settings);
});

afterAll(async () => {
  client.destroy();
  await stream.stop();
  await store.close();
});

beforeEach(() => stream.take());

const FIRST = '2026-03-02T00:00:00Z#1';

const row = (id: string, rest: object = {}) => ({ eventName: 'DeleteDocument', eventTimeId: id, ...rest });
const put = (id: string, rest?: object, condition?: string) =>
  client.send(
    new PutItemCommand({
      TableName: store.names.events,
      Item: toItem(row(id, rest)),
      ...(condition && { ConditionExpression: condition }),
    }),
  );

it('tells of a new row with its image, bytes as Lambda writes them', async () => {
  await put(FIRST, { record: new Uint8Array([1, 2, 3]), recordIndex: 7 });
  const [record] = stream.take();
  expect(record).toMatchObject({
    eventName: 'INSERT',
    eventSourceARN: expect.stringContaining(':table/Events/stream/'),
    dynamodb: { Keys: { eventName: { S: 'DeleteDocument' }, eventTimeId: { S: FIRST } }, StreamViewType: 'NEW_IMAGE' },
  });
  expect(streamEvents({ Records: [record] })[0]?.row).toEqual(
    row(FIRST, { record: Buffer.from([1, 2, 3]), recordIndex: 7 }),
  );
});

it('tells of a row that was replaced as changed, without its former self in the answer', async () => {
  await put('t#2');
  expect(await put('t#2')).not.toHaveProperty('Attributes');
  expect(stream.take().map(({ eventName }) => eventName)).toEqual(['INSERT', 'MODIFY']);
});

it('tells nothing of a row that was refused', async () => {
  await put('t#3');
  stream.take();
  await expect(put('t#3', {}, 'attribute_not_exists(eventName)')).rejects.toThrow('conditional request failed');
  expect(stream.take()).toEqual([]);
});

it('tells nothing of another table, and passes reads on', async () => {
  const Item = toItem({ folder: 'a', fileName: 'b' });
  await client.send(new PutItemCommand({ TableName: store.names.deliveries, Item }));
  const found = await client.send(new GetItemCommand({ TableName: store.names.deliveries, Key: Item }));
  expect(found.Item).toEqual(Item);
  expect(stream.take()).toEqual([]);
});

it('refuses a write that it would not tell of', async () => {
  const Key = toItem(row(FIRST));
  await expect(client.send(new DeleteItemCommand({ TableName: store.names.events, Key }))).rejects.toThrow(
    'DeleteItem on a table with an embedded stream: expected PutItem',
  );
});
