import { type AttributeValue, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { DynamoDbCorrelationState } from '../../../lib/adapters/dynamodb/dynamodb-correlation-state';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { EMPTY_BUCKET, mergedBuckets } from '../../../lib/core/correlations/bucket';
import type { BucketPlace } from '../../../lib/core/correlations/bucket-place';
import { digestOf } from '../../../lib/core/correlations/group';
import { itemBytes } from '../../../lib/core/rows/dynamodb-limits';
import { createLocalAlertState, LOCAL_ALERT_STATE_TABLE } from '../../../lib/local/embedded-alert-state';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../../lib/local/embedded-dynamodb';
import type { Condition } from '../../core/correlations/brute-force';
import { hashedValue, idOf, placeOf } from '../../core/correlations/generated-entries';
import { dynamoDbError, injectFaults } from '../../embedded/faults';

const NOW_S = 1_700_000_000;
const WEEK_S = 7 * 24 * 60 * 60;
const HOUR_S = 60 * 60;
const COUNT: Condition = { kind: 'event_count', threshold: 3, timespan: HOUR_S };

let dynamodb: EmbeddedDynamoDb;

beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
  await createLocalAlertState(dynamodb);
});

afterAll(() => dynamodb.close());

/** A state as a new execution environment has it. */
const state = () =>
  new DynamoDbCorrelationState(dynamodb.client, LOCAL_ALERT_STATE_TABLE, () => new Date(NOW_S * 1000));

/** A place that only the caller has, at the bucket of now or beside it. */
function place(name: string, condition = COUNT, beside = 0): BucketPlace {
  const bucket = Math.floor(NOW_S / condition.timespan) + beside;
  return { ...placeOf(condition, bucket), group: digestOf([name]) };
}

/** So many events, each with a value and a rule of its own, in a bucket. */
function filled({ shape, bucket }: BucketPlace, { kind }: Condition, events: number, rules = 2) {
  const entries = Array.from({ length: events }, (_, at) => {
    const id = idOf(`${at}`);
    const key = { event_count: id, value_count: hashedValue(id), temporal: String(at % rules), temporal_ordered: '' };
    return { t: bucket * shape.timespan + (at % shape.timespan), id, rule: at % rules, key: key[kind] };
  });
  return mergedBuckets(shape, { entries, isCapped: false }, EMPTY_BUCKET);
}

async function itemOf(partition: string, sort: string): Promise<Record<string, AttributeValue>> {
  const Key = { matchGroup: { S: partition }, entryKey: { S: sort } };
  const { Item } = await dynamodb.client.send(new GetItemCommand({ TableName: LOCAL_ALERT_STATE_TABLE, Key }));
  return Item ?? {};
}

const itemOfBucket = ({ group, bucket }: BucketPlace) => itemOf(group, `bucket#${String(bucket).padStart(12, '0')}`);

