import { type DynamoDBClient, type GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '../../../lib/adapters/dynamodb/dynamodb-items';
import { DynamoDbReconciliationStates } from '../../../lib/adapters/dynamodb/dynamodb-reconciliation-states';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { ReconciliationState } from '../../../lib/app/ports/progress/reconciliation-states';
import { ALERT_STATE_TABLE, RECONCILIATION_GROUP } from '../../../lib/contract/tables';
import { createLocalAlertState, LOCAL_ALERT_STATE_TABLE } from '../../embedded/embedded-alert-state';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../embedded/embedded-dynamodb';

let dynamodb: EmbeddedDynamoDb;
let states: DynamoDbReconciliationStates;

beforeEach(async () => {
  dynamodb = await startEmbeddedDynamoDb();
  await createLocalAlertState(dynamodb);
  states = new DynamoDbReconciliationStates(dynamodb.client, LOCAL_ALERT_STATE_TABLE);
});

afterEach(() => dynamodb.close());

const COUNTS = { received: 4, missing: 0, failed: 0, changed: 0, archived: 0, waiting: 0 };
const PASS = { since: '2026-03-01T00:00:00Z', until: '2026-03-04T00:00:00.000Z', counts: COUNTS, unlisted: 0 };
const STATE: ReconciliationState = {
  window: 'recent',
  revision: 1,
  held: { by: 'one', until: '2026-03-04T00:15:00.000Z' },
  pass: { ...PASS, begun: '1/', open: [{ id: '1/a', after: 'key', hasFiles: true }], accounts: 2, accountsBegun: 1 },
};

it('keeps a state for each window', async () => {
  expect(await states.load('recent', NO_DEADLINE)).toBeUndefined();
  expect(await states.save(STATE, NO_DEADLINE)).toBe(true);
  expect(await states.load('recent', NO_DEADLINE)).toEqual(STATE);
  expect(await states.load('deep', NO_DEADLINE)).toBeUndefined();
});

it('replaces the state before it, and no other', async () => {
  await states.save(STATE, NO_DEADLINE);
  const last = { ...PASS, finishedAt: '2026-03-04T00:10:00.000Z' };
  expect(await states.save({ window: 'recent', revision: 2, last }, NO_DEADLINE)).toBe(true);
  expect(await states.save({ ...STATE, revision: 2 }, NO_DEADLINE)).toBe(false);
  expect(await states.load('recent', NO_DEADLINE)).toEqual({ window: 'recent', revision: 2, last });
});

it('knows a state that is stored, although the answer was lost', async () => {
  const { client } = dynamodb;
  const twice = async (command: PutItemCommand | GetItemCommand) => {
    if (command instanceof PutItemCommand) await client.send(command);
    return client.send(command as PutItemCommand);
  };
  const losing = { send: twice } as unknown as DynamoDBClient;
  const own = new DynamoDbReconciliationStates(losing, LOCAL_ALERT_STATE_TABLE);
  expect(await own.save(STATE, NO_DEADLINE)).toBe(true);
});

it('lets one of two runs store the same state', async () => {
  expect(await states.save(STATE, NO_DEADLINE)).toBe(true);
  expect(await states.save(STATE, NO_DEADLINE)).toBe(false);
});

it.each([
  ['no JSON', '{'],
  ['a list', '[]'],
  ['nothing', 'null'],
  ['another window', JSON.stringify({ ...STATE, window: 'deep', revision: 7 })],
  ['another revision', JSON.stringify({ ...STATE, revision: 6 })],
  [
    'a pass without counts',
    JSON.stringify({ ...STATE, revision: 7, pass: { ...STATE.pass, counts: { missing: 'x' } } }),
  ],
  ['a pass without parts', JSON.stringify({ ...STATE, revision: 7, pass: PASS })],
  ['a last pass of no time', JSON.stringify({ window: 'recent', revision: 7, last: { ...PASS, until: 'x' } })],
])('forgets %s, and counts on from its revision', async (_, text) => {
  const key = { [ALERT_STATE_TABLE.partitionKey]: RECONCILIATION_GROUP, [ALERT_STATE_TABLE.sortKey]: 'recent' };
  const Item = toItem({ ...key, revision: 7, reconciliationState: text });
  await dynamodb.client.send(new PutItemCommand({ TableName: LOCAL_ALERT_STATE_TABLE, Item }));
  expect(await states.load('recent', NO_DEADLINE)).toEqual({ window: 'recent', revision: 7 });
  expect(await states.save({ ...STATE, revision: 8 }, NO_DEADLINE)).toBe(true);
});

it.each<[string, object]>([
  ['no revision', { reconciliationState: JSON.stringify(STATE) }],
  ['a revision of text', { reconciliationState: '{}', revision: 'x' }],
  ['a revision that is no whole number', { reconciliationState: JSON.stringify(STATE), revision: 1.5 }],
  ['a revision below all', { revision: -7 }],
])('begins anew in the place of a row with %s, which no state could follow', async (_, row) => {
  const key = { [ALERT_STATE_TABLE.partitionKey]: RECONCILIATION_GROUP, [ALERT_STATE_TABLE.sortKey]: 'recent' };
  const Item = toItem({ ...key, ...row });
  await dynamodb.client.send(new PutItemCommand({ TableName: LOCAL_ALERT_STATE_TABLE, Item }));
  expect(await states.load('recent', NO_DEADLINE)).toEqual({ window: 'recent', revision: 1 });
  expect(await states.save({ ...STATE, revision: 2 }, NO_DEADLINE)).toBe(true);
});
