import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { RETRYING } from '../retry/retrying';

/** The names of the three tables in one place, deployed or local. */
export interface TableNames {
  readonly events: string;
  readonly terms: string;
  readonly deliveries: string;
}

/** A client and the tables that it reaches. */
export interface Tables {
  readonly client: DynamoDBClient;
  readonly names: TableNames;
}

/** The table of receipts, for code that sees no other table. */
export interface DeliveriesTable {
  readonly client: DynamoDBClient;
  readonly names: Pick<TableNames, 'deliveries'>;
}

/** Copies each request and each answer for a logger, even if there is none: a tenth of what a small request costs. */
const LOGGING = 'loggerMiddleware';

/** A client that retries temporary failures, and logs nothing. */
export function dynamoDbClient(settings: ConstructorParameters<typeof DynamoDBClient>[0] = {}): DynamoDBClient {
  const client = new DynamoDBClient({ ...settings, ...RETRYING });
  client.middlewareStack.remove(LOGGING);
  return client;
}
