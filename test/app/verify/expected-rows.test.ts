import { createHash } from 'node:crypto';
import { INDEX_EVERYTHING } from '../../../lib/app/index/index-record';
import { type ExpectedIndexing, type ExpectedRecord, expectedRows } from '../../../lib/app/verify/expected-rows';
import { INDEX_VERSION } from '../../../lib/core/rows/event-row';
import { logKey, ssmRecord } from '../../log-records';
import { MemoryAudit } from './memory-audit';

const NOW = new Date('2024-03-01T10:06:00Z');

async function expected(text: string, indexing: ExpectedIndexing = INDEX_EVERYTHING, now = NOW) {
  const chunks = (async function* () {
    yield Buffer.from(text);
  })();
  const rows = expectedRows({ logFile: 's3://logs/a.json.gz', key: logKey(), chunks }, indexing, now);
  const records: ExpectedRecord[] = [];
  for await (const batch of rows.batches) records.push(...batch);
  return { records, sha256: rows.sha256() };
}

const fileOf = (...records: readonly object[]) => JSON.stringify({ Records: records });

it('makes the rows that ingestion makes, and the hash of the content', async () => {
  const audit = await MemoryAudit.indexed({ hours: 1 });
  const [key = ''] = audit.trail.logFiles;
  const opened = await audit.open(key);
  if (!opened) throw new Error('not there');
  const logFile = `s3://${audit.trail.bucket}/${key}`;
  const rows = expectedRows({ logFile, key, chunks: opened.chunks }, INDEX_EVERYTHING, NOW);
  let compared = 0;
  for await (const batch of rows.batches) {
    for (const { row } of batch) {
      const [stored] = await audit.tables.rows([row]);
      expect(stored).toMatchObject({ recordSha256: row.recordSha256, logFile, recordIndex: row.recordIndex });
      compared += 1;
    }
  }
  expect(compared).toBeGreaterThan(0);
  expect(rows.sha256()).toBe(audit.receipts.get(logFile)?.contentSha256);
});

it('knows the hash once it was read to its end', async () => {
  const text = fileOf(ssmRecord());
  expect((await expected(text)).sha256).toBe(createHash('sha256').update(text).digest('hex'));
});

it('leaves out what has expired by now', async () => {
  const text = fileOf(ssmRecord());
  const indexing = { ...INDEX_EVERYTHING, retentionDays: 30 };
  expect((await expected(text, indexing)).records).toHaveLength(1);
  expect((await expected(text, indexing, new Date('2024-04-02T00:00:00Z'))).records).toEqual([]);
});

it('has as optional what a former configuration did not index, or what has expired by today or by then', async () => {
  const text = fileOf(ssmRecord(), ssmRecord({ eventName: 'GetDocument' }));
  const excluding = {
    ...INDEX_EVERYTHING,
    kept: { ...INDEX_EVERYTHING.kept, excludedEvents: new Set(['GetDocument']) },
  };
  const later = new Date('2024-04-02T00:00:00Z');
  const short = { ...INDEX_EVERYTHING, retentionDays: 30 };
  const optional = async (indexing: ExpectedIndexing, now = NOW) =>
    (await expected(text, indexing, now)).records.map(({ isOptional = false }) => isOptional);
  expect(await optional({ ...INDEX_EVERYTHING, formerly: [] })).toEqual([false, false]);
  expect(await optional({ ...INDEX_EVERYTHING, formerly: [excluding] })).toEqual([false, true]);
  expect(await optional({ ...INDEX_EVERYTHING, formerly: [short] }, later)).toEqual([true, true]);
  expect(await optional({ ...short, formerly: [INDEX_EVERYTHING] }, later)).toEqual([true, true]);
});

it('has what today is left out as optional: it may have been indexed before', async () => {
  const kept = { ...INDEX_EVERYTHING.kept, excludedEvents: new Set(['DeleteDocument']) };
  const { records } = await expected(fileOf(ssmRecord(), ssmRecord({ eventName: 'GetDocument' })), {
    ...INDEX_EVERYTHING,
    kept,
  });
  expect(records.map(({ isOptional, row }) => [row.eventName, isOptional])).toEqual([
    ['DeleteDocument', true],
    ['GetDocument', undefined],
  ]);
});

it('knows what the first version made of a record, and that it made nothing of a damaged one', async () => {
  const damaged = JSON.stringify(ssmRecord({ userAgent: 'HERE' })).replace('HERE', '\\x');
  const { records } = await expected(`{"Records":[${JSON.stringify(ssmRecord())},${damaged}]}`);
  const [whole, broken] = records;
  expect(whole?.row.indexVersion).toBe(INDEX_VERSION);
  expect(whole?.byVersion(1)?.row).toMatchObject({ indexVersion: 1, recordSha256: whole?.row.recordSha256 });
  expect(whole?.byVersion(99)).toBeUndefined();
  expect(broken?.row.quarantineReason).toBeDefined();
  expect(broken?.byVersion(1)).toBeUndefined();
});
