import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDbAlertState } from '../../../lib/adapters/dynamodb/dynamodb-alert-state';
import { toItem } from '../../../lib/adapters/dynamodb/dynamodb-items';
import { NO_DEADLINE, OutOfTimeError } from '../../../lib/app/ports/deadline';
import { digestEntry } from '../../../lib/core/alerts/digest-entry';
import { keyedMatch } from '../../../lib/core/alerts/keyed-match';
import { match, observed } from '../../core/alerts/observed-events';
import { createLocalAlertState, LOCAL_ALERT_STATE_TABLE } from '../../embedded/embedded-alert-state';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../embedded/embedded-dynamodb';
import { dynamoDbError, injectFaults } from '../../embedded/faults';

const NOW = new Date('2024-05-01T12:20:00Z');
const DAY_S = 24 * 60 * 60;

let dynamodb: EmbeddedDynamoDb;
let state: DynamoDbAlertState;
let unreadable: unknown[];

beforeEach(async () => {
  dynamodb = await startEmbeddedDynamoDb();
  await createLocalAlertState(dynamodb);
  unreadable = [];
  state = new DynamoDbAlertState(
    dynamodb.client,
    LOCAL_ALERT_STATE_TABLE,
    () => NOW,
    (reason) => unreadable.push(reason),
  );
});

afterEach(() => dynamodb.close());

const time = (text: string) => Date.parse(`2024-05-01T${text}Z`);
const message = (id: string, at: string) => [{ call: `call-${id}`, id, time: time(at) }];

/** A suppressed match that is due at a time, of the group that begins with a digit. */
function pending(eventID: string, due = '13:10:00', digit = 'a') {
  const keyed = keyedMatch(match({ observed: observed({ eventID }) }));
  const entry = digestEntry({ keyed, reason: 'repeat', dueAt: time(due) });
  return { group: `${digit}-group`, entry, dueAt: time(due) };
}

async function due(at: string) {
  const entries = [];
  for await (const page of state.dueEntries(new Date(time(at)), NO_DEADLINE)) entries.push(...page);
  return entries;
}

describe('suppressed matches', () => {
  it('do not wait for one that cannot be read, which is told of', async () => {
    const forged = { dueShard: 'a', dueAt: '2024-05-01T12:00:00.000Z', digestEntry: 'not JSON' };
    await state.suppress(pending('e-1'), NO_DEADLINE);
    const [genuine] = (await rows()).map((row) => ({ ...row }));
    const Item = { ...genuine, ...toItem({ digestEntry: forged.digestEntry }), ...otherKey(genuine) };
    await dynamodb.client.send(new PutItemCommand({ TableName: LOCAL_ALERT_STATE_TABLE, Item }));
    expect((await due('13:10:00')).map(({ entry }) => entry.id)).toEqual([pending('e-1').entry.id]);
    expect(unreadable).toEqual([expect.objectContaining({ name: 'CorruptDigestEntryError' })]);
  });
});

it('keeps its rows for a week', async () => {
  await state.noteSent('group', message('1', '12:00:00'), NO_DEADLINE);
  await state.suppress(pending('e-1'), NO_DEADLINE);
  const expiries = (await rows()).map(({ expiresAt }) => Number(expiresAt?.N));
  expect(expiries).toEqual(Array(2).fill(NOW.getTime() / 1000 + 7 * DAY_S));
});

it('asks again where DynamoDB throttles, and passes other faults on', async () => {
  const errors = [dynamoDbError('ThrottlingException')];
  const throttled = injectFaults(dynamodb.client, () => errors.shift());
  await state.noteSent('group', message('1', '12:00:00'), NO_DEADLINE);
  throttled.stop();
  const denied = injectFaults(dynamodb.client, () => dynamoDbError('AccessDeniedException'));
  await expect(state.suppress(pending('e-1'), NO_DEADLINE)).rejects.toThrow('AccessDeniedException');
  denied.stop();
  const late = state.sentMessages('group', { from: 0, to: 1 }, { remainingMs: () => 1 });
  await expect(late).rejects.toThrow(OutOfTimeError);
});

async function rows() {
  const { Items = [] } = await dynamodb.client.send(new ScanCommand({ TableName: LOCAL_ALERT_STATE_TABLE }));
  return Items;
}

/** The key of a row beside another in its group. */
function otherKey(row: Awaited<ReturnType<typeof rows>>[number] | undefined) {
  const keys = Object.entries(row ?? {}).filter(([, value]) => value.S?.startsWith('suppressed#'));
  return Object.fromEntries(keys.map(([name, value]) => [name, { S: `${value.S}-forged` }]));
}
