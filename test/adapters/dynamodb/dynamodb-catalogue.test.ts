import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { catalogueEntries } from '../../../lib/adapters/dynamodb/dynamodb-catalogue';
import { type Item, toItem } from '../../../lib/adapters/dynamodb/dynamodb-items';
import { CATALOGUE_KEY, catalogueRow } from '../../../lib/core/rows/term-row';

const NEXT = toItem({ term: CATALOGUE_KEY.term, eventTimeIdName: 'B' });

/** Answers with one page after the other; takes note of what it was asked. */
function pages(...rows: readonly (readonly object[])[]) {
  const asked: QueryCommandInput[] = [];
  const query = async (input: QueryCommandInput) => {
    asked.push(input);
    const items: readonly Item[] = (rows[asked.length - 1] ?? []).map(toItem);
    return { items, after: asked.length < rows.length ? NEXT : undefined };
  };
  return { asked, query };
}

it('reads every page of the catalogue', async () => {
  const { asked, query } = pages([catalogueRow('A'), catalogueRow('B')], [catalogueRow('C#1')]);
  const entries = await catalogueEntries('Terms', '', query);
  expect(entries.map(({ partition }) => partition)).toEqual(['A', 'B', 'C#1']);
  expect(asked[0]).toEqual({
    TableName: 'Terms',
    KeyConditionExpression: 'term = :term',
    ExpressionAttributeValues: toItem({ ':term': CATALOGUE_KEY.term }),
  });
  expect(asked.map(({ ExclusiveStartKey }) => ExclusiveStartKey)).toEqual([undefined, NEXT]);
});

it('asks for names with a prefix by key', async () => {
  const { asked, query } = pages([]);
  expect(await catalogueEntries('Terms', 'Start', query)).toEqual([]);
  expect(asked[0]).toMatchObject({
    KeyConditionExpression: 'term = :term AND begins_with(eventTimeIdName, :prefix)',
    ExpressionAttributeValues: { ':prefix': { S: 'Start' } },
  });
});

it('takes a row without a version for one of the first, and keeps how far somebody looked', async () => {
  const { indexVersion } = catalogueRow('A') as unknown as { indexVersion: number };
  const looked = { noticedAt: '2024-03-01T10:00:00Z', renewedTo: '2024#a' };
  const { query } = pages([
    catalogueRow('A'),
    { ...CATALOGUE_KEY, eventTimeIdName: 'B' },
    { ...CATALOGUE_KEY, eventTimeIdName: 'C', indexVersion: 'two', ...looked },
  ]);
  expect(await catalogueEntries('Terms', '', query)).toEqual([
    { partition: 'A', oldestVersion: indexVersion },
    { partition: 'B', oldestVersion: 1 },
    { partition: 'C', oldestVersion: 1, ...looked },
  ]);
});
