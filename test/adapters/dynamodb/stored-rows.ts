import { GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Tables } from '../../../lib/adapters/dynamodb/dynamodb-tables';

/** A row as it stands in a table. */
export type StoredRow = Record<string, unknown>;

/** The rows of one partition of the Terms table, by sort key. */
export function rowsOfTerm(tables: Tables, term: string): Promise<readonly StoredRow[]> {
  return partition(tables, tables.names.terms, 'term', term);
}

/** The rows of one partition of the Events table, by sort key. */
export function rowsOfEvent(tables: Tables, eventName: string): Promise<readonly StoredRow[]> {
  return partition(tables, tables.names.events, 'eventName', eventName);
}

/** A row of the Deliveries table. */
export async function deliveryRow(tables: Tables, folder: string, fileName: string): Promise<StoredRow | undefined> {
  const Key = { folder: { S: folder }, fileName: { S: fileName } };
  const { Item } = await tables.client.send(new GetItemCommand({ TableName: tables.names.deliveries, Key }));
  return Item && unmarshall(Item);
}

async function partition(tables: Tables, table: string, key: string, value: string): Promise<readonly StoredRow[]> {
  const rows: StoredRow[] = [];
  let after: QueryAfter;
  do {
    const output = await tables.client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: '#key = :value',
        ExpressionAttributeNames: { '#key': key },
        ExpressionAttributeValues: { ':value': { S: value } },
        ExclusiveStartKey: after,
      }),
    );
    rows.push(...(output.Items ?? []).map((item) => unmarshall(item)));
    after = output.LastEvaluatedKey;
  } while (after);
  return rows;
}

type QueryAfter = ConstructorParameters<typeof QueryCommand>[0]['ExclusiveStartKey'];
