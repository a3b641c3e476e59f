import { resolve } from 'node:path';
import { IngestInterruptedError, ingestFiles, nothingIngested } from '../../../lib/app/ingest/ingest-files';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { kmsRecord, ssmRecord, ssmRecords } from '../../log-records';
import { MemoryIngestion } from './memory-ingestion';

let ingestion: MemoryIngestion;
let told: (readonly [string, string, string?])[];

beforeEach(() => {
  ingestion = new MemoryIngestion();
  told = [];
});

const add = (name: string, content: string | readonly object[] | Error) => {
  ingestion.add(resolve(name), content);
  return name;
};

function ingest(files: readonly string[], options: Partial<Parameters<typeof ingestFiles>[2]> = {}) {
  return ingestFiles(
    ingestion.dependencies(),
    files,
    { force: false, deadline: NO_DEADLINE, ...options },
    {
      onFile: (done) => told.push(['file', String(done)]),
      onFailure: (file, reason) => told.push(['failure', file, reason]),
      onRemark: (file, remark) => told.push(['remark', file, remark]),
      onQuarantined: (file, remark) => told.push(['quarantined', file, remark]),
      onCorruptReceipt: (file, remark) => told.push(['corrupt receipt', file, remark]),
    },
  );
}

it('adds up what files come to, and tells of each as it is done', async () => {
  const files = [add('a.json', [...ssmRecords(2), kmsRecord()]), add('b.json', [ssmRecord(), { eventSource: 's3' }])];
  expect(await ingest(files)).toEqual({
    ...nothingIngested(),
    files: 2,
    records: 5,
    ssmRecords: 3,
    relatedRecords: 1,
    newEvents: 3,
    bytes: expect.any(Number),
  });
  expect(told).toEqual([
    ['file', '1'],
    ['file', '2'],
  ]);
  expect(ingestion.work.filter((step) => !step.startsWith('begin'))).toEqual(['recover', 'end']);
});

it('does not read a file again that is done, unless it is forced', async () => {
  const file = add('a.json', ssmRecords(2));
  await ingest([file]);
  expect(await ingest([file])).toMatchObject({ newEvents: 0, knownEvents: 2 });
  expect(ingestion.work.filter((step) => step.startsWith('begin'))).toHaveLength(1);
  expect(await ingest([file], { force: true })).toMatchObject({ newEvents: 0, knownEvents: 2 });
  expect(ingestion.work.filter((step) => step.startsWith('begin'))).toHaveLength(2);
});

it('tells of a file that fails, and goes on with the rest', async () => {
  const files = [add('a.json', new Error('no such disk')), add('b.json', ssmRecords(1))];
  expect(await ingest(files)).toMatchObject({ files: 2, failedFiles: 1, newEvents: 1 });
  expect(told).toContainEqual(['failure', 'a.json', 'no such disk']);
});

it('skips what stands beside log files: by name, or by what is in it', async () => {
  const digest = add('digest.json', '{"digestStartTime":"2024-05-01T12:00:00Z","logFiles":[]}');
  const named = '111122223333_CloudTrail-Digest_us-east-2_trail_us-east-2_20240301T100500Z.json.gz';
  expect(await ingest([named, digest])).toMatchObject({ files: 2, skippedFiles: 2, failedFiles: 0 });
});

it('tells of records that cannot be indexed, and of what is odd', async () => {
  const file = add('a.json', `{"Records":[17,${JSON.stringify({ ...ssmRecord(), eventName: '' })}]}`);
  expect(await ingest([file])).toMatchObject({ quarantined: 1, malformedRecords: 1 });
  expect(told).toContainEqual(['quarantined', 'a.json', expect.stringContaining('record 1 goes to quarantine')]);
  expect(told).toContainEqual(['remark', 'a.json', expect.any(String)]);
});

it('tells of a file whose content was replaced', async () => {
  const file = add('a.json', ssmRecords(1));
  await ingest([file]);
  add('a.json', ssmRecords(2));
  await ingest([file]);
  expect(told).toContainEqual(['remark', 'a.json', 'has changed since it was first indexed']);
});

it('says how far it came when the deadline comes between two files', async () => {
  const files = [add('a.json', ssmRecords(1)), add('b.json', ssmRecords(1))];
  let looks = 0;
  const deadline = { remainingMs: () => (ingestion.receipts.size > 0 && ++looks > 0 ? 0 : 60_000) };
  const failure = await ingest(files, { deadline }).catch((error) => error);
  expect(failure).toBeInstanceOf(IngestInterruptedError);
  expect(failure.message).toBe(
    'interrupted: 1 of 2 files are done, 1 was not tried; run the same command again to continue',
  );
});

it('says how many files failed and how many were not tried when the deadline comes', async () => {
  const files = [
    add('broken.json', '{"Records":[{'),
    ...['a', 'b', 'c', 'd'].map((name) => add(`${name}.json`, ssmRecords(1))),
  ];
  const deadline = { remainingMs: () => (ingestion.receipts.size > 1 ? 0 : 60_000) };
  const failure = await ingest(files, { deadline }).catch((error) => error);
  expect(failure.message).toContain('2 of 5 files are done (1 of them failed), 3 were not tried; run');
});

it('says which file is unfinished when the deadline comes in the midst of it', async () => {
  const files = [add('a.json', ssmRecords(300))];
  const deadline = { remainingMs: () => (ingestion.tables.events.size > 0 ? 6_000 : 60_000) };
  const failure = await ingest(files, { deadline }).catch((error) => error);
  expect(failure.message).toContain('0 of 1 files are done, a.json is unfinished');
  expect(ingestion.receipts.get(resolve('a.json'))).toMatchObject({ state: 'unfinished', nextRecord: 100 });
  expect(ingestion.work.at(-1)).toBe('end');
  expect(await ingest(files)).toMatchObject({ newEvents: 300, records: 300 });
});
