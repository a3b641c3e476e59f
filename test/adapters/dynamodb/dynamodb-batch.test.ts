import { BatchWriteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { putBatches } from '../../../lib/adapters/dynamodb/dynamodb-batch';
import { WriteMeter } from '../../../lib/adapters/dynamodb/write-meter';
import { NO_DEADLINE, OutOfTimeError } from '../../../lib/app/ports/deadline';
import type { TermRow } from '../../../lib/core/rows/term-row';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../embedded/embedded-dynamodb';
import { dynamoDbError, injectFaults } from '../../embedded/faults';
import { rowsOfTerm } from './stored-rows';

const TABLE = { name: 'Terms' };

let dynamodb: EmbeddedDynamoDb;

beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
});

afterAll(() => dynamodb.close());

describe('putBatches', () => {
  it('puts more rows than one request takes', async () => {
    const meter = new WriteMeter();
    await expect(putBatches(dynamodb.client, TABLE, rows('many', 60), NO_DEADLINE, meter)).resolves.toEqual([]);
    expect(await rowsOfTerm(dynamodb, 'many')).toHaveLength(60);
    expect(meter.totals().get('Terms')).toBe(60);
  });

  it('sends nothing for no rows', async () => {
    await expect(putBatches(dynamodb.client, TABLE, [], NO_DEADLINE, new WriteMeter())).resolves.toEqual([]);
  });

  it('puts the other 24 where one item is refused, and says which and why', async () => {
    const refusedRow = { term: 'mixed', eventTimeIdName: '' };
    const batch = [...rows('mixed', 12), refusedRow, ...rows('mixed', 12, 12)];
    const refused = await putBatches(dynamodb.client, TABLE, batch, NO_DEADLINE, new WriteMeter());
    expect(refused).toEqual([{ row: refusedRow, reason: expect.stringContaining('empty string') }]);
    expect(await rowsOfTerm(dynamodb, 'mixed')).toHaveLength(24);
  });

  it('refuses a value that has no form as an attribute without losing the others', async () => {
    const strange = { term: 'strange', eventTimeIdName: 'x', value: Number.POSITIVE_INFINITY };
    const batch = [...rows('strange', 3), strange];
    const refused = await putBatches(dynamodb.client, TABLE, batch, NO_DEADLINE, new WriteMeter());
    expect(refused.map(({ row }) => row)).toEqual([strange]);
    expect(await rowsOfTerm(dynamodb, 'strange')).toHaveLength(3);
  });
});

describe('putBatches on a table in trouble', () => {
  const dead = new DynamoDBClient({ region: 'us-east-1' });
  const client = mockClient(dead);
  const put = (terms: readonly TermRow[], deadline = NO_DEADLINE) =>
    putBatches(dead, TABLE, terms, deadline, new WriteMeter());

  beforeEach(() => client.reset());

  it('sends again what was left unprocessed, and only that', async () => {
    const [first, second] = [putRequest('a'), putRequest('b')];
    client
      .on(BatchWriteItemCommand)
      .resolvesOnce({ UnprocessedItems: { Terms: [second] } })
      .resolves({});
    await put([row('t', 'a'), row('t', 'b')]);
    const sent = client.commandCalls(BatchWriteItemCommand).map(({ args }) => args[0].input.RequestItems?.['Terms']);
    expect(sent).toEqual([[first, second], [second]]);
  });

  it('ends with the deadline where items stay unprocessed', async () => {
    client.on(BatchWriteItemCommand).resolves({ UnprocessedItems: { Terms: [putRequest('a')] } });
    const isOver = () => client.commandCalls(BatchWriteItemCommand).length > 2;
    await expect(put([row('t', 'a')], { remainingMs: () => (isOver() ? 0 : 60_000) })).rejects.toThrow(OutOfTimeError);
  });

  it('passes on a fault that is neither the item nor the moment', async () => {
    client.on(BatchWriteItemCommand).rejects(dynamoDbError('AccessDeniedException'));
    await expect(put(rows('denied', 60))).rejects.toThrow('AccessDeniedException');
    expect(client.commandCalls(PutItemCommand)).toHaveLength(0);
  });

  it('counts what was left unprocessed, and once asked forgets it', async () => {
    client
      .on(BatchWriteItemCommand)
      .resolvesOnce({ UnprocessedItems: { Terms: [putRequest('a')] } })
      .resolves({});
    const meter = new WriteMeter();
    await putBatches(dead, TABLE, rows('counted', 10), NO_DEADLINE, meter);
    expect([meter.takeThrottled(), meter.takeThrottled()]).toEqual([1, 0]);
  });
});

describe('putBatches on a table that throttles', () => {
  it('tries a throttled batch again as a whole, and counts each of its items', async () => {
    const errors = [dynamoDbError('ThrottlingException')];
    const faults = injectFaults(dynamodb.client, () => errors.shift());
    const meter = new WriteMeter();
    await putBatches(dynamodb.client, TABLE, rows('throttled', 25), NO_DEADLINE, meter);
    faults.stop();
    expect(faults.requests.map(({ command }) => command)).toEqual(['BatchWriteItemCommand', 'BatchWriteItemCommand']);
    expect(await rowsOfTerm(dynamodb, 'throttled')).toHaveLength(25);
    expect(meter.takeThrottled()).toBe(25);
  });
});

function rows(term: string, count: number, from = 0): readonly TermRow[] {
  return Array.from({ length: count }, (_, index) => row(term, String(from + index)));
}

function row(term: string, name: string): TermRow {
  return { term, eventTimeIdName: name };
}

function putRequest(name: string) {
  return { PutRequest: { Item: { term: { S: 't' }, eventTimeIdName: { S: name } } } };
}
