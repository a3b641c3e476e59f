import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CreateTableCommand, type DynamoDBClient, ResourceInUseException } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { DELIVERIES_TABLE, EVENTS_TABLE, type TableDefinition, TERMS_TABLE } from '../core/rows/tables';
import { dynamoDbClient, type TableNames, type Tables } from './dynamodb-tables';
import { type LocalStoreLock, lockLocalStore } from './local-store-lock';

/** The tables' names in the embedded DynamoDB. */
export const LOCAL_TABLE_NAMES: TableNames = { events: 'Events', terms: 'Terms', deliveries: 'Deliveries' };

/** Credentials that the embedded services ask for and do not check. */
export const EMBEDDED_CREDENTIALS = { accessKeyId: 'embedded', secretAccessKey: 'embedded' };

/** The region that the embedded services say they are in. */
export const EMBEDDED_REGION = 'us-east-1';

/** An embedded DynamoDB that holds the three tables. */
export interface EmbeddedDynamoDb extends Tables {
  readonly endpoint: string;
  /** Stops listening, closes the files and lets the next process in. */
  close(): Promise<void>;
}

/**
 * Starts the embedded DynamoDB (dynalite) on a free port of loopback, its data in `folder` or, without one, in memory.
 * A folder that another process holds is waited for, then refused (`LocalStoreHeldError`).
 */
export async function startEmbeddedDynamoDb(folder?: string): Promise<EmbeddedDynamoDb> {
  const lock = folder === undefined ? undefined : await lockLocalStore(folder);
  const server = dynalite({ createTableMs: 0, ...(folder !== undefined && { path: join(folder, 'dynamodb') }) });
  const endpoint = await listen(server);
  const client = dynamoDbClient({ endpoint, region: EMBEDDED_REGION, credentials: EMBEDDED_CREDENTIALS });
  await createTables(client);
  return { client, names: LOCAL_TABLE_NAMES, endpoint, close: () => close(client, server, lock) };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(client: DynamoDBClient, server: Server, lock: LocalStoreLock | undefined): Promise<void> {
  client.destroy();
  server.closeAllConnections();
  await new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
  await lock?.release();
}

async function createTables(client: DynamoDBClient): Promise<void> {
  await createTable(client, LOCAL_TABLE_NAMES.events, EVENTS_TABLE);
  await createTable(client, LOCAL_TABLE_NAMES.terms, TERMS_TABLE);
  await createTable(client, LOCAL_TABLE_NAMES.deliveries, DELIVERIES_TABLE);
}

async function createTable(client: DynamoDBClient, name: string, definition: TableDefinition): Promise<void> {
  try {
    await client.send(new CreateTableCommand(createTableInput(name, definition)));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}

function createTableInput(
  name: string,
  definition: TableDefinition,
): ConstructorParameters<typeof CreateTableCommand>[0] {
  const { partitionKey, sortKey, indexes } = definition;
  const keys = new Set([partitionKey, sortKey, ...indexes.flatMap((index) => [index.partitionKey, index.sortKey])]);
  const secondary = indexes.map((index) => ({
    IndexName: index.name,
    KeySchema: keySchema(index.partitionKey, index.sortKey),
    Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...index.projected] },
  }));
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...keys].map((key) => ({ AttributeName: key, AttributeType: 'S' as const })),
    KeySchema: keySchema(partitionKey, sortKey),
    ...(secondary.length > 0 && { GlobalSecondaryIndexes: secondary }),
  };
}

function keySchema(partitionKey: string, sortKey: string) {
  return [
    { AttributeName: partitionKey, KeyType: 'HASH' as const },
    { AttributeName: sortKey, KeyType: 'RANGE' as const },
  ];
}
