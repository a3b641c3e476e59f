import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { types } from 'node:util';
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import { ClassicLevel } from 'classic-level';
import dynalite from 'dynalite';
import { dynamoDbClient, type TableNames, type Tables } from '../adapters/dynamodb/dynamodb-tables';
import { DELIVERIES_TABLE, EVENTS_TABLE, type TableDefinition, TERMS_TABLE } from '../contract/tables';
import { databaseFolder, makePrivateFolder } from './local-store-folder';
import { type LocalStoreLock, lockLocalStore } from './local-store-lock';
import { type EmbeddedSettings, LOOPBACK, requireCredentials, settingsOf } from './loopback-access';

/** The tables' names in the embedded DynamoDB. */
export const LOCAL_TABLE_NAMES: TableNames = { events: 'Events', terms: 'Terms', deliveries: 'Deliveries' };

/** How often to check a new table, and how many milliseconds apart. */
const MOST_LOOKS = 50;
const LOOK_MS = 10;

/** An embedded DynamoDB with the three tables. */
export interface EmbeddedDynamoDb extends Tables {
  /** The settings for another client to reach it. */
  readonly settings: EmbeddedSettings;
  /** Stops listening, closes the files, and lets the next process in. */
  close(): Promise<void>;
}

/**
 * Starts the embedded DynamoDB (dynalite) on a free port of loopback, for clients with the credentials. Its data is in
 * `folder`, or in memory without one. If another process holds the folder, waits for it, then rejects with
 * `LocalStoreHeldError`.
 */
export async function startEmbeddedDynamoDb(folder?: string): Promise<EmbeddedDynamoDb> {
  const lock = folder === undefined ? undefined : await lockLocalStore(folder);
  try {
    return await start(folder, lock);
  } catch (error) {
    await lock?.release();
    throw error;
  }
}

async function start(folder: string | undefined, lock: LocalStoreLock | undefined): Promise<EmbeddedDynamoDb> {
  const path = folder === undefined ? undefined : databaseFolder(folder);
  if (path !== undefined) await requireDatabase(path);
  const server = dynalite({ createTableMs: 0, ...(path !== undefined && { path }) });
  const settings = await listen(server);
  const client = dynamoDbClient(settings);
  try {
    await createTables(client);
  } catch (error) {
    await stop(client, server);
    throw error;
  }
  return { client, names: LOCAL_TABLE_NAMES, settings, close: () => close(client, server, lock) };
}

/**
 * If dynalite cannot open its database, it throws out of reach at its first request. This function therefore tries it
 * before.
 */
async function requireDatabase(path: string): Promise<void> {
  try {
    await makePrivateFolder(path);
    const database = new ClassicLevel(path);
    await database.open();
    await database.close();
  } catch (error) {
    throw new DatabaseNotOpenedError(path, error);
  }
}

/** The files of a local store are not a database, are damaged, or may not be read and written. */
export class DatabaseNotOpenedError extends Error {
  constructor(
    readonly path: string,
    failure: unknown,
  ) {
    const cause = failure instanceof Error && failure.cause !== undefined ? failure.cause : failure;
    const reason = types.isNativeError(cause) ? cause.message : String(cause);
    super(`cannot open the database ${path}: ${reason}; check its permissions, or remove the folder and ingest again`, {
      cause,
    });
    this.name = 'DatabaseNotOpenedError';
  }
}

async function listen(server: Server): Promise<EmbeddedSettings> {
  requireCredentials(server);
  server.listen(0, LOOPBACK);
  await once(server, 'listening');
  return settingsOf(server);
}

async function close(client: DynamoDBClient, server: Server, lock: LocalStoreLock | undefined): Promise<void> {
  try {
    await stop(client, server);
  } finally {
    await lock?.release();
  }
}

async function stop(client: DynamoDBClient, server: Server): Promise<void> {
  client.destroy();
  server.closeAllConnections();
  await new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
}

async function createTables(client: DynamoDBClient): Promise<void> {
  await createTable(client, LOCAL_TABLE_NAMES.events, EVENTS_TABLE);
  await createTable(client, LOCAL_TABLE_NAMES.terms, TERMS_TABLE);
  await createTable(client, LOCAL_TABLE_NAMES.deliveries, DELIVERIES_TABLE);
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

/** A table of the embedded DynamoDB is never ready, because the process that made it ended at that moment. */
export class TableNotReadyError extends Error {
  constructor(readonly table: string) {
    super(
      `the table ${table} of the local store is not ready: somebody interrupted its creation; remove the folder of the store and ingest again`,
    );
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
