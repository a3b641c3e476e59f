import { once } from 'node:events';
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { ListTopicsCommand } from '@aws-sdk/client-sns';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import type { EmbeddedAws } from '../../lib/local/embedded-aws';
import { EmbeddedStream } from '../../lib/local/embedded-stream';
import type { EmbeddedSettings } from '../../lib/local/loopback-access';
import { embeddedClients } from '../embedded/aws';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../embedded/embedded-dynamodb';

let store: EmbeddedDynamoDb;
let stream: EmbeddedStream;
let aws: EmbeddedAws;

beforeAll(async () => {
  store = await startEmbeddedDynamoDb();
  stream = await EmbeddedStream.start(store.settings.endpoint, store.names.events);
  aws = embeddedClients();
});

afterAll(async () => {
  await aws.stop();
  await stream.stop();
  await store.close();
});

/** A request that writes, and a look at whether it has written. */
interface Write {
  readonly settings: () => EmbeddedSettings;
  readonly method: string;
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
  readonly isDone: () => Promise<boolean>;
}

/** The names that the requests write begin with it: other tests write to the same services. */
const FORGED = 'forged-by-a-stranger';

const ROW = { eventName: { S: 'Forged' }, eventTimeId: { S: 'by-a-stranger' } };

const PUT_ROW = {
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.PutItem' },
  body: JSON.stringify({ TableName: 'Events', Item: ROW }),
  isDone: async () =>
    (await store.client.send(new GetItemCommand({ TableName: 'Events', Key: ROW }))).Item !== undefined,
};

const WRITES: Readonly<Record<string, Write>> = {
  DynamoDB: { settings: () => store.settings, ...PUT_ROW },
  "the stream's proxy": { settings: () => stream.settings, ...PUT_ROW },
  S3: {
    settings: () => aws.settings,
    method: 'PUT',
    path: `/${FORGED}`,
    headers: {},
    body: '',
    isDone: async () =>
      ((await aws.s3.send(new ListBucketsCommand({}))).Buckets ?? []).some(({ Name }) => Name === FORGED),
  },
  SNS: {
    settings: () => aws.settings,
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `Action=CreateTopic&Name=${FORGED}`,
    isDone: async () => JSON.stringify((await aws.sns.send(new ListTopicsCommand({}))).Topics ?? []).includes(FORGED),
  },
  SQS: {
    settings: () => aws.settings,
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.CreateQueue' },
    body: JSON.stringify({ QueueName: FORGED }),
    isDone: async () =>
      ((await aws.sqs.send(new ListQueuesCommand({ QueueNamePrefix: FORGED }))).QueueUrls ?? []).length > 0,
  },
};

/** What a client of the SDK sends beside a request's own headers. */
function signed(accessKeyId: string): OutgoingHttpHeaders {
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20250101/us-east-1/any/aws4_request, SignedHeaders=host, Signature=0`,
    'x-amz-date': '20250101T000000Z',
  };
}

async function answer(write: Write, method: string, headers: OutgoingHttpHeaders): Promise<IncomingMessage> {
  const sent = request(new URL(write.path, write.settings().endpoint), {
    method,
    headers: { ...write.headers, ...headers },
    agent: false,
  });
  sent.end(method === 'GET' || method === 'OPTIONS' ? undefined : write.body);
  const [response]: IncomingMessage[] = await once(sent, 'response');
  if (response === undefined) throw new TypeError('a response without a message');
  return response;
}

/** What strangers send: each lacks, or has, one thing. */
const STRANGERS: Readonly<Record<string, (settings: EmbeddedSettings) => OutgoingHttpHeaders>> = {
  'the host of another site': ({ credentials }) => ({ ...signed(credentials.accessKeyId), host: 'evil.example' }),
  'the host of another site at the right port': ({ credentials, endpoint }) => ({
    ...signed(credentials.accessKeyId),
    host: `evil.example:${new URL(endpoint).port}`,
  }),
  'the host of another port': ({ credentials }) => ({ ...signed(credentials.accessKeyId), host: '127.0.0.1:1' }),
  'an origin': ({ credentials }) => ({ ...signed(credentials.accessKeyId), origin: 'https://evil.example' }),
  'its own origin': ({ credentials, endpoint }) => ({ ...signed(credentials.accessKeyId), origin: endpoint }),
  'no credentials': () => ({}),
  'credentials that it made up': () => signed('embedded'),
};

describe.each(Object.entries(WRITES))('%s', (_, write) => {
  it.each(Object.entries(STRANGERS))('refuses a request with %s, and does nothing', async (__, headers) => {
    const response = await answer(write, write.method, headers(write.settings()));
    expect(response.statusCode).toBe(403);
    expect(corsHeaders(response)).toEqual([]);
    expect(await text(response)).toBe('');
    expect(await write.isDone()).toBe(false);
  });

  it("refuses a browser's question whether it may ask", async () => {
    const response = await answer(write, 'OPTIONS', {
      origin: 'https://evil.example',
      'access-control-request-method': write.method,
      'access-control-request-headers': 'authorization,content-type,x-amz-target',
    });
    expect(response.statusCode).toBe(403);
    expect(corsHeaders(response)).toEqual([]);
  });

  it.each(['/', '/health', '/_fauxqs/queues'])('tells nothing at %s', async (path) => {
    const response = await answer({ ...write, path }, 'GET', {});
    expect(response.statusCode).toBe(403);
    expect(await text(response)).toBe('');
  });
});

it.each(Object.entries(WRITES))('%s does what the same request asks with the credentials', async (_, write) => {
  const response = await answer(write, write.method, signed(write.settings().credentials.accessKeyId));
  expect(response.statusCode).toBe(200);
  expect(await write.isDone()).toBe(true);
});

it('has credentials that are long and random', () => {
  expect(store.settings.credentials.accessKeyId).toMatch(/^[0-9a-f]{64}$/);
  expect(aws.settings.credentials.accessKeyId).not.toBe(store.settings.credentials.accessKeyId);
});

function corsHeaders({ headers }: IncomingMessage): readonly string[] {
  return Object.keys(headers).filter((name) => name.startsWith('access-control-'));
}
