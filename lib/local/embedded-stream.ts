import { once } from 'node:events';
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { buffer } from 'node:stream/consumers';
import { EVENTS_TABLE } from '../contract/tables';
import { type EmbeddedSettings, LOOPBACK, requireCredentials, settingsOf } from './loopback-access';

/** A change of the table in the form that Lambda passes on: values in DynamoDB's JSON, in which bytes are Base64. */
export interface EmbeddedStreamRecord {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY';
  readonly eventSource: 'aws:dynamodb';
  readonly eventSourceARN: string;
  readonly dynamodb: {
    readonly ApproximateCreationDateTime: number;
    readonly Keys: WireItem;
    readonly NewImage: WireItem;
    readonly SequenceNumber: string;
    readonly StreamViewType: 'NEW_IMAGE';
  };
}

type WireItem = Readonly<Record<string, unknown>>;

/** The names of DynamoDB's operations in the header of a request, without the version before them. */
const TARGET_HEADER = 'x-amz-target';

/** The other operations that write. Before you use one on this table, teach the stream about it. */
const UNKNOWN_WRITES = /\.(?:BatchWriteItem|TransactWriteItems|UpdateItem|DeleteItem)$/;

/** Headers that are wrong after a change of the body, or that belong to the connection. */
const NOT_PASSED_ON = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'x-amz-crc32',
]);

/**
 * The stream of one table of an embedded DynamoDB, which has none itself. It is a proxy on loopback that passes on
 * requests, and turns each successful `PutItem` on the table into a record, as the stream of a deployed table would
 * (new image). It has one shard, forgets nothing, and emulates neither iterator age nor resharding.
 */
export class EmbeddedStream {
  private readonly records: EmbeddedStreamRecord[] = [];
  private count = 0;
  private readonly agent = new Agent({ keepAlive: true });

  private constructor(
    private readonly server: Server,
    private readonly target: string,
    private readonly table: string,
  ) {}

  /** Listens on a free port, for the DynamoDB of this process at `target`. */
  static async start(target: string, table: string): Promise<EmbeddedStream> {
    const server = createServer();
    const stream = new EmbeddedStream(server, target, table);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      stream.pass(request, response).catch((error: unknown) => fail(response, error));
    });
    requireCredentials(server);
    server.listen(0, LOOPBACK);
    await once(server, 'listening');
    return stream;
  }

  /** The settings for a client of the table, instead of DynamoDB's own. */
  get settings(): EmbeddedSettings {
    return settingsOf(this.server);
  }

  /** The records since the last call. */
  take(): readonly EmbeddedStreamRecord[] {
    return this.records.splice(0);
  }

  async stop(): Promise<void> {
    this.agent.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const operation = String(request.headers[TARGET_HEADER]);
    if (UNKNOWN_WRITES.test(operation) && body.includes(`"${this.table}"`)) throw new UnknownWriteError(operation);
    const put = operation.endsWith('.PutItem') ? putOf(body) : undefined;
    const isStreamed = put !== undefined && put.TableName === this.table;
    const answer = await this.ask(request, isStreamed ? withOldImage(put) : body);
    if (!isStreamed || answer.status !== OK) return send(response, answer, answer.body);
    const { Attributes: old, ...output } = JSON.parse(answer.body.toString());
    this.count += 1;
    const eventName = old === undefined ? 'INSERT' : 'MODIFY';
    this.records.push(streamRecord(put.Item, { eventName, count: this.count, table: this.table }));
    const isOldAsked = put.ReturnValues === 'ALL_OLD' && old !== undefined;
    send(response, answer, JSON.stringify(isOldAsked ? { ...output, Attributes: old } : output));
  }

  private async ask({ method, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
    const passed = Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_PASSED_ON.has(name)));
    const asking = httpRequest(this.target, { agent: this.agent, ...(method && { method }), headers: passed });
    asking.end(body);
    const [answer]: IncomingMessage[] = await once(asking, 'response');
    if (answer === undefined) throw new TypeError('a response without a message');
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: await buffer(answer) };
  }
}

/** The record of a put of an item, the `count`th of the stream of a table. */
export function streamRecord(
  item: WireItem,
  {
    eventName,
    count,
    table,
  }: { readonly eventName: EmbeddedStreamRecord['eventName']; readonly count: number; readonly table: string },
): EmbeddedStreamRecord {
  const { partitionKey, sortKey } = EVENTS_TABLE;
  const SequenceNumber = String(count).padStart(SEQUENCE_DIGITS, '0');
  return {
    eventID: SequenceNumber,
    eventName,
    eventSource: 'aws:dynamodb',
    eventSourceARN: `arn:aws:dynamodb:us-east-1:000000000000:table/${table}/stream/embedded`,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(Date.now() / 1000),
      Keys: { [partitionKey]: item[partitionKey], [sortKey]: item[sortKey] },
      NewImage: item,
      SequenceNumber,
      StreamViewType: 'NEW_IMAGE',
    },
  };
}

/** The embedded stream would not show this kind of write. */
export class UnknownWriteError extends Error {
  constructor(readonly operation: string) {
    super(`${operation} on a table with an embedded stream: expected PutItem, the only write that makes rows`);
    this.name = 'UnknownWriteError';
  }
}

const OK = 200;
const BAD_REQUEST = 400;

/** At least as many digits as DynamoDB's own (API reference: `StreamRecord`). */
const SEQUENCE_DIGITS = 21;

/** What DynamoDB answered. */
interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Put {
  readonly TableName: string;
  readonly Item: WireItem;
  readonly ReturnValues?: string;
}

function putOf(body: Buffer): Put {
  return JSON.parse(body.toString()) as Put;
}

/** Refuses a write that the stream would not show, once for all. Breaks off for any other reason, so that the client retries. */
function fail(response: ServerResponse, error: unknown): void {
  if (error instanceof UnknownWriteError) {
    const refusal = { __type: 'com.amazon.coral.validate#ValidationException', message: error.message };
    response.writeHead(BAD_REQUEST, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(refusal));
  } else response.destroy(error instanceof Error ? error : undefined);
}

/** What a row replaced shows whether it is new. */
function withOldImage(put: Put): Buffer {
  return Buffer.from(JSON.stringify({ ...put, ReturnValues: 'ALL_OLD' }));
}

function send(response: ServerResponse, { status, headers }: Answer, body: Uint8Array | string): void {
  const passed = Object.entries(headers).filter(([name]) => !NOT_PASSED_ON.has(name));
  response.writeHead(status, Object.fromEntries(passed)).end(body);
}
