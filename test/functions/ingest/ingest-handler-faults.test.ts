import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { DynamoDbReceiptReader } from '../../../lib/adapters/dynamodb/dynamodb-receipt-reader';
import type { JsonObject } from '../../../lib/core/record/json';
import { rowsOfTerm } from '../../adapters/dynamodb/stored-rows';
import { connectionReset, dynamoDbError, injectFaults, type SentRequest, s3Error } from '../../embedded/faults';
import { logFile, logKey, ssmRecord, ssmRecords } from '../../log-records';
import { Ingestion } from '../ingestion';

let ingestion: Ingestion;

beforeAll(async () => {
  ingestion = await Ingestion.start();
});

afterAll(() => ingestion.stop());

describe('the ingest function, cut off', () => {
  it.each([
    ['between batches', 15_500],
    ['in a batch', 7_500],
  ])('%s, goes on where it was, and ends with each record once', async (_, leftMs) => {
    const eventName = `CutOff${leftMs}`;
    const records = ssmRecords(250, { eventName });
    const key = await put(records);
    const states: unknown[] = [];
    for (let invocation = 0; invocation < 10 && states.at(-1) !== 'done'; invocation += 1) {
      await receiveUntil(130, key, leftMs);
      states.push((await ingestion.receipt(key))?.['state']);
    }
    expect(states.slice(0, -1).every((state) => state === 'unfinished')).toBe(true);
    expect(states.length).toBeGreaterThan(1);
    expect(await ingestion.rowsOf(eventName)).toHaveLength(250);
    const receipt = await ingestion.receipt(key);
    expect(receipt).toMatchObject({ state: 'done', records: 250, ssmRecords: 250, hadTrouble: true });
    const content = JSON.stringify({ Records: records });
    expect(receipt?.['contentSha256']).toBe(createHash('sha256').update(content).digest('hex'));
    expect(receipt?.['bytes']).toBe(Buffer.byteLength(content));
    expect(Number(receipt?.['newEvents']) + Number(receipt?.['knownEvents'])).toBe(250);
  });

  it('begins no file that it could not store: nothing is asked, nothing is written', async () => {
    const key = await put(ssmRecords(1, { eventName: 'NotBegun' }));
    const requests = injectFaults(ingestion.dynamodb.client, () => undefined);
    expect(await ingestion.receive([ingestion.announcement(key)], () => 5_000)).toEqual(['message-0']);
    requests.stop();
    expect(requests.requests).toEqual([]);
  });

  it('stops reading a file that holds nothing to store when the time is over', async () => {
    const key = await put(ssmRecords(50, { eventSource: 's3.amazonaws.com' }));
    let looks = 0;
    const remainingMs = () => (++looks > 3 ? 9_000 : 300_000);
    expect(await ingestion.receive([ingestion.announcement(key)], remainingMs)).toEqual(['message-0']);
    expect(await ingestion.receipt(key)).toMatchObject({ state: 'unfinished', nextRecord: 0 });
  });

  it('keeps its checkpoint where the file cannot be opened the next time', async () => {
    const key = await put(ssmRecords(150, { eventName: 'Reopened' }));
    await receiveUntil(50, key, 15_500);
    const checkpoint = await ingestion.receipt(key);
    expect(checkpoint?.['nextRecord']).toBeGreaterThan(0);
    await withS3Faults([s3Error('AccessDenied', 403)], () => ingestion.receive([ingestion.announcement(key)]));
    expect(await ingestion.receipt(key)).toMatchObject({ state: 'unfinished', nextRecord: checkpoint?.['nextRecord'] });
  });

  it('loses and doubles nothing where it is killed between rows and receipt', async () => {
    const key = await put(ssmRecords(120, { eventName: 'Killed' }));
    const isReceipt = ({ command, input }: SentRequest) =>
      command === 'PutItemCommand' &&
      input['TableName'] === 'Deliveries' &&
      !JSON.stringify(input).includes('#catalogue');
    const faults = injectFaults(ingestion.dynamodb.client, (request) =>
      isReceipt(request) ? dynamoDbError('AccessDeniedException') : undefined,
    );
    expect(await ingestion.receive([ingestion.announcement(key)])).toEqual(['message-0']);
    faults.stop();
    expect(await ingestion.receipt(key)).toBeUndefined();
    expect(await ingestion.receive([ingestion.announcement(key)])).toEqual([]);
    expect(await ingestion.rowsOf('Killed')).toHaveLength(120);
    expect(await ingestion.receipt(key)).toMatchObject({ state: 'done', newEvents: 0, knownEvents: 120 });
  });

  it('writes the terms that one killed between rows and terms did not', async () => {
    const key = await put([ssmRecord({ eventName: 'NoTerms', eventID: 'no-terms' })]);
    const isTerm = ({ command, input }: SentRequest) =>
      command === 'BatchWriteItemCommand' && JSON.stringify(input).includes('eventID=no-terms');
    const faults = injectFaults(ingestion.dynamodb.client, (request) =>
      isTerm(request) ? dynamoDbError('AccessDeniedException') : undefined,
    );
    await ingestion.receive([ingestion.announcement(key)]);
    faults.stop();
    expect(await rowsOfTerm(ingestion.dynamodb, 'eventID=no-terms')).toEqual([]);
    await ingestion.receive([ingestion.announcement(key)]);
    expect(await rowsOfTerm(ingestion.dynamodb, 'eventID=no-terms')).toHaveLength(1);
  });
});

