import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { startEmbeddedDynamoDb } from './embedded-dynamodb';

it('has the three tables, on loopback alone', async () => {
  const dynamodb = await startEmbeddedDynamoDb();
  const { TableNames } = await dynamodb.client.send(new ListTablesCommand({}));
  expect(TableNames).toEqual(['Deliveries', 'Events', 'Terms']);
  expect(dynamodb.settings.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  await dynamodb.close();
});
