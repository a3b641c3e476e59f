import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '../../../lib/adapters/dynamodb/dynamodb-items';
import { DynamoDbRenewalStore } from '../../../lib/adapters/dynamodb/dynamodb-renewal-store';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { FORMER_CATALOGUE_TERM } from '../../../lib/contract/tables';
import { INDEX_VERSION } from '../../../lib/core/rows/event-row';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../embedded/embedded-dynamodb';
import { deliveryRow, rowsOfTerm } from './stored-rows';

/** Three rows with this are more than the megabyte of a page. */
const TEXT = 'x'.repeat(350_000);

let dynamodb: EmbeddedDynamoDb;
let store: DynamoDbRenewalStore;

beforeEach(async () => {
  dynamodb = await startEmbeddedDynamoDb();
  store = new DynamoDbRenewalStore(dynamodb);
});

afterEach(() => dynamodb.close());

function put(table: string, row: object) {
  return dynamodb.client.send(new PutItemCommand({ TableName: table, Item: toItem(row) }));
}

const event = (eventTimeId: string, rest: object = {}) =>
  put('Events', { eventName: 'A', eventTimeId, indexVersion: INDEX_VERSION, ...rest });

const older = (name: string, rest: object = {}) => put('Deliveries', { folder: '#catalogue', fileName: name, ...rest });

const entry = (name: string) => ({
  folder: '#catalogue',
  fileName: name,
  indexVersion: INDEX_VERSION,
  allRenewed: true,
});

describe('the catalogue', () => {
  it('names the partitions that may hold older rows, and how far somebody has looked', async () => {
    await older('WithoutVersion');
    await older('Older', { indexVersion: INDEX_VERSION - 1, noticedAt: '2024-03-01T10:00:00Z', renewedTo: '2023#a' });
    await older('Renewed', { indexVersion: INDEX_VERSION, allRenewed: true });
    await put('Terms', { term: FORMER_CATALOGUE_TERM, eventTimeIdName: 'Renewed' });
    await put('Terms', { term: FORMER_CATALOGUE_TERM, eventTimeIdName: 'Former' });
    expect(await store.olderPartitions(NO_DEADLINE)).toEqual([
      { name: 'Former' },
      { name: 'Older', noticedAt: '2024-03-01T10:00:00Z', renewedTo: '2023#a' },
      { name: 'WithoutVersion' },
    ]);
  });

  it('keeps a note of an older partition, and changes nothing of one that was renewed meanwhile', async () => {
    await older('A');
    await store.note({ name: 'A', noticedAt: '2024-03-01T10:00:00Z', renewedTo: '2024#b' }, NO_DEADLINE);
    expect(await store.olderPartitions(NO_DEADLINE)).toMatchObject([{ name: 'A', renewedTo: '2024#b' }]);
    await store.noteRenewed('A', NO_DEADLINE);
    await store.note({ name: 'A', renewedTo: '2024#c' }, NO_DEADLINE);
    expect(await store.olderPartitions(NO_DEADLINE)).toEqual([]);
    expect(await deliveryRow(dynamodb, '#catalogue', 'A')).toEqual(entry('A'));
  });

  it('notes of a partition that only earlier programs have catalogued where the catalogue is now', async () => {
    await put('Terms', { term: FORMER_CATALOGUE_TERM, eventTimeIdName: 'A' });
    await store.note({ name: 'A', noticedAt: '2024-03-01T10:00:00Z' }, NO_DEADLINE);
    expect(await store.olderPartitions(NO_DEADLINE)).toEqual([{ name: 'A', noticedAt: '2024-03-01T10:00:00Z' }]);
    await store.noteRenewed('A', NO_DEADLINE);
    expect(await store.olderPartitions(NO_DEADLINE)).toEqual([]);
    expect(await rowsOfTerm(dynamodb, FORMER_CATALOGUE_TERM)).toEqual([
      { term: FORMER_CATALOGUE_TERM, eventTimeIdName: 'A' },
    ]);
  });
});

describe('older rows', () => {
  it('are found in the order of time, from a key on, with and without a version', async () => {
    await event('2024#a');
    await event('2024#b', { indexVersion: INDEX_VERSION - 1 });
    await put('Events', { eventName: 'A', eventTimeId: '2024#c' });
    expect(await store.firstOlder('A', undefined, NO_DEADLINE)).toEqual({ kind: 'found', at: '2024#b' });
    expect(await store.firstOlder('A', '2024#b', NO_DEADLINE)).toEqual({ kind: 'found', at: '2024#b' });
    expect(await store.firstOlder('A', '2024#bb', NO_DEADLINE)).toEqual({ kind: 'found', at: '2024#c' });
    expect(await store.firstOlder('A', '2024#d', NO_DEADLINE)).toEqual({ kind: 'none' });
    expect(await store.firstOlder('B', undefined, NO_DEADLINE)).toEqual({ kind: 'none' });
    expect(await store.countOlder('A', 1)).toEqual({ count: 2, pages: 1, isMore: false });
  });

  it('are looked for a page at a time, which says where it ended', async () => {
    for (const id of ['a', 'b', 'c', 'd', 'e']) await event(`2024#${id}`, { text: TEXT });
    await event('2024#f', { indexVersion: INDEX_VERSION - 1 });
    const first = await store.firstOlder('A', undefined, NO_DEADLINE);
    expect(first).toMatchObject({ kind: 'more' });
    const seen = [first];
    while (seen.at(-1)?.kind === 'more') {
      const last = seen.at(-1);
      seen.push(await store.firstOlder('A', last && 'at' in last ? last.at : undefined, NO_DEADLINE));
    }
    expect(seen.at(-1)).toEqual({ kind: 'found', at: '2024#f' });
    expect(await store.countOlder('A', 1)).toEqual({ count: 0, pages: 1, isMore: true });
    expect(await store.countOlder('A', 9)).toMatchObject({ count: 1, isMore: false });
  });
});