describe('the ingest function, with DynamoDB in trouble', () => {
  it('quarantines the one item that is refused, and stores the rest of its batch', async () => {
    const records = ssmRecords(24, { eventName: 'OneRefused' });
    const key = await put([
      ...records.slice(0, 12),
      ssmRecord({ eventName: 'OneRefused', eventID: 'refused' }),
      ...records.slice(12),
    ]);
    const isRefused = ({ command, input }: SentRequest) =>
      command === 'PutItemCommand' && eventTimeIdOf(input) === '2024-03-01T10:00:00Z#refused';
    const faults = injectFaults(ingestion.dynamodb.client, (request) =>
      isRefused(request) ? dynamoDbError('ValidationException', 'Item is strange') : undefined,
    );
    expect(await ingestion.receive([ingestion.announcement(key)])).toEqual([]);
    faults.stop();
    expect(await ingestion.rowsOf('OneRefused')).toHaveLength(24);
    expect(await ingestion.rowsOf('_quarantine')).toMatchObject([{ quarantineReason: 'Item is strange' }]);
    expect(await ingestion.receipt(key)).toMatchObject({ state: 'done', newEvents: 24, quarantined: 1 });
  });

  it('keeps an event of which a term is refused, counts it once, and knows it again', async () => {
    const key = await put([ssmRecord({ eventName: 'TermRefused', eventID: 'term-refused' }), ssmRecord()]);
    const isRefused = ({ command, input }: SentRequest) =>
      command !== 'GetItemCommand' && JSON.stringify(input).includes('eventID=term-ref"');
    const faults = injectFaults(ingestion.dynamodb.client, (request) =>
      isRefused(request) ? dynamoDbError('ValidationException') : undefined,
    );
    expect(await ingestion.receive([ingestion.announcement(key)])).toEqual([]);
    faults.stop();
    expect(await ingestion.rowsOf('TermRefused')).toHaveLength(1);
    expect(await ingestion.receipt(key)).toMatchObject({ newEvents: 1, quarantined: 1 });
  });

  it('waits out throttling and broken connections', async () => {
    const key = await put(ssmRecords(40, { eventName: 'Throttled' }));
    let requests = 0;
    const faults = injectFaults(ingestion.dynamodb.client, () => {
      requests += 1;
      if (requests % 3 === 0) return dynamoDbError('ProvisionedThroughputExceededException');
      return requests % 5 === 0 ? connectionReset() : undefined;
    });
    expect(await ingestion.receive([ingestion.announcement(key)])).toEqual([]);
    faults.stop();
    expect(await ingestion.rowsOf('Throttled')).toHaveLength(40);
  });

  it('writes the catalogue before the rows that only it makes findable', async () => {
    const key = await put([ssmRecord({ eventName: 'Catalogued' })]);
    const faults = injectFaults(ingestion.dynamodb.client, () => undefined);
    await ingestion.receive([ingestion.announcement(key)]);
    faults.stop();
    const texts = faults.requests.map(({ input }) => JSON.stringify(input));
    const catalogued = texts.findIndex((text) => text.includes('#catalogue') && text.includes('Catalogued'));
    const stored = texts.findIndex((text) => text.includes('"TableName":"Events"'));
    expect(catalogued).toBeGreaterThanOrEqual(0);
    expect(catalogued).toBeLessThan(stored);
  });

  it('sends no batch with more than 25 items, nor with doubled keys', async () => {
    const record = ssmRecord({ eventName: 'Doubled' });
    const key = await put([...Array(10).fill(record), ...ssmRecords(30, { eventName: 'Doubled' })]);
    const faults = injectFaults(ingestion.dynamodb.client, () => undefined);
    await ingestion.receive([ingestion.announcement(key)]);
    faults.stop();
    const batches = faults.requests.filter(({ command }) => command === 'BatchWriteItemCommand').map(keysOfBatch);
    expect(batches.every((keys) => keys.length <= 25 && new Set(keys).size === keys.length)).toBe(true);
    expect(await ingestion.rowsOf('Doubled')).toHaveLength(31);
  });
});

