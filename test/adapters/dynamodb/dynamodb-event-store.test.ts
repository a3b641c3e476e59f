import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DynamoDbEventStore, RowVanishedError } from '../../../lib/adapters/dynamodb/dynamodb-event-store';
import { WriteMeter } from '../../../lib/adapters/dynamodb/write-meter';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { RefusedItemError } from '../../../lib/app/ports/event-store';
import type { EventRow } from '../../../lib/core/rows/event-row';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../embedded/embedded-dynamodb';
import { dynamoDbError, injectFaults } from '../../embedded/faults';
import { rowsOfEvent, rowsOfTerm } from './stored-rows';

let dynamodb: EmbeddedDynamoDb;
let store: DynamoDbEventStore;

beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
  store = new DynamoDbEventStore(dynamodb, new WriteMeter());
});

afterAll(() => dynamodb.close());

describe('DynamoDbEventStore', () => {
  it('puts a row where the key is free, and leaves the first one otherwise', async () => {
    const first = row('First', { logFile: 's3://b/one' });
    await expect(store.putNew(first, NO_DEADLINE)).resolves.toBeUndefined();
    const standing = await store.putNew({ ...first, logFile: 's3://b/two', recordSha256: 'other' }, NO_DEADLINE);
    expect(standing).toEqual({
      recordSha256: 'abc',
      indexVersion: 1,
      logFile: 's3://b/one',
      recordIndex: 0,
      origin: 'delivery',
    });
    expect(await rowsOfEvent(dynamodb, 'First')).toEqual([first]);
  });

  it('refreshes a row of an older index version over the same bytes alone', async () => {
    await store.putNew(row('Refreshed'), NO_DEADLINE);
    await expect(store.refresh(row('Refreshed', { indexVersion: 1 }), NO_DEADLINE)).resolves.toBe(false);
    await expect(store.refresh(row('Refreshed', { indexVersion: 2, recordSha256: 'x' }), NO_DEADLINE)).resolves.toBe(
      false,
    );
    await expect(store.refresh(row('Refreshed', { indexVersion: 2, actor: 'new' }), NO_DEADLINE)).resolves.toBe(true);
    expect(await rowsOfEvent(dynamodb, 'Refreshed')).toMatchObject([{ indexVersion: 2, actor: 'new' }]);
  });

  it('puts terms without doubled keys, which DynamoDB would refuse with the whole batch', async () => {
    const term = { term: 'resource=x', eventTimeIdName: 't', actor: 'first' };
    await expect(store.putTerms([term, { ...term, actor: 'last' }], NO_DEADLINE)).resolves.toEqual([]);
    expect(await rowsOfTerm(dynamodb, 'resource=x')).toEqual([{ ...term, actor: 'last' }]);
  });

  it('tells keys apart whose parts hold line breaks', async () => {
    const terms = [
      { term: 'a=1\n2', eventTimeIdName: '3' },
      { term: 'a=1', eventTimeIdName: '2\n3' },
    ];
    await store.putTerms(terms, NO_DEADLINE);
    expect([...(await rowsOfTerm(dynamodb, 'a=1\n2')), ...(await rowsOfTerm(dynamodb, 'a=1'))]).toEqual(terms);
  });

  it('names the reason of a refused row', async () => {
    const refused = store.putNew(row('x'.repeat(3000)), NO_DEADLINE);
    await expect(refused).rejects.toThrow(RefusedItemError);
    await expect(store.putNew(row(''), NO_DEADLINE)).rejects.toThrow('the store refuses the item: ');
  });

  it('passes on a fault that is not the item, such as a missing permission', async () => {
    const faults = injectFaults(dynamodb.client, () => dynamoDbError('AccessDeniedException'));
    await expect(store.putNew(row('Denied'), NO_DEADLINE)).rejects.toThrow('AccessDeniedException');
    faults.stop();
  });

  it('says so where the row that holds a key is gone a moment later', async () => {
    const faults = injectFaults(dynamodb.client, ({ command }) =>
      command === 'PutItemCommand' ? conditionFailed() : undefined,
    );
    await expect(store.putNew(row('Vanished'), NO_DEADLINE)).rejects.toThrow(RowVanishedError);
    faults.stop();
  });
});

function row(eventName: string, overrides: Partial<EventRow> = {}): EventRow {
  return {
    eventName,
    eventTimeId: '2024-03-01T10:00:00Z#id',
    logFile: 's3://b/one',
    recordIndex: 0,
    recordSha256: 'abc',
    origin: 'delivery',
    maskedPaths: [],
    indexVersion: 1,
    userIdentityArn: 'arn',
    ...overrides,
  };
}

function conditionFailed(): Error {
  return new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });
}
