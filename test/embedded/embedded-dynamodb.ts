import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { dynamoDbClient, type TableNames, type Tables } from '../../lib/adapters/dynamodb/dynamodb-tables';
import { DELIVERIES_TABLE, EVENTS_TABLE, type TableDefinition, TERMS_TABLE } from '../../lib/contract/tables';
import { type EmbeddedSettings, LOOPBACK, requireCredentials, settingsOf } from '../../lib/local/loopback-access';

/** The tables' names in the embedded DynamoDB. */
export const LOCAL_TABLE_NAMES: TableNames = { events: 'Events', terms: 'Terms', deliveries: 'Deliveries' };

/** How often to check a new table, and how many milliseconds apart. */
const MOST_LOOKS = 50;
const LOOK_MS = 10;

/** An embedded DynamoDB with the three tables. */
export interface EmbeddedDynamoDb extends Tables {
  /** The settings for another client to reach it. */
  readonly settings: EmbeddedSettings;
  /** Stops listening. What it holds is gone. */
  close(): Promise<void>;
}

/** Starts the embedded DynamoDB (dynalite) on a free port of loopback, in memory, for clients with the credentials. */
export async function startEmbeddedDynamoDb(): Promise<EmbeddedDynamoDb> {
  const server = dynalite({ createTableMs: 0 });
  const settings = await listen(server);
  const client = dynamoDbClient(settings);
  try {
    await createTables(client);
  } catch (error) {
    await stop(client, server);
    throw error;
  }
  return { client, names: LOCAL_TABLE_NAMES, settings, close: () => stop(client, server) };
}

async function listen(server: Server): Promise<EmbeddedSettings> {
  requireCredentials(server);
  server.listen(0, LOOPBACK);
  await once(server, 'listening');
  return settingsOf(server);
}

async function stop(client: DynamoDBClient, server: Server): Promise<void> {
  client.destroy();
  server.closeAllConnections();
  await new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
}

async function createTables(client: DynamoDBClient): Promise<void> {
  await Promise.all([
    createTable(client, LOCAL_TABLE_NAMES.events, EVENTS_TABLE),
    createTable(client, LOCAL_TABLE_NAMES.terms, TERMS_TABLE),
    createTable(client, LOCAL_TABLE_NAMES.deliveries, DELIVERIES_TABLE),
  ]);
}

/** Makes a table if it does not exist yet, and waits until it is ready. */
export async function createTable(client: DynamoDBClient, name: string, definition: TableDefinition): Promise<void> {
  try {
    await client.send(new CreateTableCommand(createTableInput(name, definition)));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await untilActive(client, name);
}

/** dynalite makes a table at once, but only after it answers that the table is being made. */
async function untilActive(client: DynamoDBClient, name: string): Promise<void> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    if (Table?.TableStatus === 'ACTIVE') return;
    await sleep(LOOK_MS);
  }
  throw new TableNotReadyError(name);
}

/** A table of the embedded DynamoDB does not get ready. */
export class TableNotReadyError extends Error {
  constructor(readonly table: string) {
    super(`the table ${table} of the embedded DynamoDB is not ready: expected it at once; run the same command again`);
    this.name = 'TableNotReadyError';
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
