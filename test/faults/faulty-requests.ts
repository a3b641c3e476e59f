import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { QUARANTINE_PARTITION } from '../../lib/core/rows/event-keys';
import type { SeededRandom } from '../../samples/seeded-random';

/** A request and an answer as the SDK's handlers of HTTP pass them: what is needed of them here. */
export interface SentHttpRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}
interface HttpAnswer {
  readonly response: { readonly statusCode: number; readonly headers: Record<string, string>; readonly body: unknown };
}

/** What sends requests: the SDK's own handler. */
interface HttpSender {
  handle(request: SentHttpRequest, options?: unknown): Promise<HttpAnswer>;
}

/** What goes wrong, how often. */
export type FaultCounts = Record<string, number>;

/** What a client of the SDK sends its requests by. */
export function senderOf({ config }: { readonly config: { readonly requestHandler: unknown } }): HttpSender {
  return config.requestHandler as HttpSender;
}

/** Counts of several services, kind by kind. */
export function summed(counts: readonly FaultCounts[]): FaultCounts {
  const sum: FaultCounts = {};
  for (const [kind, count] of counts.flatMap((each) => Object.entries(each))) sum[kind] = (sum[kind] ?? 0) + count;
  return sum;
}

/** The longest that a slow answer takes, in milliseconds. */
const SLOW_MS = 40;

/** One event of so many is refused by DynamoDB, whoever asks and however often: as real refusals are. */
const REFUSED_ONE_OF = 100;

/** Whether DynamoDB refuses the row of an event in these runs. */
export function isRefusedEvent(eventID: string): boolean {
  return Number.parseInt(createHash('sha256').update(eventID).digest('hex').slice(0, 8), 16) % REFUSED_ONE_OF === 0;
}

/** Sends requests through, and lets a share of them go wrong, drawn from a seed. */
export class FaultyRequests implements HttpSender {
  /** Requests of any fate, and what went wrong with them by kind. */
  readonly counts: FaultCounts = { requests: 0 };

  constructor(
    private readonly sender: HttpSender,
    private readonly random: SeededRandom,
    /** From 0 to 1. */
    private readonly share: number,
    private readonly faults: Faults,
    /** Called before every request. */
    private readonly onRequest: () => Promise<void>,
  ) {}

  async handle(request: SentHttpRequest, options?: unknown): Promise<HttpAnswer> {
    this.counts['requests'] = (this.counts['requests'] ?? 0) + 1;
    await this.onRequest();
    const refusal = refusalOf(request);
    if (refusal) return this.counted('refused', refusal);
    const send = (changed = request) => this.sender.handle(changed, options);
    if (this.random.below(1_000) >= this.share * 1_000) return send();
    const kind = this.random.pick(Object.keys(this.faults));
    const fault = this.faults[kind];
    return fault ? this.counted(kind, fault(request, send)) : send();
  }

  private counted<Answer>(kind: string, answer: Answer): Answer {
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
    return answer;
  }
}

/** What happens to a request instead of being sent, or while it is. */
type Fault = (
  request: SentHttpRequest,
  send: (changed?: SentHttpRequest) => Promise<HttpAnswer>,
) => Promise<HttpAnswer>;
type Faults = Readonly<Record<string, Fault>>;

/** Faults that any service has. */
const ANY_SERVICE: Faults = {
  reset: () => Promise.reject(connectionReset()),
  timeout: () => Promise.reject(Object.assign(new Error('no answer in time'), { name: 'TimeoutError' })),
  /** The request is done, and nobody is told. */
  lost: async (_, send) => {
    await send();
    throw connectionReset();
  },
  slow: async (_, send) => {
    await sleep(SLOW_MS);
    return send();
  },
};

/** What goes wrong with DynamoDB. */
export const DYNAMODB_FAULTS: Faults = {
  ...ANY_SERVICE,
  throttled: async () => dynamoDbError(400, 'ProvisionedThroughputExceededException'),
  serverError: async () => dynamoDbError(500, 'InternalServerError'),
  unprocessed: (request, send) => halfProcessed(request, send),
};

