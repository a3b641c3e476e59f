import { createHash } from 'node:crypto';
import { INDEX_EVERYTHING } from '../../../lib/app/index/index-record';
import { type FileToIndex, indexRecords, type RecordOutcome } from '../../../lib/app/index/index-records';
import type { JsonObject } from '../../../lib/core/record/json';
import { KEEP_ALL } from '../../../lib/core/rows/kept-records';
import { kmsRecord, ssmRecord } from '../../log-records';

describe('indexRecords', () => {
  it('makes the rows of the records that are kept, each with its place and the hash of its bytes', async () => {
    const [first, other, related] = [ssmRecord(), ssmRecord({ eventSource: 'ec2.amazonaws.com' }), kmsRecord()];
    const outcomes = await outcomesOf(file([first, other, related]));
    expect(outcomes.map(({ outcome }) => outcome)).toMatchObject([
      { row: { logFile: 's3://b/k', recordIndex: 0, recordSha256: sha256(JSON.stringify(first)) }, isBeside: false },
      { row: { recordIndex: 2, recordSha256: sha256(JSON.stringify(related)) }, isBeside: true },
    ]);
  });

  it('says why a record has no rows', async () => {
    const kept = { ...KEEP_ALL, excludedEvents: new Set(['DeleteDocument']) };
    const old = ssmRecord({ eventName: 'GetDocument', eventTime: '2020-01-01T00:00:00Z' });
    const indexing = { ...INDEX_EVERYTHING, retentionDays: 400, kept };
    const outcomes = await outcomesOf({ ...file([ssmRecord(), old]), deliveredAt: undefined }, indexing);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['leftOut', 'expired']);
  });

  it('goes on from a record', async () => {
    const outcomes = await outcomesOf({ ...file([ssmRecord(), ssmRecord(), ssmRecord()]), fromRecord: 2 });
    expect(outcomes.map(({ record }) => record.index)).toEqual([2]);
  });

  it('tells the hash of the content', async () => {
    const records = indexRecords(file([ssmRecord()]), INDEX_EVERYTHING);
    for await (const batch of records.batches) expect(batch).toHaveLength(1);
    expect(records.counts()).toMatchObject({
      records: 1,
      ssmRecords: 1,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});

function file(records: readonly JsonObject[]): FileToIndex {
  const origin = {
    origin: 'delivery',
    deliveredAt: '2024-03-01T10:05:00Z',
    now: new Date('2024-03-01T10:06:00Z'),
  } as const;
  return { ...origin, logFile: 's3://b/k', chunks: inChunks(JSON.stringify({ Records: records })) };
}

async function* inChunks(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

async function outcomesOf(content: FileToIndex, indexing = INDEX_EVERYTHING): Promise<readonly RecordOutcome[]> {
  const outcomes: RecordOutcome[] = [];
  for await (const batch of indexRecords(content, indexing).batches) outcomes.push(...batch);
  return outcomes;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