describe('the ingest function, with S3 in trouble', () => {
  it('fails while the object is not there, and takes it off the list of trouble when it is', async () => {
    const key = logKey();
    expect(await ingestion.receive([ingestion.announcement(key)])).toEqual(['message-0']);
    expect(await ingestion.receipt(key)).toMatchObject({ state: 'failed', reason: expect.stringContaining('key') });
    expect(await troubled()).toContain(key);
    await ingestion.bucket.put(key, logFile(ssmRecords(1, { eventName: 'AtLast' })));
    expect(await ingestion.receive([ingestion.announcement(key)])).toEqual([]);
    expect(await ingestion.receipt(key)).toMatchObject({ state: 'done', hadTrouble: true });
    expect(await troubled()).not.toContain(key);
  });

  it('waits out throttling', async () => {
    const key = await put(ssmRecords(1, { eventName: 'SlowedDown' }));
    const failed = await withS3Faults([s3Error('SlowDown', 503), connectionReset()], () =>
      ingestion.receive([ingestion.announcement(key)]),
    );
    expect(failed).toEqual([]);
  });

  it('names a broken file, keeps the records before the break, and fails at each delivery', async () => {
    const key = logKey();
    const whole = JSON.stringify({ Records: ssmRecords(3, { eventName: 'BeforeBreak' }) });
    await ingestion.bucket.put(key, gzipSync(whole).subarray(0, -20));
    const gzipless = key.replace('.json.gz', '.json');
    await ingestion.bucket.put(gzipless, whole.slice(0, -20));
    for (let delivery = 0; delivery < 2; delivery += 1) {
      expect(await ingestion.receive([ingestion.announcement(key), ingestion.announcement(gzipless)])).toHaveLength(2);
    }
    expect(await ingestion.receipt(key)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('broken gzip'),
    });
    expect(await ingestion.receipt(gzipless)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('broken at byte'),
    });
    expect(await ingestion.rowsOf('BeforeBreak')).toHaveLength(2);
  });

  it('tries an archived file no second time, and takes it up when it is restored', async () => {
    const key = await put(ssmRecords(1, { eventName: 'Restored' }));
    const other = await put(ssmRecords(1, { eventName: 'BesideArchived' }));
    const message = ingestion.announcement(key, other);
    const isArchived = ({ input }: SentRequest) => input['Key'] === key;
    const faults = injectFaults(ingestion.bucket.s3, (request) =>
      isArchived(request) ? s3Error('InvalidObjectState', 403) : undefined,
    );
    expect(await ingestion.receive([message])).toEqual([]);
    faults.stop();
    expect(await ingestion.receipt(key)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('archived'),
    });
    expect(await troubled()).toContain(key);
    expect(await ingestion.rowsOf('BesideArchived')).toHaveLength(1);
    expect(ingestion.log.filter((line) => line.includes('log file archived'))).toHaveLength(1);
    expect(await ingestion.receive([message])).toEqual([]);
    expect(await ingestion.rowsOf('Restored')).toHaveLength(1);
    expect(await troubled()).not.toContain(key);
  });

  it('never replaces a receipt that is done by one that failed', async () => {
    const key = await put(ssmRecords(1, { eventName: 'StaysDone' }));
    await ingestion.receive([ingestion.announcement(key)]);
    await withS3Faults([s3Error('AccessDenied', 403)], () => ingestion.receive([ingestion.announcement(key)]));
    expect(await ingestion.receipt(key)).toMatchObject({ state: 'done' });
    expect(await troubled()).not.toContain(key);
  });

  it('brings the list of trouble up to date where a process ended before it could', async () => {
    const key = logKey();
    await ingestion.receive([ingestion.announcement(key)]);
    await ingestion.bucket.put(key, logFile(ssmRecords(1)));
    const isList = ({ input }: SentRequest) => JSON.stringify(input['Item'] ?? '').includes('#trouble');
    const faults = injectFaults(ingestion.dynamodb.client, (request) =>
      isList(request) ? dynamoDbError('AccessDeniedException') : undefined,
    );
    await ingestion.receive([ingestion.announcement(key)]);
    faults.stop();
    expect(await troubled()).toContain(key);
    expect(await ingestion.receive([ingestion.announcement(key)])).toEqual([]);
    expect(await troubled()).not.toContain(key);
  });
});

