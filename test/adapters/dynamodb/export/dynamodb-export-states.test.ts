import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { DynamoDbExportStates } from '../../../../lib/adapters/dynamodb/export/dynamodb-export-states';
import { NO_DEADLINE } from '../../../../lib/app/ports/deadline';
import { EXPORT_GROUP } from '../../../../lib/contract/tables';
import { createLocalAlertState, LOCAL_ALERT_STATE_TABLE } from '../../../embedded/embedded-alert-state';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../../embedded/embedded-dynamodb';

let dynamodb: EmbeddedDynamoDb;
let states: DynamoDbExportStates;
beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
  await createLocalAlertState(dynamodb);
  states = new DynamoDbExportStates(dynamodb.client, LOCAL_ALERT_STATE_TABLE);
});
afterAll(() => dynamodb.close());

const WORK = { day: '2018-03-07', age: 1, runs: [{ name: 'a', bytes: 3 }], lists: [], offsets: [0] };
const STATE = { first: '2018-03-06', exported: { '2018-03-06': 1 }, work: WORK, revision: 7 };

/** Puts what somebody else may have put there. */
async function put(exportState: string, revision: unknown = 7): Promise<void> {
  const Item = marshall({ matchGroup: EXPORT_GROUP, entryKey: 'days', exportState, revision });
  await dynamodb.client.send(new PutItemCommand({ TableName: LOCAL_ALERT_STATE_TABLE, Item }));
}

it('keeps the state of an export', async () => {
  expect(await states.load(NO_DEADLINE)).toBeUndefined();
  await put(JSON.stringify(STATE));
  expect(await states.load(NO_DEADLINE)).toEqual(STATE);
  const next = { ...STATE, revision: 8 };
  expect(await states.save(next, NO_DEADLINE)).toBe(true);
  expect(await states.load(NO_DEADLINE)).toEqual(next);
});

it.each([
  ['no JSON', '{'],
  ['nothing', 'null'],
  ['a first day that is none', JSON.stringify({ ...STATE, first: '2018' })],
  ['nothing exported', JSON.stringify({ ...STATE, exported: null })],
  ['a work that is none', JSON.stringify({ ...STATE, work: null })],
  ['a work without runs', JSON.stringify({ ...STATE, work: { ...WORK, runs: undefined } })],
  ['offsets that are none', JSON.stringify({ ...STATE, work: { ...WORK, offsets: null } })],
  ['an offset too many', JSON.stringify({ ...STATE, work: { ...WORK, offsets: [0, 1] } })],
  ['another revision', JSON.stringify({ ...STATE, revision: 6 })],
])('is an error with a way out where the row has %s', async (_, text) => {
  await put(text);
  await expect(states.load(NO_DEADLINE)).rejects.toThrow(
    "the row 'export' of AlertState is not what this program writes",
  );
});
