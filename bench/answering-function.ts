import { Readable } from 'node:stream';
import type { Context } from 'aws-lambda';
import { KEEP_ALL_VARIABLES } from '../lib/app/ingest/indexing-configuration';
import type { IngestEnvironment } from '../lib/contract/environment';
import { ingestDependencies } from '../lib/functions/ingest/ingest-dependencies';
import { createIngestHandler, type IngestHandler } from '../lib/functions/ingest/ingest-handler';
import type { ServiceSettings } from '../lib/functions/service-settings';

process.env['POWERTOOLS_LOG_LEVEL'] = 'SILENT';
process.env['POWERTOOLS_METRICS_DISABLED'] = 'true';
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

/** The bucket that the function reads. */
export const ANSWERING_BUCKET = 'logs';

/** A request as the SDK would send it. */
export interface HttpRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | string[] | null>>;
  readonly body?: string | Uint8Array;
}

/** A request to DynamoDB: `PutItem`, … and its input as JSON. */
export interface DynamoDbRequest {
  readonly operation: string;
  readonly body: string;
}

/** What the services are that answer at once. */
export interface AnsweringServices {
  /** The content of each log file. */
  readonly file: () => Buffer;
  readonly environment?: Partial<IngestEnvironment>;
  /** Told of each request to DynamoDB. Gives the answer, if it is another than that every row is new. */
  readonly onDynamoDb?: (request: DynamoDbRequest) => string | undefined;
}

/** The ingest function as it is deployed, on endpoints that answer at once. */
export function answeringFunction({ file, environment, onDynamoDb }: AnsweringServices): IngestHandler {
  const object = () => {
    const body = file();
    return response(body, { etag: '"e"', 'content-length': String(body.length) });
  };
  const item = (request: HttpRequest) => {
    const operation = (request.headers['x-amz-target'] ?? '').split('.').at(-1) ?? '';
    const answer = onDynamoDb?.({ operation, body: textOf(request) });
    return response(answer === undefined ? NOTHING : Buffer.from(answer));
  };
  const settings = { s3: answering(object), dynamodb: answering(item) };
  return createIngestHandler(ingestDependencies({ ...ENVIRONMENT, ...environment }, settings as ServiceSettings));
}

const NOTHING = Buffer.from('{"Items":[],"Count":0,"UnprocessedItems":{}}');

/** The body of a request. The SDK sends bytes. */
export function textOf({ body = '' }: HttpRequest): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}

/** An answer of a service. */
export function response(body: Buffer, headers: Record<string, string> = {}): object {
  return { statusCode: 200, headers, body: Readable.from([body]) };
}

/** Settings of a client whose every request is answered without a connection. */
export function answering(answer: (request: HttpRequest) => object) {
  return {
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    requestHandler: { handle: async (request: HttpRequest) => ({ response: answer(request) }) },
  };
}

const ENVIRONMENT: IngestEnvironment = {
  ...KEEP_ALL_VARIABLES,
  EVENTS_TABLE_NAME: 'events',
  TERMS_TABLE_NAME: 'terms',
  DELIVERIES_TABLE_NAME: 'deliveries',
  LOG_BUCKET_NAME: ANSWERING_BUCKET,
  LOG_BUCKET_REGION: 'us-east-1',
  LOG_BUCKET_OWNER: '111122223333',
  LOG_PREFIX: '',
  BACKFILL_QUEUE_ARN: 'arn:aws:sqs:us-east-1:111122223333:backfill',
  BACKFILL_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/111122223333/backfill',
  RETENTION_DAYS: '36500',
  SPREAD_EVENTS: '',
  EXTRA_TERMS: '',
  GUARDED_STACK: '',
  STACK_NAME: 'bench',
};

/** Has the function ingest log files, as a batch of the delivery queue announces them. */
export async function announce(handler: IngestHandler, keys: readonly string[]): Promise<void> {
  const Records = keys.map((key, index) => ({
    messageId: `m${index}`,
    body: JSON.stringify({ s3Bucket: ANSWERING_BUCKET, s3ObjectKey: [key] }),
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:1:q',
  }));
  await handler({ Records }, { getRemainingTimeInMillis: () => 300_000, functionName: 'ingest' } as Context);
}
