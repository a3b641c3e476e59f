import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { DELIVERIES_TABLE, EVENTS_TABLE, TERMS_TABLE } from '../../lib/contract/tables';
import { itemUnitBytes, UNIT_BYTES } from '../../lib/core/rows/dynamodb-limits';
import type { DynamoDbRequest } from '../answering-function';

/** What is written to a partition of a table or an index. */
export interface Write {
  readonly table: string;
  readonly partition: string;
  readonly units: number;
  /** What it stores, with what DynamoDB adds to each item (pricing page). */
  readonly bytes: number;
}

const ITEM_OVERHEAD_BYTES = 100;

const KEYS: Readonly<Record<string, string>> = {
  events: EVENTS_TABLE.partitionKey,
  terms: TERMS_TABLE.partitionKey,
  deliveries: DELIVERIES_TABLE.partitionKey,
};

/** Requests that write nothing. */
const READS = new Set(['BatchGetItem', 'GetItem', 'Query']);

/** A request whose writes the bench does not know. */
class UnknownOperationError extends Error {
  constructor(readonly operation: string) {
    super(`the function sends ${operation}: expected an operation whose writes bench/scale/recorded-writes.ts knows`);
    this.name = 'UnknownOperationError';
  }
}

/**
 * The writes of a request, with their units, the index of Events among them. A put whose condition does not hold takes as
 * many (DynamoDB developer guide: capacity unit consumption).
 */
export function writesOf({ operation, body }: DynamoDbRequest): readonly Write[] {
  if (READS.has(operation)) return [];
  const input: { TableName: string; Item: Item; RequestItems: Record<string, { PutRequest: { Item: Item } }[]> } =
    JSON.parse(body, withBytes);
  if (operation === 'PutItem') return writesOfItem(input.TableName, input.Item);
  if (operation !== 'BatchWriteItem') throw new UnknownOperationError(operation);
  return Object.entries(input.RequestItems).flatMap(([table, puts]) =>
    puts.flatMap(({ PutRequest }) => writesOfItem(table, PutRequest.Item)),
  );
}

type Item = Record<string, AttributeValue>;

/** Bytes come as base 64. In an item, only the type of an attribute has a text under this name. */
function withBytes(name: string, value: unknown): unknown {
  return name === 'B' && typeof value === 'string' ? Buffer.from(value, 'base64') : value;
}

function writesOfItem(table: string, item: Item): readonly Write[] {
  const row = unmarshall(item);
  const write = { table, partition: String(row[KEYS[table] ?? '']), ...sizeOf(row) };
  if (table !== 'events') return [write];
  const [{ name, partitionKey, sortKey, projected }] = EVENTS_TABLE.indexes;
  const indexed = new Set<string>([EVENTS_TABLE.partitionKey, partitionKey, sortKey, ...projected]);
  const projection = Object.fromEntries(Object.entries(row).filter(([attribute]) => indexed.has(attribute)));
  return [write, { table: name, partition: String(row[partitionKey]), ...sizeOf(projection) }];
}

function sizeOf(row: object): Pick<Write, 'bytes' | 'units'> {
  const bytes = itemUnitBytes(row);
  return { units: Math.ceil(bytes / UNIT_BYTES), bytes: bytes + ITEM_OVERHEAD_BYTES };
}
