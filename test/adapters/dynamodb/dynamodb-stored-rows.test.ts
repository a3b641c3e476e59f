import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '../../../lib/adapters/dynamodb/dynamodb-items';
import { DynamoDbStoredRows } from '../../../lib/adapters/dynamodb/dynamodb-stored-rows';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../embedded/embedded-dynamodb';
import { injectFaults } from '../../embedded/faults';
import { rowOfRecord } from '../../functions/alerting';
import { ssmRecord } from '../../log-records';

let tables: EmbeddedDynamoDb;
let rows: DynamoDbStoredRows;

beforeAll(async () => {
  tables = await startEmbeddedDynamoDb();
  rows = new DynamoDbStoredRows(tables.client, tables.names.events);
});

afterAll(() => tables.close());

const put = (row: object) =>
  tables.client.send(new PutItemCommand({ TableName: tables.names.events, Item: toItem(row) }));

it('reads a row whole, by its key alone, and consistently', async () => {
  const row = rowOfRecord(ssmRecord({ eventID: 'e-1' }));
  await put(row);
  const faults = injectFaults(tables.client, () => undefined);
  expect(await rows.find(row, NO_DEADLINE)).toEqual(row);
  expect(faults.requests[0]?.input).toMatchObject({ ConsistentRead: true });
  faults.stop();
  expect(await rows.find({ ...row, eventTimeId: '2024-05-01T12:00:00Z#other' }, NO_DEADLINE)).toBeUndefined();
});

it('gives the key of a row that somebody damaged', async () => {
  const key = { eventName: 'DeleteDocument', eventTimeId: '2024-05-01T12:00:00Z#damaged' };
  await put({ ...key, record: 'no map' });
  expect(await rows.find(key, NO_DEADLINE)).toEqual(key);
});
