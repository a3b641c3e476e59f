import { DynamoDbEventStore } from '../../../lib/adapters/dynamodb/dynamodb-event-store';
import { DynamoDbSpreadRows } from '../../../lib/adapters/dynamodb/dynamodb-spread-rows';
import { WriteMeter } from '../../../lib/adapters/dynamodb/write-meter';
import { NO_DEADLINE, OutOfTimeError } from '../../../lib/app/ports/deadline';
import { catalogueEntry } from '../../../lib/core/rows/catalogue';
import type { EventRow } from '../../../lib/core/rows/event-row';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../../lib/local/embedded-dynamodb';
import { auditEvent, rowOf } from '../../core/rows/events';
import { dynamoDbError, injectFaults } from '../../embedded/faults';

let dynamodb: EmbeddedDynamoDb;
let names = 0;

beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
});

afterAll(() => dynamodb.close());

/** Puts a row of a name that no other test has into partitions, which the catalogue names. */
async function stored(...partitions: readonly string[]): Promise<EventRow> {
  const store = new DynamoDbEventStore(dynamodb, new WriteMeter());
  const row = rowOf(auditEvent({ eventName: `Heartbeat${++names}` }));
  for (const partition of partitions) {
    const eventName = `${row.eventName}${partition}`;
    await store.addPartition(catalogueEntry(eventName), NO_DEADLINE);
    await store.putNew({ ...row, eventName }, NO_DEADLINE);
  }
  return row;
}

it('finds a row in another partition of its name, from before and after the name was spread', async () => {
  const [spread, plain] = [await stored('#3'), await stored('')];
  const rows = new DynamoDbSpreadRows(dynamodb);
  expect(await rows.elsewhere(spread, NO_DEADLINE)).toMatchObject({
    eventName: `${spread.eventName}#3`,
    standing: { recordSha256: spread.recordSha256 },
  });
  expect(await rows.elsewhere({ ...plain, eventName: `${plain.eventName}#7` }, NO_DEADLINE)).toMatchObject({
    eventName: plain.eventName,
  });
});

it('finds neither the row itself nor one of another record or time', async () => {
  const row = await stored('#3');
  const own = { ...row, eventName: `${row.eventName}#3` };
  const rows = new DynamoDbSpreadRows(dynamodb);
  expect(await rows.elsewhere(own, NO_DEADLINE)).toBeUndefined();
  expect(await rows.elsewhere({ ...row, recordSha256: 'cd'.repeat(32) }, NO_DEADLINE)).toBeUndefined();
  expect(await rows.elsewhere({ ...row, eventTimeId: 'other' }, NO_DEADLINE)).toBeUndefined();
});

it('reads the catalogue of a name once', async () => {
  const row = await stored('#1', '#2');
  const rows = new DynamoDbSpreadRows(dynamodb);
  const faults = injectFaults(dynamodb.client, () => undefined);
  for (let nth = 0; nth < 3; nth += 1) await rows.elsewhere(row, NO_DEADLINE);
  faults.stop();
  const queried = faults.requests.filter(({ command }) => command === 'QueryCommand');
  expect(queried.map(({ input }) => (input as { TableName?: string }).TableName).sort()).toEqual([
    'Deliveries',
    'Terms',
  ]);
});

it('reads the catalogue again after it failed to', async () => {
  const row = await stored('#3');
  const rows = new DynamoDbSpreadRows(dynamodb);
  const faults = injectFaults(dynamodb.client, () => dynamoDbError('AccessDeniedException'));
  await expect(rows.elsewhere(row, NO_DEADLINE)).rejects.toThrow('AccessDeniedException');
  faults.stop();
  expect(await rows.elsewhere(row, NO_DEADLINE)).toMatchObject({ eventName: `${row.eventName}#3` });
});

it('asks again where DynamoDB throttles, until the time is over', async () => {
  const row = await stored('#3');
  const errors = [dynamoDbError('ThrottlingException'), dynamoDbError('ThrottlingException')];
  const faults = injectFaults(dynamodb.client, () => errors.shift());
  expect(await new DynamoDbSpreadRows(dynamodb).elsewhere(row, NO_DEADLINE)).toBeDefined();
  faults.stop();
  const late = new DynamoDbSpreadRows(dynamodb).elsewhere(row, { remainingMs: () => 1 });
  await expect(late).rejects.toThrow(OutOfTimeError);
});
