import type { Logger } from '@aws-lambda-powertools/logger';
import type { Metrics } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { DynamoDbNewestReceipts } from '../../../lib/adapters/dynamodb/dynamodb-newest-receipts';
import { DynamoDbReceiptFolders } from '../../../lib/adapters/dynamodb/dynamodb-receipt-folders';
import { DynamoDbReconciliationStates } from '../../../lib/adapters/dynamodb/dynamodb-reconciliation-states';
import { S3LogListing } from '../../../lib/adapters/s3/s3-log-listing';
import { RECONCILE_METRICS } from '../../../lib/contract/metric-names';
import { CorruptRows } from '../../../lib/core/rows/corrupt-rows';
import { createReconcileHandler } from '../../../lib/functions/checks/reconcile-handler';
import { ReconcileReport } from '../../../lib/functions/checks/reconcile-report';
import { deliveredKey, minutesAgo } from '../../delivered-key';
import { listAsStored } from '../../embedded/archive';
import { EMBEDDED_ACCOUNT } from '../../embedded/aws';
import { createLocalAlertState, LOCAL_ALERT_STATE_TABLE } from '../../embedded/embedded-alert-state';
import { logFile, ssmRecords } from '../../log-records';
import { Ingestion } from '../ingestion';

/** What the function takes for now, the beginning of an hour: what the tests put has long been there. */
const NOW = new Date(Math.ceil(minutesAgo(-120).getTime() / 3_600_000) * 3_600_000);

let ingestion: Ingestion;

beforeEach(async () => {
  ingestion = await Ingestion.start();
  await createLocalAlertState(ingestion.dynamodb);
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
      ReconcileHoursBehind: 0,
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
    const hourLater = new Date(NOW.getTime() + 60 * 60_000);
    expect((await look(hourLater)).metrics).toMatchObject({ ListedLogFiles: 1, UnlistedDeliveries: 0 });
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

  it('tells what the last comparison found for as long as the next one goes on', async () => {
    await ingestion.bucket.put(key(), 'x');
    expect((await look()).metrics).toMatchObject({ MissingLogFiles: 1 });
    const goesOn = await look(new Date(NOW.getTime() + 60 * 60_000), 11_000);
    expect(goesOn.answer).toEqual({ window: 'recent', end: 'out of time' });
    expect(goesOn.metrics).toMatchObject({ ListedLogFiles: 0, MissingLogFiles: 1, ReconcileHoursBehind: 1 });
  });

  it('tells of nothing but its progress as long as no comparison is finished and nothing is wrong', async () => {
    await ingested(ssmRecords(1));
    expect((await look(NOW, 11_000)).metrics).toEqual({ ListedLogFiles: 0, ReconcileHoursBehind: 0 });
    const nextRun = new Date(NOW.getTime() + 15 * 60_000);
    expect((await look(nextRun)).metrics).toMatchObject({ ListedLogFiles: 1, MissingLogFiles: 0 });
    expect((await look(nextRun)).metrics).toEqual({});
  });

  it('compares the window that the schedule names, and tells how far both are behind', async () => {
    await ingestion.bucket.put(deliveredKey({ at: minutesAgo(20 * 24 * 60) }), 'x');
    const deep = await look(NOW, 60_000, '', { window: 'deep' });
    expect(deep).toMatchObject({ answer: { window: 'deep', end: 'done' }, metrics: { MissingLogFiles: 1 } });
    expect(deep.metrics).not.toHaveProperty('ReconcileHoursBehind');
    const recent = await look(new Date(NOW.getTime() + 30 * 60_000));
    expect(recent.metrics).toMatchObject({ ListedLogFiles: 0, ReconcileHoursBehind: 0, DeepReconcileHoursBehind: 0.5 });
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
async function look(now = NOW, remainingMs = 60_000, prefix = '', event: unknown = {}) {
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
    sources: (compareBy) => ({
      listing: new S3LogListing(ingestion.bucket.s3, bucket, prefix, compareBy),
      receipts: new DynamoDbReceiptFolders(ingestion.dynamodb, compareBy),
      newest: new DynamoDbNewestReceipts(ingestion.dynamodb, bucket.name, new CorruptRows(), compareBy),
    }),
    states: new DynamoDbReconciliationStates(ingestion.dynamodb.client, LOCAL_ALERT_STATE_TABLE),
    report,
    now: () => now,
    flush: () => undefined,
  });
  const context = { getRemainingTimeInMillis: () => remainingMs } as Context;
  const { compared: counts, ...answer } = await handler(event, context);
  return { counts, answer, metrics, named };
}
