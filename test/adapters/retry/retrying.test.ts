import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeTableCommand, DynamoDBClient, type DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { byDeadline, RETRYING } from '../../../lib/adapters/retry/retrying';
import { NO_DEADLINE, OutOfTimeError } from '../../../lib/app/ports/deadline';
import { connectionReset, dynamoDbError, injectFaults } from '../../embedded/faults';

const LATER = { remainingMs: () => 60_000 };

/** Answers to come, one a request: `reset` breaks the connection, a text is the body of a success. */
let answers: string[] = [];
let requests = 0;
let server: Server;
let client: DynamoDBClient;

beforeAll(async () => {
  server = createServer((request, response) => {
    const answer = answers[requests] ?? '{"Table":{"TableName":"abc"}}';
    requests += 1;
    if (answer === 'reset') request.socket.destroy();
    else response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials, ...RETRYING });
});

beforeEach(() => {
  answers = [];
  requests = 0;
  jest.spyOn(Math, 'random').mockReturnValue(0);
});

afterEach(() => jest.restoreAllMocks());

afterAll(() => {
  client.destroy();
  server.close();
});

describe('a client that is RETRYING', () => {
  it('asks again where the connection is reset', async () => {
    answers = ['reset', 'reset'];
    await expect(describeTable()).resolves.toBe('abc');
    expect(requests).toBe(3);
  });

  it('asks again what throttles, until it succeeds', async () => {
    expect(await tries([dynamoDbError('ThrottlingException'), connectionReset()], describeTable)).toBe(3);
  });

  it('passes on at once what no second try can change', async () => {
    const refusal = dynamoDbError('AccessDeniedException');
    expect(await tries([refusal], () => expect(describeTable()).rejects.toBe(refusal))).toBe(1);
  });

  it('gives up with the own error of a service that keeps failing where there is no deadline', async () => {
    const errors = Array.from({ length: 100 }, connectionReset);
    const asked = () => expect(byDeadline('work', NO_DEADLINE, describeTable)).rejects.toThrow('read ECONNRESET');
    expect(await tries(errors, asked)).toBe(20);
  });
});

describe('byDeadline', () => {
  it('begins nothing that could not end before the deadline', async () => {
    const late = byDeadline('the last row', { remainingMs: () => 100 }, describeTable);
    await expect(late).rejects.toThrow('no time left for the last row');
    expect(requests).toBe(0);
  });

  it('makes no pause that leaves no time for the try after it', async () => {
    const times = [10_000, 10_000];
    const deadline = { remainingMs: () => times.shift() ?? 2_999 };
    const asked = () => expect(byDeadline('work', deadline, describeTable)).rejects.toThrow(OutOfTimeError);
    expect(await tries(Array.from({ length: 9 }, connectionReset), asked)).toBe(2);
  });

  it('is bound by its own deadline where several are under way', async () => {
    answers = ['reset', 'reset'];
    const times = [10_000];
    const soon = byDeadline('one', { remainingMs: () => times.shift() ?? 0 }, describeTable);
    const later = byDeadline('other', LATER, describeTable);
    await expect(soon).rejects.toThrow(OutOfTimeError);
    await expect(later).resolves.toBe('abc');
  });

  it('tells of each try that was throttled', async () => {
    const onThrottle = jest.fn();
    const errors: Error[] = [throttling(), connectionReset(), throttling()];
    await tries(errors, () => byDeadline('work', LATER, describeTable, onThrottle));
    expect(onThrottle).toHaveBeenCalledTimes(2);
  });
});

async function describeTable(): Promise<string | undefined> {
  return (await client.send(new DescribeTableCommand({ TableName: 'abc' }))).Table?.TableName;
}

/** How many times the service was asked while its answers were errors. */
async function tries(errors: readonly Error[], work: () => Promise<unknown>): Promise<number> {
  const left = [...errors];
  const faults = injectFaults(client, () => left.shift());
  try {
    await work();
    return faults.requests.length;
  } finally {
    faults.stop();
  }
}

function throttling(): DynamoDBServiceException {
  return dynamoDbError('ThrottlingException');
}