describe('buckets', () => {
  it('are absent at first, then as written', async () => {
    const at = place('written');
    expect(await state().bucket(at, NO_DEADLINE)).toBeUndefined();
    const stored = { version: 1, bucket: filled(at, COUNT, 3), isTold: false };
    expect(await state().putBucket(at, stored, NO_DEADLINE)).toBe(true);
    expect(await state().bucket(at, NO_DEADLINE)).toEqual(stored);
    const told = { ...stored, version: 2, isTold: true };
    expect(await state().putBucket(at, told, NO_DEADLINE)).toBe(true);
    expect(await state().bucket(at, NO_DEADLINE)).toEqual(told);
  });

  it('are written by one of two who read the same version', async () => {
    const at = place('contested');
    const write = (version: number, events: number) =>
      state().putBucket(at, { version, bucket: filled(at, COUNT, events), isTold: false }, NO_DEADLINE);
    const first = await Promise.all([write(1, 1), write(1, 2)]);
    expect([...first].sort()).toEqual([false, true]);
    expect([await write(3, 3), await write(2, 3), await write(2, 1)]).toEqual([false, true, false]);
    expect((await state().bucket(at, NO_DEADLINE))?.bucket?.entries.length).toBe(3);
  });

  it('give the neighbours of the same group, and no other', async () => {
    for (const beside of [-2, -1, 0, 1, 2]) {
      const each = place('middle', COUNT, beside);
      await state().putBucket(
        each,
        { version: 1, bucket: filled(each, COUNT, beside + 3), isTold: false },
        NO_DEADLINE,
      );
    }
    const { before, after } = await state().neighbours(place('middle'), NO_DEADLINE);
    expect([before?.bucket?.entries.length, after?.bucket?.entries.length]).toEqual([2, 4]);
    const atTheEnd = await state().neighbours(place('middle', COUNT, 3), NO_DEADLINE);
    expect([Object.keys(atTheEnd), atTheEnd.before?.bucket?.entries.length]).toEqual([['before'], 5]);
    expect(await state().neighbours(place('elsewhere'), NO_DEADLINE)).toEqual({});
  });

  it('stay as long as a window of theirs may still be completed', async () => {
    for (const [beside, end] of [
      [-9, NOW_S],
      [2, (place('', COUNT, 2).bucket + 1) * HOUR_S],
    ] as const) {
      const at = place('kept', COUNT, beside);
      await state().putBucket(at, { version: 1, bucket: filled(at, COUNT, 1), isTold: false }, NO_DEADLINE);
      expect((await itemOfBucket(at))['expiresAt']).toEqual({ N: String(end + HOUR_S + WEEK_S) });
    }
  });

  it('tell a throttled table from one that somebody else wrote', async () => {
    const faults = injectFaults(dynamodb.client, () => dynamoDbError('ThrottlingException'));
    const at = place('throttled');
    const stored = { version: 1, bucket: filled(at, COUNT, 1), isTold: false };
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
    const bucket = filled(at, condition, 20 * condition.threshold, rules);
    await state().putBucket(at, { version: 1, bucket, isTold: true }, NO_DEADLINE);
    const written = { version: 123_456_789, bucket, isTold: true };
    await state().putBucket(at, { ...written, version: 2 }, NO_DEADLINE);
    const item = unmarshall(await itemOfBucket(at));
    expect(item['s'].length).toBeGreaterThan(100);
    expect(itemBytes({ ...item, v: written.version })).toBeLessThan(most);
  });
});

describe('what was seen', () => {
  it('is changed by one of two who saw the same', async () => {
    const key = digestOf(['thing']);
    expect(await state().seen(key, NO_DEADLINE)).toBeUndefined();
    const first = { last: NOW_S, novelId: idOf('first') };
    const noted = (before: typeof first | undefined, next: typeof first) =>
      state().noteSeen(key, { before, next, forget: WEEK_S }, NO_DEADLINE);
    expect([await noted(undefined, first), await noted(undefined, { ...first, last: NOW_S + 9 })]).toEqual([
      true,
      false,
    ]);
    expect(await state().seen(key, NO_DEADLINE)).toEqual(first);
    const later = { ...first, last: NOW_S + HOUR_S };
    expect([await noted(first, later), await noted(first, { ...first, last: NOW_S + 7 })]).toEqual([true, false]);
    expect(await state().seen(key, NO_DEADLINE)).toEqual(later);
    expect(unmarshall(await itemOf(key, 'seen'))).toMatchObject({ expiresAt: NOW_S + HOUR_S + 2 * WEEK_S });
  });

  it('begins with the earliest event, which is never forgotten', async () => {
    const key = digestOf(['correlation']);
    expect(await state().firstEvent(key, NO_DEADLINE)).toBeUndefined();
    for (const t of [NOW_S, NOW_S - 9, NOW_S - 5, NOW_S + 1]) await state().noteFirstEvent(key, t, NO_DEADLINE);
    const one = state();
    await one.noteFirstEvent(key, NOW_S - 20, NO_DEADLINE);
    await one.noteFirstEvent(key, NOW_S, NO_DEADLINE);
    expect(await state().firstEvent(key, NO_DEADLINE)).toBe(NOW_S - 20);
    expect(await itemOf(key, 'first')).not.toHaveProperty('expiresAt');
  });
});
