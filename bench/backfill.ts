import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDbReceiptFolders } from '../lib/adapters/dynamodb/dynamodb-receipt-folders';
import { SqsLogFileWork } from '../lib/adapters/messaging/sqs-log-file-work';
import { S3LogListing } from '../lib/adapters/s3/s3-log-listing';
import { mapConcurrently } from '../lib/app/flow/map-concurrently';
import { type BackfillEnd, backfill } from '../lib/app/reconcile/backfill';
import { startEmbeddedAws } from '../lib/local/embedded-aws';
import { startEmbeddedDynamoDb } from '../test/embedded/embedded-dynamodb';

/**
 * `npm run bench:backfill -- --files N`: a backfill over many log files, stopped in its middle and gone on with, on embedded
 * services through the real SDK. Counts requests against the least that there could be, messages against files, and
 * looks at the memory that the process holds.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { files: { type: 'string', default: '100000' } } });
  const aws = await startEmbeddedAws();
  const dynamodb = await startEmbeddedDynamoDb();
  try {
    const { bucket, queueUrl } = await filled(aws.settings, Number(values.files));
    const s3 = new S3Client(aws.settings);
    const sqs = new SQSClient({ ...aws.settings, useQueueUrlAsEndpoint: false });
    const requests = counted([s3, sqs, dynamodb.client]);
    const deps = {
      listing: new S3LogListing(s3, { name: bucket, owner: undefined }, ''),
      receipts: new DynamoDbReceiptFolders(dynamodb),
      work: new SqsLogFileWork(sqs, queueUrl, 'backfill'),
      now: () => new Date(),
    };
    const heap = new HeapWatch();
    const first = await run(deps, heap, Number(values.files) / 2);
    const second = await run(deps, heap, Number.POSITIVE_INFINITY, first.stoppedAfter);
    report(Number(values.files), [first, second], requests(), await messagesOf(sqs, queueUrl), heap);
    for (const client of [s3, sqs]) client.destroy();
  } finally {
    await dynamodb.close();
    await aws.stop();
  }
}

const ACCOUNT = '111122223333';
const REGIONS = ['us-east-1', 'eu-central-1'];
const PUTS_AT_ONCE = 16;
const MINUTES_A_YEAR = 365 * 24 * 60;
const MILLISECONDS_A_MINUTE = 60_000;
const FIRST_DELIVERY = Date.parse('2025-01-01T00:00:00Z');

type Settings = Awaited<ReturnType<typeof startEmbeddedAws>>['settings'];

/** A bucket with log files, spread over a year and two regions, and a queue. */
async function filled(
  settings: Settings,
  files: number,
): Promise<{ readonly bucket: string; readonly queueUrl: string }> {
  const bucket = `bench-${randomUUID()}`;
  const s3 = new S3Client(settings);
  const sqs = new SQSClient({ ...settings, useQueueUrlAsEndpoint: false });
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const { QueueUrl: queueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: bucket }));
  const keys = Array.from({ length: files }, (_, index) => keyOf(index, files));
  await mapConcurrently(keys, PUTS_AT_ONCE, (Key) =>
    s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: '{}' })),
  );
  for (const client of [s3, sqs]) client.destroy();
  return { bucket, queueUrl };
}

function keyOf(index: number, files: number): string {
  const region = REGIONS[index % REGIONS.length] ?? '';
  const minute = Math.floor((index / files) * MINUTES_A_YEAR);
  const time = new Date(FIRST_DELIVERY + minute * MILLISECONDS_A_MINUTE).toISOString();
  const stamp = `${time.slice(0, 16).replace(/[-:]/g, '')}Z`;
  const name = `${ACCOUNT}_CloudTrail_${region}_${stamp}_${String(index).padStart(16, '0')}.json.gz`;
  return `AWSLogs/${ACCOUNT}/CloudTrail/${region}/${time.slice(0, 10).replaceAll('-', '/')}/${name}`;
}

async function run(
  deps: Parameters<typeof backfill>[0],
  heap: HeapWatch,
  stopAt: number,
  after?: string,
): Promise<BackfillEnd> {
  const stop = new AbortController();
  const scope = { since: '2025-01-01T00:00:00Z', until: '2026-01-01T00:00:00Z', accounts: [], regions: [] };
  const options = {
    filesPerSecond: Number.POSITIVE_INFINITY,
    retentionDays: undefined,
    liveMs: 0,
    signal: stop.signal,
  };
  return backfill(deps, { ...scope, ...(after !== undefined && { after }) }, options, {
    onProgress: ({ listed }) => {
      heap.look();
      if (listed >= stopAt) stop.abort();
    },
    onRefused: ({ reason }) => {
      throw new Error(reason);
    },
  });
}

/** Counts the requests of clients, by command. */
function counted(clients: readonly { readonly middlewareStack: unknown }[]): () => ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const client of clients) {
    const stack = client.middlewareStack as S3Client['middlewareStack'];
    stack.add(
      (next, { commandName = '' }) =>
        async (args) => {
          counts.set(commandName, (counts.get(commandName) ?? 0) + 1);
          return next(args);
        },
      { step: 'initialize' },
    );
  }
  return () => counts;
}

async function messagesOf(sqs: SQSClient, queueUrl: string): Promise<number> {
  const command = new GetQueueAttributesCommand({
    QueueUrl: queueUrl,
    AttributeNames: ['ApproximateNumberOfMessages'],
  });
  return Number((await sqs.send(command)).Attributes?.['ApproximateNumberOfMessages']);
}

/** The heap after collecting garbage (node --expose-gc), which the embedded services share: their messages are in it. */
class HeapWatch {
  private readonly megabytes: number[] = [];

  look(): void {
    const collect: unknown = Reflect.get(globalThis, 'gc');
    if (typeof collect === 'function') collect();
    this.megabytes.push(Math.round(process.memoryUsage().heapUsed / 1e6));
  }

  get extent(): readonly [number, number] {
    return [Math.min(...this.megabytes), Math.max(...this.megabytes)];
  }
}

const FILES_A_PAGE = 1_000;
const FILES_A_REQUEST = 100;
const FILES_A_MESSAGE = 10;

function report(
  files: number,
  runs: readonly BackfillEnd[],
  requests: ReadonlyMap<string, number>,
  messages: number,
  heap: HeapWatch,
): void {
  const sent = runs.reduce((sum, { counts }) => sum + counts.sent, 0);
  const all = [...requests.values()].reduce((sum, count) => sum + count, 0);
  const folders = new Set(Array.from({ length: files }, (_, index) => dirname(keyOf(index, files)))).size;
  const bare = Math.ceil(files / FILES_A_PAGE) + folders + Math.ceil(files / FILES_A_REQUEST);
  const lines = [
    `files ${files}, sent ${sent} in two runs, the first stopped in its middle`,
    `messages ${messages}, at least ${Math.ceil(files / FILES_A_MESSAGE)}`,
    `requests ${all} (${[...requests].map(([name, count]) => `${name} ${count}`).join(', ')})`,
    `bare ${bare}: pages of the listing, a query for each of ${folders} folders, batches: ${((all / bare) * 100).toFixed(1)} %`,
    `heap ${heap.extent.join(' to ')} MB, embedded services included`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (sent !== files || all > bare * 1.1) process.exitCode = 1;
}

void main();
