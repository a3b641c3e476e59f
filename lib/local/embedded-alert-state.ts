import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { ALERT_STATE_TABLE } from '../contract/tables';
import { type EmbeddedDynamoDb, untilActive } from './embedded-dynamodb';

/** The state table's name in the embedded DynamoDB. */
export const LOCAL_ALERT_STATE_TABLE = 'AlertState';

/** Makes the state table of alerting in an embedded DynamoDB that is new. */
export async function createLocalAlertState({ client }: EmbeddedDynamoDb): Promise<void> {
  const { partitionKey } = ALERT_STATE_TABLE;
  await client.send(
    new CreateTableCommand({
      TableName: LOCAL_ALERT_STATE_TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: partitionKey, AttributeType: 'S' }],
      KeySchema: [{ AttributeName: partitionKey, KeyType: 'HASH' }],
    }),
  );
  await untilActive(client, LOCAL_ALERT_STATE_TABLE);
}
