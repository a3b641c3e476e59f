import { DynamoDbEventStore } from '../../lib/adapters/dynamodb/dynamodb-event-store';
import { dynamoDbStore } from '../../lib/adapters/dynamodb/dynamodb-store';
import { DynamoDbStoredRows } from '../../lib/adapters/dynamodb/dynamodb-stored-rows';
import { WriteMeter } from '../../lib/adapters/dynamodb/write-meter';
import type { EventStore } from '../../lib/app/ports/event-store';
import type { ReadableStore } from '../../lib/app/ports/readable-store';
import type { StoredRows } from '../../lib/app/ports/stored-rows';
import { localStoreInMemory } from '../../lib/local/local-store';
import { startEmbeddedDynamoDb } from '../embedded/embedded-dynamodb';

/** A new, empty store, by its ports. */
export interface NewStore {
  readonly ports: ReadableStore;
  readonly events: EventStore;
  readonly storedRows: StoredRows;
  close(): Promise<void>;
}

/** What keeps stores, by name: each keeps the same contract. */
export const STORES: readonly (readonly [name: string, open: () => Promise<NewStore>])[] = [
  ['DynamoDB', inDynamoDb],
  ['SQLite', async () => inSqlite()],
];

/** A store in an embedded DynamoDB. */
export async function inDynamoDb(): Promise<NewStore> {
  const tables = await startEmbeddedDynamoDb();
  const events = new DynamoDbEventStore(tables, new WriteMeter());
  const storedRows = new DynamoDbStoredRows(tables.client, tables.names.events);
  return { ports: dynamoDbStore(tables), events, storedRows, close: () => tables.close() };
}

/** A local store in memory. */
export function inSqlite(): NewStore {
  const { store, close } = localStoreInMemory();
  const { events, storedRows } = store;
  return { ports: store, events, storedRows, close: async () => close() };
}
