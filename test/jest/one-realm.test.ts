import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { isTemporary } from '../../lib/adapters/retry/is-temporary';
import { LOOPBACK, settingsOf } from '../../lib/local/loopback-access';

let server: Server;

beforeEach(async () => {
  server = createServer((request) => request.socket.destroy());
  server.listen(0, LOOPBACK);
  await once(server, 'listening');
});

afterEach(() => server.close());

it('a broken connection is an error that may be gone at the next try', async () => {
  const client = new DynamoDBClient({ ...settingsOf(server), maxAttempts: 1 });
  const failure: unknown = await client.send(new DescribeTableCommand({ TableName: 'any' })).catch((error) => error);
  client.destroy();
  expect(failure).toBeInstanceOf(Error);
  expect(failure).toMatchObject({ code: 'ECONNRESET' });
  expect(isTemporary(failure)).toBe(true);
});

it('what is no error is none, and kinds of errors stay apart', () => {
  expect({ message: 'no error', stack: '' }).not.toBeInstanceOf(Error);
  expect(new RangeError('out of range')).not.toBeInstanceOf(TypeError);
});
