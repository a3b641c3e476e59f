import timers from 'node:timers/promises';
import { DynamoDbReceiptFolders } from '../../../lib/adapters/dynamodb/dynamodb-receipt-folders';
import { DynamoDbReceiptStore } from '../../../lib/adapters/dynamodb/dynamodb-receipt-store';
import { SqsLogFileWork } from '../../../lib/adapters/messaging/sqs-log-file-work';
import { S3LogListing } from '../../../lib/adapters/s3/s3-log-listing';
import { mapConcurrently } from '../../../lib/app/flow/map-concurrently';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { ListedLogFile, LogFileListing } from '../../../lib/app/ports/log-file-listing';
import { type BackfillDependencies, type BackfillOptions, backfill } from '../../../lib/app/reconcile/backfill';
import type { Neighbour } from '../../../lib/contract/neighbours';
import { readAnnouncement } from '../../../lib/core/delivery/read-announcement';
import { NO_COUNTS, type Receipt, receiptKey } from '../../../lib/core/rows/delivery-row';
import { INDEX_VERSION } from '../../../lib/core/rows/event-row';
import { deliveredKey } from '../../delivered-key';
import { listAsStored } from '../../embedded/archive';
import { EMBEDDED_ACCOUNT, type TestBucket, testBucket } from '../../embedded/aws';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../embedded/embedded-dynamodb';
import { injectFaults } from '../../embedded/faults';
import { type TestQueue, testQueue } from '../../embedded/queue';

const DAYS = ['2024-02-28', '2024-03-01', '2024-03-02'];
const FILES_A_DAY = 120;
const SCOPE = { since: '2024-02-01T00:00:00Z', until: '2024-04-01T00:00:00Z', accounts: [], regions: [] };

/** A year after the files: what the tests put has long been there. */
const NOW = () => new Date(Date.now() + 24 * 60 * 60 * 1_000);

let bucket: TestBucket;
let queue: TestQueue;
let dynamodb: EmbeddedDynamoDb;
let keys: readonly string[];
let done: readonly string[];

beforeAll(async () => {
  [bucket, queue, dynamodb] = await Promise.all([testBucket(), testQueue(), startEmbeddedDynamoDb()]);
  keys = DAYS.flatMap((day) =>
    Array.from({ length: FILES_A_DAY }, () => deliveredKey({ at: new Date(`${day}T10:05:00Z`) })),
  );
  done = keys.filter((_, index) => index % 10 === 0);
  await mapConcurrently(keys, 20, (key) => bucket.put(key, 'content'));
  await mapConcurrently(done, 20, (key) => writeReceipt(key));
});

afterAll(async () => {
  bucket.s3.destroy();
  queue.sqs.destroy();
  await dynamodb.close();
});

describe('backfill', () => {
  it('sends what is not indexed, each file once, as history, with hardly a request more than it takes', async () => {
    const { counts, requests } = await counted(() => run());
    expect(counts).toMatchObject({ listed: 360, done: 36, toSend: 324, sent: 324, failed: 0, bytes: 324 * 7 });
    expect(await sentKeys()).toEqual(keys.filter((key) => !done.includes(key)));
    // A page for each month, a query for each day, a batch for each hundred files.
    const bare = 2 + DAYS.length + Math.ceil(324 / 100);
    // Prefix, accounts and regions are looked up once, however many files there are.
    expect(requests).toBe(bare + 3);
  });

  it('goes on where it was stopped, and sends no file twice', async () => {
    const stop = new AbortController();
    const first = await run({ signal: stop.signal }, (listed) => listed >= 150 && stop.abort());
    const before = await sentKeys();
    expect(first).toMatchObject({ stoppedAfter: before.at(-1) });
    expect(first.counts.sent).toBe(before.length);
    const second = await run({}, () => undefined, first.stoppedAfter);
    expect(second.stoppedAfter).toBeUndefined();
    expect([...before, ...(await sentKeys())]).toEqual(keys.filter((key) => !done.includes(key)));
  });

  it('sends again what an older version of the index has read, whose rows are renewed by that', async () => {
    const [older = ''] = done;
    await writeReceipt(older, INDEX_VERSION - 1);
    const { counts } = await run();
    await writeReceipt(older);
    expect(counts).toMatchObject({ listed: 360, done: 35, toSend: 325, sent: 325 });
    expect(await sentKeys()).toContain(older);
  });

  it('sends again what was read without a neighbour that is kept, and nothing that was read with it', async () => {
    const [read = ''] = done;
    await writeReceipt(read, INDEX_VERSION, ['ecs-exec']);
    const only = { work: undefined, neighbours: new Set(['ecs-exec'] as const) };
    expect((await run(only)).counts).toMatchObject({ listed: 360, done: 1, toSend: 359 });
    expect((await run({ work: undefined, neighbours: new Set() })).counts).toMatchObject({ done: 36, toSend: 324 });
    await writeReceipt(read);
  });

  it('sends nothing where it is only to count', async () => {
    const { counts } = await run({ work: undefined });
    expect(counts).toMatchObject({ listed: 360, done: 36, toSend: 324, sent: 0 });
    expect(await sentKeys()).toEqual([]);
  });

  it('leaves out what is older than the retention, and what has just come', async () => {
    expect((await run({ work: undefined, retentionDays: 400 })).counts).toMatchObject({ olderThanRetention: 324 });
    expect((await run({ work: undefined, liveMs: 48 * 60 * 60 * 1_000 })).counts).toMatchObject({
      live: 324,
      toSend: 0,
    });
  });

  it('sends nothing that is archived, and says how to restore it', async () => {
    const five = keys.filter((key) => key.includes('/2024/03/02/') && !done.includes(key)).slice(0, 5);
    const listing = new S3LogListing(bucket.s3, { name: bucket.name, owner: EMBEDDED_ACCOUNT }, '');
    const folders = await listing.folders(SCOPE);
    const only: LogFileListing = {
      folders: async () => folders.map(({ name, files }) => ({ name, files: () => those(files(), five) })),
    };
    const stored = (key: string) => (key === five[2] ? {} : { StorageClass: 'GLACIER' as const });
    const stop = listAsStored(bucket.s3, stored);
    const { counts, restoreCommand } = await run({ listing: only });
    stop();
    expect(counts).toMatchObject({ listed: 5, toSend: 1, archived: 4, sent: 1 });
    expect(await sentKeys()).toEqual([five[2]]);
    expect(restoreCommand).toContain(`--bucket ${bucket.name} --key "$key"`);
    expect(restoreCommand).toContain(`for key in ${five.filter((key) => key !== five[2]).join(' ')}; do`);
  });

  it('sends what is restored', async () => {
    const RestoreStatus = { IsRestoreInProgress: false, RestoreExpiryDate: new Date() };
    const stop = listAsStored(bucket.s3, () => ({ StorageClass: 'DEEP_ARCHIVE', RestoreStatus }));
    const { counts, restoreCommand } = await run({ work: undefined });
    stop();
    expect(counts).toMatchObject({ toSend: 324, archived: 0 });
    expect(restoreCommand).toBeUndefined();
  });

  it('keeps to its rate', async () => {
    const started = NOW().getTime();
    let clock = started;
    const sleep = jest.spyOn(timers, 'setTimeout').mockImplementation(async (pause = 0) => {
      clock += pause;
    });
    const scope = { ...SCOPE, since: '2024-02-28T00:00:00Z', until: '2024-02-29T00:00:00Z' };
    await run({ filesPerSecond: 400, now: () => new Date(clock) }, () => undefined, undefined, scope);
    sleep.mockRestore();
    // A batch of a hundred; for the rest, the last, nobody has to wait.
    expect(clock - started).toBe(250);
    await queue.drain();
  });
});

