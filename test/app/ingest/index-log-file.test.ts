import { createHash } from 'node:crypto';
import { INDEX_EVERYTHING } from '../../../lib/app/index/index-record';
import { indexLogFile, type LogFileContent } from '../../../lib/app/ingest/index-log-file';
import { EventWriter } from '../../../lib/app/ingest/store-events';
import { NO_DEADLINE, OutOfTimeError } from '../../../lib/app/ports/deadline';
import { BrokenLogFileError } from '../../../lib/core/log-file/broken-log-file-error';
import { kmsRecord, ssmRecord, ssmRecords } from '../../log-records';
import { MemoryTables } from '../memory-tables';

let tables: MemoryTables;

beforeEach(() => {
  tables = new MemoryTables();
});

const fileOf = (...records: readonly object[]) => JSON.stringify({ Records: records });

function index(text: string, overrides: Partial<LogFileContent> = {}, deadline = NO_DEADLINE, indexing = {}) {
  const file = {
    logFile: 's3://logs/a.json.gz',
    origin: 'delivery',
    deliveredAt: '2024-03-01T10:05:00Z',
    now: new Date('2024-03-01T10:06:00Z'),
    chunks: chunksOf(text),
    fromRecord: 0,
    isReread: false,
    ...overrides,
  } as const;
  const deps = { events: new EventWriter(tables), indexing: { ...INDEX_EVERYTHING, ...indexing } };
  return indexLogFile(deps, file, deadline);
}

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < text.length; at += 1000) yield Buffer.from(text.slice(at, at + 1000));
}

async function* whole(records: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from(fileOf(...ssmRecords(records)));
}

it('makes rows of the records, and says what they came to and when they happened', async () => {
  const text = fileOf(
    ssmRecord({ eventTime: '2024-03-01T10:02:00Z' }),
    { eventSource: 's3.amazonaws.com' },
    ssmRecord({ eventTime: '2024-03-01T10:01:00Z' }),
    kmsRecord({ eventTime: '2024-03-01T10:00:00Z' }),
    ssmRecord({ eventSource: 'ssm-tomorrow.amazonaws.com', eventTime: '2024-03-01T10:03:00Z' }),
  );
  expect(await index(text)).toMatchObject({
    counts: { records: 5, ssmRecords: 3, relatedRecords: 1, newEvents: 3, unknownSources: 1 },
    bytes: text.length,
    contentSha256: createHash('sha256').update(text).digest('hex'),
    firstEventTime: '2024-03-01T10:00:00Z',
    lastEventTime: '2024-03-01T10:03:00Z',
    nextRecord: 5,
  });
  expect(tables.events.size).toBe(4);
});

it('goes on from a checkpoint, and stores nothing before it', async () => {
  const { counts, nextRecord } = await index(fileOf(...ssmRecords(10)), { fromRecord: 7 });
  expect({ nextRecord, newEvents: counts.newEvents, records: counts.records }).toEqual({
    nextRecord: 10,
    newEvents: 3,
    records: 10,
  });
  expect([...tables.events.values()].map(({ recordIndex }) => recordIndex)).toEqual([7, 8, 9]);
});

it('stores a hundred records between two looks at the clock, and none with less than ten seconds left', async () => {
  let remaining = 60_000;
  const putNew = tables.putNew.bind(tables);
  jest.spyOn(tables, 'putNew').mockImplementation(async (row) => {
    remaining = 9_999;
    return putNew(row);
  });
  const { nextRecord, failure, counts } = await index('', { chunks: whole(250) }, { remainingMs: () => remaining });
  expect(failure).toBeInstanceOf(OutOfTimeError);
  expect([nextRecord, counts.newEvents, tables.events.size]).toEqual([100, 100, 100]);
});

it('reads no more of a file that holds nothing to store with less than ten seconds left', async () => {
  let chunks = 0;
  const counted = async function* () {
    for await (const chunk of chunksOf(fileOf(...Array.from({ length: 500 }, () => ({ eventSource: 's3' }))))) {
      chunks += 1;
      yield chunk;
    }
  };
  const deadline = { remainingMs: () => (chunks > 2 ? 9_999 : 10_000) };
  const { failure } = await index('', { chunks: counted() }, deadline);
  expect(failure).toBeInstanceOf(OutOfTimeError);
  expect(chunks).toBe(3);
});

it('keeps what was stored of a file that breaks off, and says why', async () => {
  const indexed = await index(fileOf(...ssmRecords(3)).slice(0, -20));
  expect(indexed.failure).toBeInstanceOf(BrokenLogFileError);
  expect(indexed).toMatchObject({ counts: { newEvents: 2 }, nextRecord: 2 });
});

it('takes a digest under another name for no failure', async () => {
  const indexed = await index('{"digestStartTime":"2024-03-01T10:00:00Z","logFiles":[]}');
  expect(indexed.skipped).toBe(true);
  expect(indexed).not.toHaveProperty('failure');
});

it('names records that go to quarantine, the first ten, and does not trust their times', async () => {
  const nameless = ssmRecords(12, { eventName: '', eventTime: '1999-01-01T00:00:00Z' });
  const { quarantinedRecords, counts, firstEventTime } = await index(fileOf(...nameless));
  expect(counts.quarantined).toBe(12);
  expect(quarantinedRecords).toHaveLength(10);
  expect(quarantinedRecords?.[0]).toMatch(/^record 0 goes to quarantine: /);
  expect(firstEventTime).toBeUndefined();
});

it('counts what has expired on arrival, and what is left out, and writes neither', async () => {
  const old = ssmRecord({ eventTime: '2020-01-01T00:00:00Z' });
  expect(
    (await index(fileOf(old), { deliveredAt: undefined }, NO_DEADLINE, { retentionDays: 30 })).counts,
  ).toMatchObject({ expired: 1 });
  const kept = { ...INDEX_EVERYTHING.kept, excludedEvents: new Set(['DeleteDocument']) };
  expect((await index(fileOf(ssmRecord()), {}, NO_DEADLINE, { kept })).counts).toMatchObject({ leftOut: 1 });
  expect(tables.events.size).toBe(0);
});
