import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { DynamoDbNewestReceipts } from '../../lib/adapters/dynamodb/dynamodb-newest-receipts';
import { COMPARED_ATTRIBUTES, DynamoDbReceiptFolders } from '../../lib/adapters/dynamodb/dynamodb-receipt-folders';
import { dynamoDbClient } from '../../lib/adapters/dynamodb/dynamodb-tables';
import { S3LogListing } from '../../lib/adapters/s3/s3-log-listing';
import { withoutLogging } from '../../lib/adapters/sdk/without-logging';
import { NO_DEADLINE } from '../../lib/app/ports/deadline';
import { reconcileInPasses } from '../../lib/app/reconcile/reconcile-in-passes';
import { CorruptRows } from '../../lib/core/rows/corrupt-rows';
import { ANSWERING_BUCKET, answering, type HttpRequest, response, textOf } from '../answering-function';
import { assumedMs, calibrationMs } from './calibration';

/** What the comparison of bucket and receipts takes of one processor of Lambda's, in milliseconds (`calibration`). */
export interface ReconcileCost {
  /** For each log file. */
  readonly fileMs: number;
  /** For each account and region, however many log files it has. */
  readonly placeMs: number;
  /** By which share the middle half of the runs differs from the median. */
  readonly spread: number;
}

/** A bucket: so many accounts, each with so many regions, each with so many log files, all of them indexed. */
interface AnsweredBucket {
  readonly accounts: number;
  readonly regions: number;
  readonly files: number;
}

const BUSY: AnsweredBucket = { accounts: 1, regions: 1, files: 100_000 };
const QUIET: AnsweredBucket = { accounts: 100, regions: 17, files: 1 };

/** The most keys of a page of a listing, and receipts of a page of 1 MB (API references of S3 and DynamoDB). */
const PAGE_FILES = 1_000;
const PAGE_RECEIPTS = 1_200;

/**
 * Passes before the first that counts, and those that count. An invocation lasts a quarter of an hour, in most of which its
 * code is compiled. Places without many log files hardly count.
 */
const TURNS = { busy: { warmUps: 6, runs: 7 }, quiet: { warmUps: 1, runs: 3 } } as const;

const DAY = '2026/03/02';
const NOW = new Date('2026-03-03T12:00:00Z');
const DEADLINE = { remainingMs: () => 900_000 };

/** Measures the comparison as the function runs it, on services that answer at once, in turns with the calibration. */
export async function reconcileCost(): Promise<ReconcileCost> {
  const [busy, quiet] = [await measured(BUSY, TURNS.busy), await measured(QUIET, TURNS.quiet)];
  return { fileMs: busy.ms / BUSY.files, placeMs: quiet.ms / (QUIET.accounts * QUIET.regions), spread: busy.spread };
}

/** The median of several runs, and how far the middle half of them is from it. */
async function measured(
  bucket: AnsweredBucket,
  turns: { readonly warmUps: number; readonly runs: number },
): Promise<{ readonly ms: number; readonly spread: number }> {
  const runs: number[] = [];
  for (let run = -turns.warmUps; run < turns.runs; run += 1) {
    const before = calibrationMs();
    const measuredMs = await cpuOf(bucket);
    const ms = assumedMs(measuredMs, (before + calibrationMs()) / 2);
    if (run >= 0) runs.push(ms);
  }
  const sorted = runs.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return { ms: at(0.5), spread: (at(0.75) - at(0.25)) / 2 / at(0.5) };
}

async function cpuOf(bucket: AnsweredBucket): Promise<number> {
  const owned = { name: ANSWERING_BUCKET, owner: '111122223333' };
  const s3 = withoutLogging(
    new S3Client(answering(({ query }) => once([bucket, query], () => listing(bucket, query))) as S3ClientConfig),
  );
  const client = dynamoDbClient(
    answering((request) => once([bucket, textOf(request)], () => receipts(bucket, textOf(request)))) as Parameters<
      typeof dynamoDbClient
    >[0],
  );
  const tables = { client, names: { deliveries: 'deliveries' } };
  const sources = () => ({
    listing: new S3LogListing(s3, owned, ''),
    receipts: new DynamoDbReceiptFolders(tables, NO_DEADLINE, COMPARED_ATTRIBUTES),
    newest: new DynamoDbNewestReceipts(tables, ANSWERING_BUCKET, new CorruptRows()),
  });
  const states = { load: async () => undefined, save: async () => true };
  const before = process.cpuUsage();
  const listener = { onWrongFile: () => undefined, onUnlisted: () => undefined };
  const deps = { sources, states, now: () => NOW };
  const { compared } = await reconcileInPasses(deps, { window: 'recent', graceMs: 0 }, DEADLINE, listener);
  const { user, system } = process.cpuUsage(before);
  const files = bucket.accounts * bucket.regions * bucket.files;
  if (compared.received !== files) throw new UncomparedFilesError(files, compared.received);
  return (user + system) / 1_000;
}

