import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { RETRYING } from '../retry/retrying';
import { withoutLogging } from '../sdk/without-logging';

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

/** A client that retries temporary failures, and logs nothing. */
export function dynamoDbClient(settings: ConstructorParameters<typeof DynamoDBClient>[0] = {}): DynamoDBClient {
  return withoutLogging(new DynamoDBClient({ ...settings, ...RETRYING }));
}
