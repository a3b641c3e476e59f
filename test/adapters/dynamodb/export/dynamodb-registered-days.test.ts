import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDbRegisteredDays } from '../../../../lib/adapters/dynamodb/export/dynamodb-registered-days';
import { NO_DEADLINE } from '../../../../lib/app/ports/deadline';
import { createLocalAlertState, LOCAL_ALERT_STATE_TABLE } from '../../../embedded/embedded-alert-state';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../../embedded/embedded-dynamodb';

let dynamodb: EmbeddedDynamoDb;
let states: DynamoDbRegisteredDays;
beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
  await createLocalAlertState(dynamodb);
  states = new DynamoDbRegisteredDays(dynamodb.client, LOCAL_ALERT_STATE_TABLE);
});
afterAll(() => dynamodb.close());

const state = (revision: number) => ({ table: 'audit.events', days: { '2018-03-06': '"0a"' }, revision });

describe('the row of registered days', () => {
  it('is stored in the place of the one before it alone', async () => {
    expect(await states.load(NO_DEADLINE)).toBeUndefined();
    expect(await states.save(state(0), NO_DEADLINE)).toBe(true);
    const next = { ...state(1), work: { day: '2018-03-07', version: '"0b"', done: 100 } };
    expect(await states.save(next, NO_DEADLINE)).toBe(true);
    expect(await states.save(state(1), NO_DEADLINE)).toBe(false);
    expect(await states.load(NO_DEADLINE)).toEqual(next);
  });

  it.each([
    ['its table', { ...state(2), table: 5 }],
    ['its days', { ...state(2), days: { '2018-03-06': 5 } }],
    ['its work', { ...state(2), work: { day: '2018-03-07', version: '"0b"', done: -1 } }],
  ])('is an error with its name and a way out if %s is damaged', async (_, damaged) => {
    const stored = await states.load(NO_DEADLINE);
    const revision = (stored?.revision ?? 0) + 1;
    await states.save({ ...damaged, revision } as Parameters<typeof states.save>[0], NO_DEADLINE);
    await expect(states.load(NO_DEADLINE)).rejects.toThrow("the row 'export', 'table' of");
    await dynamodb.client.send(
      new DeleteItemCommand({
        TableName: LOCAL_ALERT_STATE_TABLE,
        Key: { matchGroup: { S: 'export' }, entryKey: { S: 'table' } },
      }),
    );
    await states.save(state(0), NO_DEADLINE);
  });
});
