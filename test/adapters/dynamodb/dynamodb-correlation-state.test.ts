import { type AttributeValue, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { DynamoDbCorrelationState } from '../../../lib/adapters/dynamodb/dynamodb-correlation-state';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { BucketPlace } from '../../../lib/core/correlations/bucket-place';
import { digestOf } from '../../../lib/core/correlations/group';
import { itemBytes } from '../../../lib/core/rows/dynamodb-limits';
import type { Condition } from '../../core/correlations/brute-force';
import { idOf } from '../../core/correlations/generated-entries';
import { createLocalAlertState, LOCAL_ALERT_STATE_TABLE } from '../../embedded/embedded-alert-state';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../embedded/embedded-dynamodb';
import { dynamoDbError, injectFaults } from '../../embedded/faults';
import { COUNT, filledBucket, placeBeside } from '../filled-buckets';

const NOW_S = 1_700_000_000;
const WEEK_S = 7 * 24 * 60 * 60;
const HOUR_S = 60 * 60;

let dynamodb: EmbeddedDynamoDb;

beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
  await createLocalAlertState(dynamodb);
});

afterAll(() => dynamodb.close());

/** A state as a new execution environment has it. */
const state = () =>
  new DynamoDbCorrelationState(dynamodb.client, LOCAL_ALERT_STATE_TABLE, () => new Date(NOW_S * 1000));

const place = (name: string, condition = COUNT, beside = 0): BucketPlace => placeBeside(NOW_S, name, condition, beside);

async function itemOf(partition: string, sort: string): Promise<Record<string, AttributeValue>> {
  const Key = { matchGroup: { S: partition }, entryKey: { S: sort } };
  const { Item } = await dynamodb.client.send(new GetItemCommand({ TableName: LOCAL_ALERT_STATE_TABLE, Key }));
  return Item ?? {};
}

const itemOfBucket = ({ group, bucket }: BucketPlace) => itemOf(group, `bucket#${String(bucket).padStart(12, '0')}`);

describe('buckets', () => {
  it('stay as long as a window of theirs may still be completed', async () => {
    for (const [beside, end] of [
      [-9, NOW_S],
      [2, (place('', COUNT, 2).bucket + 1) * HOUR_S],
    ] as const) {
      const at = place('kept', COUNT, beside);
      await state().putBucket(at, { version: 1, bucket: filledBucket(at, COUNT, 1), isTold: false }, NO_DEADLINE);
      expect((await itemOfBucket(at))['expiresAt']).toEqual({ N: String(end + HOUR_S + WEEK_S) });
    }
  });

  it('tell a throttled table from one that somebody else wrote', async () => {
    const faults = injectFaults(dynamodb.client, () => dynamoDbError('ThrottlingException'));
    const at = place('throttled');
    const stored = { version: 1, bucket: filledBucket(at, COUNT, 1), isTold: false };
    const noTime = { remainingMs: () => 0 };
    try {
      await expect(state().putBucket(at, stored, noTime)).rejects.toThrow();
      await expect(state().bucket(at, noTime)).rejects.toThrow();
      await expect(state().neighbours(at, noTime)).rejects.toThrow();
    } finally {
      faults.stop();
    }
    expect(await state().bucket(at, NO_DEADLINE)).toBeUndefined();
  });
});

describe('an item', () => {
  const COMMON = { timespan: WEEK_S, threshold: 15 };
  it.each<[name: string, condition: Condition, rules: number, most: number]>([
    ['events, fifteen', { ...COMMON, kind: 'event_count' }, 2, 1000],
    ['values, fifteen', { ...COMMON, kind: 'value_count' }, 2, 1024],
    ['fifteen rules', { ...COMMON, kind: 'temporal' }, 15, 1000],
    ['two ordered rules', { kind: 'temporal_ordered', threshold: 2, timespan: WEEK_S }, 2, 1000],
    ['values, twenty-five', { ...COMMON, kind: 'value_count', threshold: 25 }, 2, 2048],
    ['values, five hundred', { ...COMMON, kind: 'value_count', threshold: 500 }, 2, 30_000],
  ])('of %s is as small as its write is to cost, however many events come', async (name, condition, rules, most) => {
    const at = place(name, condition);
    const bucket = filledBucket(at, condition, 20 * condition.threshold, rules);
    await state().putBucket(at, { version: 1, bucket, isTold: true }, NO_DEADLINE);
    const written = { version: 123_456_789, bucket, isTold: true };
    await state().putBucket(at, { ...written, version: 2 }, NO_DEADLINE);
    const item = unmarshall(await itemOfBucket(at));
    expect(item['s'].length).toBeGreaterThan(100);
    expect(itemBytes({ ...item, v: written.version })).toBeLessThan(most);
  });
});

describe('what was seen', () => {
  it('stays for a week after it is forgotten', async () => {
    const key = digestOf(['thing']);
    const next = { last: NOW_S + HOUR_S, novelId: idOf('first') };
    await state().noteSeen(key, { before: undefined, next, forget: WEEK_S }, NO_DEADLINE);
    expect(unmarshall(await itemOf(key, 'seen'))).toMatchObject({ expiresAt: NOW_S + HOUR_S + 2 * WEEK_S });
  });

  it('begins with an event that is never forgotten', async () => {
    const key = digestOf(['correlation']);
    await state().noteFirstEvent(key, NOW_S, NO_DEADLINE);
    expect(await itemOf(key, 'first')).not.toHaveProperty('expiresAt');
  });
});
