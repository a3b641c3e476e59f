import { DynamoDbReceiptFolders } from '../../../lib/adapters/dynamodb/dynamodb-receipt-folders';
import { SqsLogFileWork } from '../../../lib/adapters/messaging/sqs-log-file-work';
import { S3LogListing } from '../../../lib/adapters/s3/s3-log-listing';
import { reconcile, type WrongFile } from '../../../lib/app/reconcile/reconcile';
import { WorkBatches } from '../../../lib/app/reconcile/work-batches';
import { deliveredKey, minutesAgo } from '../../delivered-key';
import { EMBEDDED_ACCOUNT } from '../../embedded/aws';
import { injectFaults, s3Error } from '../../embedded/faults';
import { type TestQueue, testQueue } from '../../embedded/queue';
import { Ingestion } from '../../functions/ingestion';
import { logFile, ssmRecords } from '../../log-records';

let ingestion: Ingestion;
let queue: TestQueue;

beforeAll(async () => {
  [ingestion, queue] = await Promise.all([Ingestion.start(), testQueue()]);
});

afterAll(async () => {
  queue.sqs.destroy();
  await ingestion.stop();
});

describe('reconcile --repair', () => {
  it('brings in what was never announced and what failed, through the queue, as repairs', async () => {
    const [missing, failed, changed] = [key(), key(), key()];
    await ingestion.bucket.put(missing, logFile(ssmRecords(2, { eventName: 'NeverAnnounced' })));
    await ingestion.bucket.put(failed, logFile(ssmRecords(2, { eventName: 'FailedOnce' })));
    await failing(() => ingestion.receive([ingestion.announcement(failed)]));
    await ingestion.bucket.put(changed, logFile(ssmRecords(1)));
    await ingestion.receive([ingestion.announcement(changed)]);
    await ingestion.bucket.put(changed, logFile(ssmRecords(2, { eventName: 'Overwritten' })));

    expect(await repaired()).toEqual(
      ['missing', 'failed', 'changed'].map((state, i) => `${state} ${[missing, failed, changed][i]}`),
    );
    const messages = await queue.drain();
    expect(messages).toHaveLength(1);
    expect(await ingestion.receive(messages, undefined, 'backfill')).toEqual([]);

    expect(await repaired()).toEqual([]);
    for (const eventName of ['NeverAnnounced', 'FailedOnce', 'Overwritten']) {
      const origins = (await ingestion.rowsOf(eventName)).map(({ origin }) => origin);
      expect(origins).toEqual(['repair', 'repair']);
    }
  });
});

function key(): string {
  return deliveredKey({ at: minutesAgo(300) });
}

/** Has S3 refuse to be read. */
async function failing(work: () => Promise<unknown>): Promise<void> {
  const faults = injectFaults(ingestion.bucket.s3, ({ command }) =>
    command === 'GetObjectCommand' ? s3Error('AccessDenied', 403) : undefined,
  );
  await work();
  faults.stop();
}

/** Compares and hands over what is found; gives it, by key. */
async function repaired(): Promise<readonly string[]> {
  const found: WrongFile[] = [];
  const work = new SqsLogFileWork(queue.sqs, queue.url, 'repair');
  const handedOver = new WorkBatches(work, (refused) => expect(refused).toBeUndefined());
  const bucket = { name: ingestion.bucket.name, owner: EMBEDDED_ACCOUNT };
  const now = () => minutesAgo(-60);
  const deps = {
    listing: new S3LogListing(ingestion.bucket.s3, bucket, ''),
    receipts: new DynamoDbReceiptFolders(ingestion.dynamodb),
    now,
  };
  const scope = { since: minutesAgo(600).toISOString(), until: now().toISOString(), accounts: [], regions: [] };
  await reconcile(deps, scope, 0, {
    onWrongFile: async (finding) => {
      found.push(finding);
      await handedOver.add(finding.file);
    },
  });
  await handedOver.end();
  return found.map(({ state, file }) => `${state} ${file.key}`);
}