/** Delivers a file to an invocation that has so much time left when so many of its rows were put. */
async function receiveUntil(rows: number, key: string, leftMs: number): Promise<void> {
  let puts = 0;
  const faults = injectFaults(ingestion.dynamodb.client, ({ command, input }) => {
    if (command === 'PutItemCommand' && input['TableName'] === 'Events') puts += 1;
    return undefined;
  });
  await ingestion.receive([ingestion.announcement(key)], () => (puts > rows ? leftMs : 300_000));
  faults.stop();
}

async function withS3Faults<Result>(errors: Error[], work: () => Promise<Result>): Promise<Result> {
  const faults = injectFaults(ingestion.bucket.s3, () => errors.shift());
  try {
    return await work();
  } finally {
    faults.stop();
  }
}

async function troubled(): Promise<readonly string[]> {
  const { receipts } = await new DynamoDbReceiptReader(ingestion.dynamodb).trouble({ since: undefined });
  return receipts.map(({ logFile: path }) => path.replace(`s3://${ingestion.bucket.name}/`, ''));
}

function eventTimeIdOf(input: SentRequest['input']): string | undefined {
  const item = input['Item'] as { eventTimeId?: { S?: string } } | undefined;
  return item?.eventTimeId?.S;
}

function keysOfBatch({ input }: SentRequest): readonly string[] {
  const { Terms = [] } = input['RequestItems'] as { Terms?: { PutRequest: { Item: Record<string, object> } }[] };
  return Terms.map(({ PutRequest: { Item } }) => JSON.stringify([Item['term'], Item['eventTimeIdName']]));
}

async function put(records: readonly JsonObject[]): Promise<string> {
  const key = logKey();
  await ingestion.bucket.put(key, logFile(records));
  return key;
}
