import { PutItemCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { catalogueEntries, catalogueItem } from '../../../lib/adapters/dynamodb/dynamodb-catalogue';
import { DynamoDbEventStore } from '../../../lib/adapters/dynamodb/dynamodb-event-store';
import { type Item, toItem } from '../../../lib/adapters/dynamodb/dynamodb-items';
import { DynamoDbRenewalStore } from '../../../lib/adapters/dynamodb/dynamodb-renewal-store';
import { eventReading } from '../../../lib/adapters/dynamodb/event-reading';
import { WriteMeter } from '../../../lib/adapters/dynamodb/write-meter';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { FORMER_CATALOGUE_TERM } from '../../../lib/contract/tables';
import { catalogueEntry } from '../../../lib/core/rows/catalogue';
import { INDEX_VERSION } from '../../../lib/core/rows/event-row';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../embedded/embedded-dynamodb';
import { dynamoDbError, injectFaults } from '../../embedded/faults';
import { deliveryRow, rowsOfTerm } from './stored-rows';

const NAMES = { deliveries: 'Deliveries', terms: 'Terms' };

/** Answers for each table with one page after the other; takes note of what it was asked. */
function pages(...rows: readonly (readonly Item[])[]) {
  const asked: QueryCommandInput[] = [];
  const query = async (input: QueryCommandInput) => {
    if (input.TableName === 'Terms') return { items: [], after: undefined };
    asked.push(input);
    return { items: rows[asked.length - 1] ?? [], after: asked.length < rows.length ? NEXT : undefined };
  };
  return { asked, query };
}

const entry = (partition: string) => catalogueItem(catalogueEntry(partition));
const NEXT = entry('B');

it('reads every page of the catalogue', async () => {
  const { asked, query } = pages([entry('A'), entry('B')], [entry('C#1')]);
  const { all } = await catalogueEntries(NAMES, '', query);
  expect(all.map(({ partition }) => partition)).toEqual(['A', 'B', 'C#1']);
  expect(asked[0]).toEqual({
    TableName: 'Deliveries',
    KeyConditionExpression: 'folder = :catalogue',
    ExpressionAttributeValues: toItem({ ':catalogue': '#catalogue' }),
  });
  expect(asked.map(({ ExclusiveStartKey }) => ExclusiveStartKey)).toEqual([undefined, NEXT]);
});

it('asks for names with a prefix by key', async () => {
  const { asked, query } = pages([]);
  expect((await catalogueEntries(NAMES, 'Start', query)).all).toEqual([]);
  expect(asked[0]).toMatchObject({
    KeyConditionExpression: 'folder = :catalogue AND begins_with(fileName, :prefix)',
    ExpressionAttributeValues: { ':prefix': { S: 'Start' } },
  });
});

it('takes an entry without a version for one of the first, and keeps how far somebody looked', async () => {
  const looked = { noticedAt: '2024-03-01T10:00:00Z', renewedTo: '2024#a' };
  const key = (fileName: string) => ({ folder: '#catalogue', fileName });
  const { query } = pages([entry('A'), toItem(key('B')), toItem({ ...key('C'), indexVersion: 'two', ...looked })]);
  expect((await catalogueEntries(NAMES, '', query)).all).toEqual([
    { partition: 'A', oldestVersion: INDEX_VERSION },
    { partition: 'B', oldestVersion: 1 },
    { partition: 'C', oldestVersion: 1, ...looked },
  ]);
});

describe('the catalogue that earlier programs kept among the terms', () => {
  let dynamodb: EmbeddedDynamoDb;

  beforeEach(async () => {
    dynamodb = await startEmbeddedDynamoDb();
  });

  afterEach(() => dynamodb.close());

  const former = (name: string, rest: object = {}) =>
    put('Terms', { term: FORMER_CATALOGUE_TERM, eventTimeIdName: name, ...rest });

  function put(table: string, row: object) {
    return dynamodb.client.send(new PutItemCommand({ TableName: table, Item: toItem(row) }));
  }

  function store() {
    return new DynamoDbEventStore(dynamodb, new WriteMeter());
  }

  it('is read beside the new one, which is newer where somebody looked at all rows of a partition', async () => {
    for (const name of ['A', 'B#1', 'C']) await former(name);
    await new DynamoDbRenewalStore(dynamodb).noteRenewed('B#1', NO_DEADLINE);
    await store().addPartition(catalogueEntry('B'), NO_DEADLINE);
    const { reader } = eventReading(dynamodb);
    expect(await reader.catalogue('')).toEqual(['A', 'B', 'B#1', 'C']);
    expect(await reader.catalogue('B')).toEqual(['B', 'B#1']);
    expect(await reader.olderPartitions()).toEqual(['A', 'C']);
  });

  it('tells of older rows that an earlier program put into a partition while another process began it', async () => {
    const process = store();
    await process.catalogued(NO_DEADLINE);
    await former('A');
    const { reader } = eventReading(dynamodb);
    expect(await reader.catalogue('')).toEqual(['A']);
    await process.addPartition(catalogueEntry('A'), NO_DEADLINE);
    expect(await reader.olderPartitions()).toEqual(['A']);
    expect(await deliveryRow(dynamodb, '#catalogue', 'A')).toMatchObject({ indexVersion: INDEX_VERSION });
    expect(await store().catalogued(NO_DEADLINE)).toMatchObject([{ partition: 'A', oldestVersion: 1 }]);
    expect(await deliveryRow(dynamodb, '#catalogue', 'A')).toMatchObject({ indexVersion: 1 });
    await new DynamoDbRenewalStore(dynamodb).noteRenewed('A', NO_DEADLINE);
    await store().catalogued(NO_DEADLINE);
    expect(await reader.olderPartitions()).toEqual([]);
  });

  it('is taken over by whoever writes first, as it is, and stays where it is', async () => {
    await former('A', { noticedAt: '2024-03-01T10:00:00Z' });
    await former('B', { indexVersion: INDEX_VERSION });
    expect(await store().catalogued(NO_DEADLINE)).toMatchObject([{ partition: 'A' }, { partition: 'B' }]);
    expect(await deliveryRow(dynamodb, '#catalogue', 'A')).toMatchObject({
      indexVersion: 1,
      noticedAt: '2024-03-01T10:00:00Z',
    });
    expect(await deliveryRow(dynamodb, '#catalogue', 'B')).toMatchObject({ indexVersion: INDEX_VERSION });
    expect(await rowsOfTerm(dynamodb, FORMER_CATALOGUE_TERM)).toHaveLength(2);
  });

  it('is taken over to its end by the next, where it was interrupted, and answers as before meanwhile', async () => {
    for (const name of ['A', 'B', 'C']) await former(name);
    let puts = 0;
    const faults = injectFaults(dynamodb.client, ({ command }) => {
      if (command !== 'PutItemCommand') return undefined;
      puts += 1;
      return puts > 1 ? dynamoDbError('AccessDeniedException') : undefined;
    });
    await expect(store().catalogued(NO_DEADLINE)).rejects.toThrow('AccessDeniedException');
    faults.stop();
    expect(await eventReading(dynamodb).reader.catalogue('')).toEqual(['A', 'B', 'C']);
    await store().catalogued(NO_DEADLINE);
    for (const name of ['A', 'B', 'C']) expect(await deliveryRow(dynamodb, '#catalogue', name)).toBeDefined();
  });

  it('is taken over once by two at the same time, past which nothing is told to be older again', async () => {
    for (const name of ['A', 'B', 'C']) await former(name);
    const [one, other] = [store(), store()];
    const read = await Promise.all([one.catalogued(NO_DEADLINE), other.catalogued(NO_DEADLINE)]);
    await one.addPartition({ partition: 'A', oldestVersion: 1 }, NO_DEADLINE);
    expect(read[0]).toEqual(read[1]);
    expect(await eventReading(dynamodb).reader.catalogue('')).toEqual(['A', 'B', 'C']);
  });
});
