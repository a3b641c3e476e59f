import { ALERT_STATE_TABLE } from '../../lib/contract/tables';
import { createTable, type EmbeddedDynamoDb } from './embedded-dynamodb';

/** The state table's name in the embedded DynamoDB. */
export const LOCAL_ALERT_STATE_TABLE = 'AlertState';

/** Makes the state table of alerting in a new embedded DynamoDB. */
export function createLocalAlertState({ client }: EmbeddedDynamoDb): Promise<void> {
  return createTable(client, LOCAL_ALERT_STATE_TABLE, ALERT_STATE_TABLE);
}