const answers = new Map<string, Buffer>();

/** The answer to a request, made once. */
function once(request: unknown, make: () => string): object {
  const key = JSON.stringify(request);
  const answer = answers.get(key) ?? Buffer.from(make());
  answers.set(key, answer);
  return response(answer);
}

/** The comparison has not found all files of the bucket. */
class UncomparedFilesError extends Error {
  constructor(files: number, received: number) {
    super(`the comparison found ${received} indexed log files: expected all ${files} of the bucket`);
    this.name = 'UncomparedFilesError';
  }
}

function listing({ accounts, regions, files }: AnsweredBucket, query: HttpRequest['query']): string {
  const [prefix, delimiter, token] = ['prefix', 'delimiter', 'continuation-token'].map((name) =>
    String(query[name] ?? ''),
  );
  if (!delimiter) return page(prefix ?? '', files, Number(token) || 0);
  const depth = (prefix ?? '').split('/').length - 1;
  const names = [['AWSLogs'], numbered(accounts), [], numbered(regions)][depth] ?? [];
  return xml(names.map((name) => `<CommonPrefixes><Prefix>${prefix}${name}/</Prefix></CommonPrefixes>`).join(''));
}

/** Accounts and regions by numbers of twelve digits. */
function numbered(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => String(100_000_000_000 + index));
}

/** A page of the log files of a month, all of one day. */
function page(prefix: string, files: number, from: number): string {
  const isDay = `${prefix}${DAY.slice(-2)}/`;
  const to = Math.min(files, from + PAGE_FILES);
  const contents = Array.from(
    { length: prefix.endsWith(DAY.slice(0, -2)) ? to - from : 0 },
    (_, index) =>
      `<Contents><Key>${isDay}${fileName(prefix, from + index)}</Key><LastModified>2026-03-02T09:05:00.000Z</LastModified><ETag>&quot;e&quot;</ETag><Size>4711</Size><StorageClass>STANDARD</StorageClass></Contents>`,
  );
  return xml(`${contents.join('')}${to < files ? `<NextContinuationToken>${to}</NextContinuationToken>` : ''}`);
}

function fileName(prefix: string, index: number): string {
  const [, accountId, , region] = prefix.split('/');
  return `${accountId}_CloudTrail_${region}_20260302T0905Z_${String(index).padStart(16, '0')}.json.gz`;
}

function xml(content: string): string {
  return `<?xml version="1.0"?><ListBucketResult>${content}</ListBucketResult>`;
}

/** The receipts of a folder from a name on. No receipt is asked for by its account. */
function receipts({ files }: AnsweredBucket, body: string): string {
  const input: ReceiptsInput = JSON.parse(body);
  const { ':folder': folder, ':from': from } = input.ExpressionAttributeValues;
  if (!folder || !from) return '{"Items":[],"Count":0}';
  const prefix = folder.S.slice(folder.S.indexOf('/') + 1, -DAY.slice(-2).length - 1);
  const after = input.ExclusiveStartKey?.fileName.S;
  const start = after === undefined ? indexOf(from.S) : indexOf(after) + 1;
  const to = Math.min(files, start + PAGE_RECEIPTS);
  const items = Array.from({ length: Math.max(0, to - start) }, (_, index) => receipt(fileName(prefix, start + index)));
  const last = to < files ? `,"LastEvaluatedKey":{"fileName":{"S":"${fileName(prefix, to - 1)}"}}` : '';
  return `{"Items":[${items.join(',')}],"Count":${items.length}${last}}`;
}

interface ReceiptsInput {
  readonly ExpressionAttributeValues: { readonly [name in ':folder' | ':from']?: { readonly S: string } };
  readonly ExclusiveStartKey?: { readonly fileName: { readonly S: string } };
}

function indexOf(name: string): number {
  return Number(/_(\d{16})\./.exec(name)?.[1] ?? 0);
}

/** The attributes that the comparison asks for. */
function receipt(name: string): string {
  return `{"fileName":{"S":"${name}"},"state":{"S":"done"},"eTag":{"S":"e"}}`;
}
