import type { Logger } from '@aws-lambda-powertools/logger';
import type { Metrics } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { DynamoDbReceiptFolders } from '../../../lib/adapters/dynamodb/dynamodb-receipt-folders';
import { DynamoDbReceiptReader } from '../../../lib/adapters/dynamodb/dynamodb-receipt-reader';
import { S3LogListing } from '../../../lib/adapters/s3/s3-log-listing';
import { RECONCILE_METRICS } from '../../../lib/contract/metric-names';
import { createReconcileHandler } from '../../../lib/functions/checks/reconcile-handler';
import { ReconcileReport } from '../../../lib/functions/checks/reconcile-report';
import { deliveredKey, minutesAgo } from '../../delivered-key';
import { listAsStored } from '../../embedded/archive';
import { EMBEDDED_ACCOUNT } from '../../embedded/aws';
import { logFile, ssmRecords } from '../../log-records';
import { Ingestion } from '../ingestion';

/** What the function takes for now: what the tests put has long been there. */
const NOW = minutesAgo(-120);

let ingestion: Ingestion;

beforeEach(async () => {
  ingestion = await Ingestion.start();
  ingestion.now = NOW;
});

afterEach(() => ingestion.stop());

describe('the reconcile function', () => {
  it('finds nothing where every file is indexed', async () => {
    await ingested(ssmRecords(2));
    expect(await look()).toMatchObject({ counts: { received: 1, missing: 0, failed: 0, changed: 0 }, named: [] });
  });

  it('finds a file that was never announced, one that failed, and one that was overwritten afterwards', async () => {
    const [missing, failed] = [key(), key()];
    await ingestion.bucket.put(missing, logFile(ssmRecords(1)));
    await ingestion.bucket.put(failed, 'no gzip');
    await ingestion.receive([ingestion.announcement(failed)]);
    const changed = await ingested(ssmRecords(1));
    await ingestion.bucket.put(changed, logFile(ssmRecords(3)));
    const found = await look();
    expect(found.counts).toEqual({ received: 0, missing: 1, failed: 1, changed: 1, archived: 0, waiting: 0 });
    expect(found.metrics).toEqual({
      ListedLogFiles: 3,
      MissingLogFiles: 1,
      UnfinishedLogFiles: 1,
      ChangedLogFiles: 1,
      UnlistedDeliveries: 0,
    });
    expect(found.named).toEqual([
      `log file missing s3://${ingestion.bucket.name}/${missing}`,
      `log file failed s3://${ingestion.bucket.name}/${failed}`,
      `log file changed s3://${ingestion.bucket.name}/${changed}`,
    ]);
  });

  it('tells that it lists nothing while log files are delivered', async () => {
    await ingested(ssmRecords(1));
    const elsewhere = await look(NOW, 60_000, 'other/prefix');
    expect(elsewhere.counts).toMatchObject({ received: 0, missing: 0 });
    expect(elsewhere.metrics).toMatchObject({ ListedLogFiles: 0, UnlistedDeliveries: 1 });
    expect(elsewhere.named).toEqual(['log files are delivered and not listed 111122223333 us-east-2']);
    expect((await look()).metrics).toMatchObject({ ListedLogFiles: 1, UnlistedDeliveries: 0 });
  });

  it('counts as missing what was archived before it was indexed, and names it by another word', async () => {
    const indexed = await ingested(ssmRecords(1));
    const archived = key();
    await ingestion.bucket.put(archived, logFile(ssmRecords(1)));
    const stop = listAsStored(ingestion.bucket.s3, () => ({ StorageClass: 'GLACIER' }));
    const found = await look();
    stop();
    expect(indexed).not.toBe(archived);
    expect(found.counts).toMatchObject({ received: 1, archived: 1, missing: 0 });
    expect(found.metrics).toMatchObject({ MissingLogFiles: 1 });
    expect(found.named).toEqual([]);
  });

  it('does not call a file missing that has just come', async () => {
    await ingestion.bucket.put(deliveredKey({ at: new Date() }), logFile(ssmRecords(1)));
    expect((await look(new Date(Date.now() + 60_000))).counts).toMatchObject({ missing: 0, waiting: 1 });
  });

  it('names no more files than a person reads, and counts the others', async () => {
    for (let file = 0; file < 103; file += 1) await ingestion.bucket.put(key(), 'x');
    const found = await look();
    expect(found.metrics).toMatchObject({ MissingLogFiles: 103 });
    expect(found.named).toHaveLength(101);
    expect(found.named.at(-1)).toContain('more log files than this log names');
  });

  it('fails rather than report half a look, where time runs out', async () => {
    await ingestion.bucket.put(key(), 'x');
    await expect(look(NOW, 1_000)).rejects.toThrow('no time left');
  });
});

function key(): string {
  return deliveredKey({ at: minutesAgo(300) });
}

/** Puts a log file and has it announced and ingested. */
async function ingested(records: Parameters<typeof logFile>[0]): Promise<string> {
  const name = key();
  await ingestion.bucket.put(name, logFile(records));
  expect(await ingestion.receive([ingestion.announcement(name)])).toEqual([]);
  return name;
}

/** Has the function look; gives what it counted, logged and measured. */
async function look(now = NOW, remainingMs = 60_000, prefix = '') {
  const named: string[] = [];
  const metrics: Record<string, number> = {};
  const warn = (message: string, { logFile: file = '' }) => void named.push(`${message} ${file}`);
  const error = (message: string, { accountId = '', region = '' }) =>
    void named.push(`${message} ${accountId} ${region}`);
  const addMetric = (name: string, _: string, value: number) => {
    expect(Object.values<string>(RECONCILE_METRICS)).toContain(name);
    metrics[name] = value;
  };
  const report = new ReconcileReport(
    { warn, error, info: () => undefined } as unknown as Logger,
    { addMetric } as unknown as Metrics,
  );
  const bucket = { name: ingestion.bucket.name, owner: EMBEDDED_ACCOUNT };
  const handler = createReconcileHandler({
    by: (deadline) => ({
      listing: new S3LogListing(ingestion.bucket.s3, bucket, prefix, deadline),
      receipts: new DynamoDbReceiptFolders(ingestion.dynamodb, deadline),
      newest: () => new DynamoDbReceiptReader(ingestion.dynamodb).newest(),
      now: () => now,
    }),
    report,
    now: () => now,
    flush: () => undefined,
  });
  const context = { getRemainingTimeInMillis: () => remainingMs } as Context;
  const counts = await handler({}, context);
  return { counts, metrics, named };
}