/** What goes wrong with S3. */
export const S3_FAULTS: Faults = {
  ...ANY_SERVICE,
  slowDown: async () => s3Error(503, 'SlowDown'),
  /** The object is there when it is asked for again. */
  notFound: async () => s3Error(404, 'NoSuchKey'),
  cutBody: async (_, send) => withBody(await send(), cutOff),
  slowBody: async (_, send) => withBody(await send(), slowed),
};

/** What goes wrong with SNS. */
export const SNS_FAULTS: Faults = {
  ...ANY_SERVICE,
  throttled: async () => snsError(429, 'Throttled'),
  /** For good: no other try is made, and the message is kept in the failure queue. */
  denied: async () => snsError(403, 'AuthorizationError'),
};

/** A batch of which only the first half is written; any other request is throttled. */
async function halfProcessed(
  request: SentHttpRequest,
  send: (changed: SentHttpRequest) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const { RequestItems: items } = JSON.parse(textOf(request));
  if (items === undefined || !targetOf(request).endsWith('BatchWriteItem')) {
    return dynamoDbError(400, 'ProvisionedThroughputExceededException');
  }
  const [[table, writes]] = Object.entries<unknown[]>(items) as [[string, unknown[]]];
  const half = Math.floor(writes.length / 2);
  if (half > 0) await drained(await send(withJson(request, { RequestItems: { [table]: writes.slice(0, half) } })));
  return jsonAnswer(200, { UnprocessedItems: { [table]: writes.slice(half) } });
}

/** DynamoDB's refusal, where a request puts the row of an event that it refuses. */
function refusalOf(request: SentHttpRequest): Promise<HttpAnswer> | undefined {
  if (!targetOf(request).endsWith('PutItem')) return undefined;
  const { eventName, eventTimeId, eventID } = JSON.parse(textOf(request)).Item ?? {};
  if (eventName === undefined || eventName.S === QUARANTINE_PARTITION) return undefined;
  // Rows of the agent leave their ID to the key.
  if (!isRefusedEvent(eventID?.S ?? eventTimeId.S.split('#')[1])) return undefined;
  return Promise.resolve(dynamoDbError(400, 'ValidationException'));
}

const decoder = new TextDecoder();

function textOf({ body }: SentHttpRequest): string {
  return typeof body === 'string' ? body : decoder.decode(body as Uint8Array);
}

function targetOf({ headers }: SentHttpRequest): string {
  return headers['x-amz-target'] ?? '';
}

function withJson(request: SentHttpRequest, content: object): SentHttpRequest {
  const body = JSON.stringify(content);
  const headers = { ...request.headers, 'content-length': String(Buffer.byteLength(body)) };
  return Object.assign(Object.create(Object.getPrototypeOf(request)), request, { body, headers });
}

async function drained({ response }: HttpAnswer): Promise<void> {
  for await (const _ of response.body as Readable);
}

function withBody(answer: HttpAnswer, change: (body: Readable) => AsyncIterable<Uint8Array>): HttpAnswer {
  return {
    response: Object.assign(answer.response, { body: Readable.from(change(answer.response.body as Readable)) }),
  };
}

async function* cutOff(body: Readable): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    yield chunk.subarray(0, Math.ceil(chunk.length / 2));
    body.destroy();
    throw connectionReset();
  }
}

async function* slowed(body: Readable): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    await sleep(SLOW_MS);
    yield chunk;
  }
}

function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}

function dynamoDbError(statusCode: number, name: string): HttpAnswer {
  return jsonAnswer(statusCode, { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'made by the test' });
}

function jsonAnswer(statusCode: number, content: object): HttpAnswer {
  return answer(statusCode, 'application/x-amz-json-1.0', JSON.stringify(content));
}

function s3Error(statusCode: number, code: string): HttpAnswer {
  return answer(
    statusCode,
    'application/xml',
    `<Error><Code>${code}</Code><Message>made by the test</Message></Error>`,
  );
}

function snsError(statusCode: number, code: string): HttpAnswer {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>made by the test</Message></Error>`;
  return answer(statusCode, 'text/xml', `<ErrorResponse>${error}<RequestId>none</RequestId></ErrorResponse>`);
}

function answer(statusCode: number, type: string, body: string): HttpAnswer {
  return { response: { statusCode, headers: { 'content-type': type }, body: Readable.from([Buffer.from(body)]) } };
}