type Overrides = Partial<BackfillOptions> & Partial<Pick<BackfillDependencies, 'work' | 'listing' | 'now'>>;

function run(
  overrides: Overrides = {},
  onListed: (listed: number) => void = () => undefined,
  after?: string,
  scope = SCOPE,
) {
  const deps = {
    listing: new S3LogListing(bucket.s3, { name: bucket.name, owner: EMBEDDED_ACCOUNT }, ''),
    receipts: new DynamoDbReceiptFolders(dynamodb),
    work: new SqsLogFileWork(queue.sqs, queue.url, 'backfill'),
    now: NOW,
    ...overrides,
  };
  const options = {
    filesPerSecond: Number.POSITIVE_INFINITY,
    retentionDays: undefined,
    liveMs: 0,
    signal: new AbortController().signal,
    ...overrides,
  };
  const onRefused = (refused: unknown) => expect(refused).toBeUndefined();
  const onProgress = ({ listed }: { listed: number }) => onListed(listed);
  return backfill(deps, { ...scope, ...(after !== undefined && { after }) }, options, { onProgress, onRefused });
}

async function* those(files: AsyncIterable<ListedLogFile>, keys: readonly string[]): AsyncGenerator<ListedLogFile> {
  for await (const file of files) if (keys.includes(file.key)) yield file;
}

/** Runs work and counts the requests that it makes. */
async function counted<Result>(work: () => Promise<Result>): Promise<Result & { readonly requests: number }> {
  const watched = [bucket.s3, queue.sqs, dynamodb.client].map((client) => injectFaults(client, () => undefined));
  const result = await work();
  for (const { stop } of watched) stop();
  return { ...result, requests: watched.reduce((sum, { requests }) => sum + requests.length, 0) };
}

/** The keys of the messages in the queue, in the order of a bucket; each message says that it is history. */
async function sentKeys(): Promise<readonly string[]> {
  const messages = (await queue.drain()).map(readAnnouncement);
  return messages
    .flatMap((message) => {
      expect(message).toMatchObject({ kind: 'logFiles', instructions: { origin: 'backfill' } });
      return message.kind === 'logFiles' ? message.objects.map(({ key }) => key) : [];
    })
    .sort();
}

async function writeReceipt(
  key: string,
  indexVersion: number = INDEX_VERSION,
  neighbours?: readonly Neighbour[],
): Promise<void> {
  const eTag = '"9a0364b9e99bb480dd25e1f0284c8555"';
  const receipt: Receipt = {
    ...receiptKey({ bucket: bucket.name, key }),
    ...NO_COUNTS,
    logFile: `s3://${bucket.name}/${key}`,
    state: 'done',
    eTag,
    bytes: 1,
    origin: 'delivery',
    indexVersion,
    ...(neighbours && { neighbours }),
    finishedAt: '2024-03-01T10:06:00Z',
  };
  await new DynamoDbReceiptStore(dynamodb).put(receipt, NO_DEADLINE);
}
