import { DynamoDbAlertState } from '../../lib/adapters/dynamodb/dynamodb-alert-state';
import { DynamoDbCorrelationState } from '../../lib/adapters/dynamodb/dynamodb-correlation-state';
import { temporaryAlertState } from '../../lib/adapters/sqlite/alerting/alert-state-database';
import { SqliteAlertState } from '../../lib/adapters/sqlite/alerting/sqlite-alert-state';
import { SqliteCorrelationState } from '../../lib/adapters/sqlite/alerting/sqlite-correlation-state';
import type { AlertState } from '../../lib/app/ports/alert-state';
import type { BucketState, SightState } from '../../lib/app/ports/correlation-state';
import { ALERT_STATE_TABLE } from '../../lib/contract/tables';
import { LOCAL_ALERT_STATE_TABLE } from '../embedded/embedded-alert-state';
import { createTable, type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../embedded/embedded-dynamodb';

/** A new, empty state of alerting, by its ports. */
export interface NewAlertState {
  readonly alerts: AlertState;
  /** What correlations remember, as a new process sees it. */
  readonly correlations: () => BucketState & SightState;
  close(): Promise<void>;
}

/** When the states are asked, by their own clocks. */
export const STATE_NOW = new Date('2024-05-01T12:20:00Z');

const now = () => STATE_NOW;

/** Each state keeps everything that it is given: nothing in it is unreadable. */
const unreadable = (reason: unknown) => {
  throw reason;
};

/** What keeps the state of alerting, by name: each keeps the same contract. */
export const ALERT_STATES: readonly (readonly [name: string, open: () => Promise<NewAlertState>])[] = [
  ['DynamoDB', inDynamoDb],
  ['SQLite', async () => inSqlite()],
];

/** The embedded DynamoDB of a test file, in which each state has a table of its own. */
let dynamodb: Promise<EmbeddedDynamoDb> | undefined;
let tables = 0;
afterAll(async () => (await dynamodb)?.close());

async function inDynamoDb(): Promise<NewAlertState> {
  dynamodb ??= startEmbeddedDynamoDb();
  const { client } = await dynamodb;
  tables += 1;
  const table = `${LOCAL_ALERT_STATE_TABLE}${tables}`;
  await createTable(client, table, ALERT_STATE_TABLE);
  return {
    alerts: new DynamoDbAlertState(client, table, now, unreadable),
    correlations: () => new DynamoDbCorrelationState(client, table, now),
    close: async () => undefined,
  };
}

function inSqlite(): NewAlertState {
  const connection = temporaryAlertState();
  return {
    alerts: new SqliteAlertState(connection, unreadable),
    correlations: () => new SqliteCorrelationState(connection),
    close: async () => connection.close(),
  };
}
