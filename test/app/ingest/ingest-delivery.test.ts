import { DeliveryFailure, ingestDelivery, isLogFile } from '../../../lib/app/ingest/ingest-delivery';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { ArchivedFileError, ForeignBucketError } from '../../../lib/app/ports/log-file-source';
import { UnreadableAnnouncementError } from '../../../lib/core/delivery/unreadable-announcement-error';
import { logKey, ssmRecords } from '../../log-records';
import { MemoryIngestion } from './memory-ingestion';

let ingestion: MemoryIngestion;

beforeEach(() => {
  ingestion = new MemoryIngestion();
});

const announced = (...keys: readonly string[]) => JSON.stringify({ s3Bucket: 'logs', s3ObjectKey: keys });
const ingest = (body: unknown, proveInstructions?: () => Promise<void>) =>
  ingestDelivery(ingestion.dependencies(), { body, ...(proveInstructions && { proveInstructions }) }, NO_DEADLINE);

it('ingests each log file that a message announces, and skips what is none', async () => {
  const [first, second] = [1, 2].map((count) => ingestion.add(logKey(), ssmRecords(count)));
  const digest = 'AWSLogs/111122223333/CloudTrail-Digest/us-east-2/2024/03/01/d.json.gz';
  const { receipts, skipped } = await ingest(announced(first ?? '', digest, second ?? ''));
  expect(receipts.map(({ logFile, newEvents, origin }) => [logFile, newEvents, origin])).toEqual([
    [`s3://logs/${first}`, 1, 'delivery'],
    [`s3://logs/${second}`, 2, 'delivery'],
  ]);
  expect(skipped).toEqual([digest]);
});

it('says what a message without log files said', async () => {
  expect(await ingest('CloudTrail validation message.')).toEqual({
    receipts: [],
    skipped: [],
    archived: [],
    notice: 'CloudTrail validation message',
  });
});

it('rejects a message that is none that we know', async () => {
  await expect(ingest('{"hello":1}')).rejects.toThrow(UnreadableAnnouncementError);
});

it('tries every file before it says which could not be finished', async () => {
  const broken = ingestion.add(logKey(), new Error('S3 is down'));
  const foreign = ingestion.add(logKey(), new ForeignBucketError('theirs', 'logs'));
  const whole = ingestion.add(logKey(), ssmRecords(1));
  const failure = await ingest(announced(broken, foreign, whole)).catch((error) => error);
  expect(failure).toBeInstanceOf(DeliveryFailure);
  expect(failure.message).toMatch(/S3 is down.*; .*theirs/);
  expect(failure.done.receipts).toMatchObject([{ logFile: `s3://logs/${whole}`, state: 'done' }]);
});

it('is done with a file that has to be restored first: its receipt says so', async () => {
  const key = ingestion.add(logKey(), new ArchivedFileError('s3://logs/a', 'GLACIER'));
  const { receipts, archived } = await ingest(announced(key));
  expect(receipts).toEqual([]);
  expect(archived).toMatchObject([{ state: 'failed', reason: expect.stringContaining('restore it first') }]);
});

const OLD = logKey('20240101T1005Z');

describe('the instructions of a message', () => {
  const instructed = (key: string, origin: string) =>
    JSON.stringify({ s3Bucket: 'logs', s3ObjectKey: [ingestion.add(key, ssmRecords(1))], ssmAudit: { origin } });
  const proven = async () => undefined;
  const originsOf = async (...given: Parameters<typeof ingest>) =>
    (await ingest(...given)).receipts.map(({ origin }) => origin);

  it('are followed where they are proven, and passed over where no proof is possible', async () => {
    expect(await originsOf(instructed(OLD, 'backfill'), proven)).toEqual(['backfill']);
    expect(await originsOf(instructed(logKey('20240102T1005Z'), 'backfill'))).toEqual(['delivery']);
  });

  it('make the message fail where the proof fails, before a file is read', async () => {
    const body = instructed(OLD, 'backfill');
    await expect(ingest(body, async () => Promise.reject(new Error('no such message')))).rejects.toThrow(
      'no such message',
    );
  });

  it('ask for no proof where there are none', async () => {
    const prove = jest.fn(async () => undefined);
    await ingest(announced(ingestion.add(logKey(), ssmRecords(1))), prove);
    expect(prove).not.toHaveBeenCalled();
  });

  it.each([
    ['less than a day', '20240301T1007Z', 'backfill', 'repair'],
    ['a day', '20240229T1006Z', 'backfill', 'backfill'],
    ['less than a day, as a repair,', '20240301T1007Z', 'repair', 'repair'],
  ])('make a file that was delivered %s ago what it can be', async (_, stamp, origin, expected) => {
    expect(await originsOf(instructed(logKey(stamp), origin), proven)).toEqual([expected]);
  });
});

it.each([
  [logKey(), true],
  ['copied/records.json', true],
  ['copied/records.JSONL.gz', true],
  ['copied/records.csv', false],
  ['AWSLogs/111122223333/CloudTrail-Insight/us-east-2/2024/03/01/i.json.gz', false],
  ['AWSLogs/111122223333/CloudTrail/us-east-2/', false],
])('takes %s for a log file: %s', (key, expected) => {
  expect(isLogFile(key)).toBe(expected);
});
