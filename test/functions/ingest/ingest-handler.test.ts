import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DynamoDbReceiptReader } from '../../../lib/adapters/dynamodb/dynamodb-receipt-reader';
import { eventReading } from '../../../lib/adapters/dynamodb/event-reading';
import { findEvents } from '../../../lib/app/ask/find-events';
import { ingestLogFile } from '../../../lib/app/ingest/ingest-log-file';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { EventQuery } from '../../../lib/core/query/event-query';
import { planned } from '../../../lib/core/query/planned-query';
import { textAt } from '../../../lib/core/record/json';
import { INDEX_VERSION } from '../../../lib/core/rows/event-row';
import { injectFaults } from '../../embedded/faults';
import { heartbeatRecord, kmsRecord, logFile, logKey, ssmRecord, ssmRecords } from '../../log-records';
import { Ingestion } from '../ingestion';

let ingestion: Ingestion;

beforeAll(async () => {
  ingestion = await Ingestion.start();
});

afterAll(() => ingestion.stop());

import { KEEP_ALL } from '../../../lib/core/rows/kept-records';

describe('the ingest function, fed from a queue', () => {
  it('reports the one poison message of ten and does the others', async () => {
    const eventName = 'TenMessages';
    const keys = await delivered(9, eventName);
    const bodies = keys.map((key) => ingestion.announcement(key));
    bodies.splice(4, 0, '{"poison": true}');
    expect(await ingestion.receive(bodies)).toEqual(['message-4']);
    expect(await ingestion.rowsOf(eventName)).toHaveLength(9);
  });

  it('writes no new row for a redelivery', async () => {
    const [key = ''] = await delivered(1, 'Redelivered');
    await ingestion.receive([ingestion.announcement(key)]);
    const before = [await ingestion.rowsOf('Redelivered'), await ingestion.receipt(key)];
    ingestion.metrics.length = 0;
    expect(await ingestion.receive([ingestion.announcement(key)])).toEqual([]);
    expect([await ingestion.rowsOf('Redelivered'), await ingestion.receipt(key)]).toEqual(before);
    expect(ingestion.metrics).toContainEqual(['NewEvents', 0]);
    expect(ingestion.metrics).toContainEqual(['KnownEvents', 1]);
  });

  it('writes no second row where a file is read again after its event name was spread', async () => {
    const eventName = 'SpreadLater';
    const [key = ''] = await delivered(1, eventName);
    await ingestion.receive([ingestion.announcement(key)]);
    const before = await ingestion.rowsOf(eventName);
    const usual = ingestion.indexing;
    for (const partitions of [64, 63, 64]) {
      ingestion.indexing = { ...usual, spread: new Map([[eventName, partitions]]) };
      const again = ingestion.instruction(key, { origin: 'repair', force: true });
      expect(await ingestion.receive([again], undefined, 'backfill')).toEqual([]);
      for (let index = 1; index < partitions; index += 1) {
        expect(await ingestion.rowsOf(`${eventName}#${index}`)).toEqual([]);
      }
    }
    ingestion.indexing = usual;
    expect(before).toHaveLength(1);
    expect(await ingestion.rowsOf(eventName)).toEqual(before);
  });

  it("puts the agent's own rows apart, packed, once, and where every key finds them", async () => {
    const usual = ingestion.indexing;
    ingestion.indexing = { ...usual, agentSpread: new Map() };
    const node = 'mi-0123456789abcdef0';
    const key = await put([heartbeatRecord({}, node), ssmRecord({ eventName: 'UpdateInstanceInformation' })]);
    await ingestion.receive([ingestion.announcement(key)]);
    await ingestion.receive([ingestion.instruction(key, { origin: 'repair', force: true })], undefined, 'backfill');
    ingestion.indexing = usual;
    const apart = await ingestion.rowsOf('UpdateInstanceInformation#agent');
    expect(apart).toMatchObject([{ record: expect.any(Uint8Array), marks: { agent: true } }]);
    expect(await ingestion.rowsOf('UpdateInstanceInformation')).toMatchObject([{ record: expect.any(Object) }]);
    const { reader } = eventReading(ingestion.dynamodb);
    const found = async (asked: Partial<EventQuery>) => {
      const events: string[] = [];
      const question = planned({ record: true, ...asked });
      for await (const { event, record } of findEvents({ reader, now: () => new Date('2024-03-02') }, question))
        events.push(`${event.eventName} by ${textAt(record, 'userIdentity', 'type')}`);
      return events;
    };
    const agents = 'UpdateInstanceInformation by AssumedRole';
    const name = { eventNames: ['UpdateInstanceInformation'] };
    expect(await found(name)).toEqual(expect.arrayContaining([agents, 'UpdateInstanceInformation by IAMUser']));
    expect(await found({ ...name, noAgent: true })).toEqual(['UpdateInstanceInformation by IAMUser']);
    expect(await found({ resources: [node] })).toEqual([agents]);
    expect(await found({ principals: [String(apart[0]?.['userIdentityArn'])] })).toEqual([agents]);
  });

  it('costs one look-up and one write of its receipt where a file has no record of ours, past the first of an hour', async () => {
    const other = () => logFile([{ ...ssmRecord(), eventSource: 's3.amazonaws.com', eventName: 'GetObject' }]);
    const dependencies = ingestion.dependencies();
    const requested = async (stamp: string, by = dependencies) => {
      const key = logKey(stamp);
      await ingestion.bucket.put(key, other());
      const faults = injectFaults(ingestion.dynamodb.client, () => undefined);
      await ingestLogFile(by, { bucket: ingestion.bucket.name, key, origin: 'delivery' }, NO_DEADLINE);
      faults.stop();
      return faults.requests.map(({ command, input }) => `${command} ${input['TableName']}`);
    };
    const [find, put] = ['GetItemCommand Deliveries', 'PutItemCommand Deliveries'];
    expect(await requested('20240301T1100Z')).toEqual([find, find, put, put]);
    expect(await requested('20240301T1105Z')).toEqual([find, put]);
    expect(await requested('20240301T1055Z')).toEqual([find, put]);
    expect(await requested('20240301T1200Z')).toEqual([find, find, put, put]);
    const another = ingestion.dependencies();
    expect(await requested('20240301T1205Z', another)).toEqual([find, find, put]);
    expect(await requested('20240301T1210Z', another)).toEqual([find, put]);
    const newest = await new DynamoDbReceiptReader(ingestion.dynamodb).newest();
    expect(newest.map(({ deliveredAt }) => deliveredAt)).toContain('2024-03-01T12:10:00Z');
  });

  it('writes nothing of what the configuration leaves out, and counts it', async () => {
    const usual = ingestion.indexing;
    ingestion.indexing = { ...usual, kept: { ...KEEP_ALL, excludedEvents: new Set(['LeftOut']) } };
    const key = await put([ssmRecord({ eventName: 'LeftOut' }), ssmRecord({ eventName: 'LeftIn' })]);
    await ingestion.receive([ingestion.announcement(key)]);
    ingestion.indexing = usual;
    expect(await ingestion.rowsOf('LeftOut')).toEqual([]);
    expect(await ingestion.rowsOf('LeftIn')).toHaveLength(1);
    expect(await ingestion.receipt(key)).toMatchObject({ ssmRecords: 2, newEvents: 1, leftOut: 1, expired: 0 });
    expect(ingestion.metrics).toContainEqual(['LeftOut', 1]);
  });

  it('knows a record that comes in a second log file', async () => {
    const record = ssmRecord({ eventName: 'TwoFiles' });
    const keys = [await put([record]), await put([record])];
    for (const key of keys) await ingestion.receive([ingestion.announcement(key)]);
    expect(await ingestion.rowsOf('TwoFiles')).toHaveLength(1);
    expect(await ingestion.receipt(keys[1] ?? '')).toMatchObject({ newEvents: 0, knownEvents: 1 });
  });

  it('fails a message of which one key fails, and does the other keys of it', async () => {
    const [first = '', last = ''] = await delivered(2, 'SeveralKeys');
    const message = ingestion.announcement(first, 'AWSLogs/none.json.gz', last);
    expect(await ingestion.receive([message])).toEqual(['message-0']);
    expect(await ingestion.rowsOf('SeveralKeys')).toHaveLength(2);
    await ingestion.bucket.put('AWSLogs/none.json.gz', logFile(ssmRecords(1, { eventName: 'SeveralKeys' })));
    expect(await ingestion.receive([message])).toEqual([]);
    expect(await ingestion.rowsOf('SeveralKeys')).toHaveLength(3);
  });

  it('does two messages about the same file at once without a doubled row', async () => {
    const key = await put(ssmRecords(30, { eventName: 'AtOnce' }));
    expect(await ingestion.receive(Array(5).fill(ingestion.announcement(key)))).toEqual([]);
    expect(await ingestion.rowsOf('AtOnce')).toHaveLength(30);
  });

  it('refuses a foreign bucket, and keeps no receipt that would stand as trouble of ours', async () => {
    const message = JSON.stringify({ s3Bucket: 'stranger', s3ObjectKey: [logKey()] });
    expect(await ingestion.receive([message])).toEqual(['message-0']);
    const { receipts } = await new DynamoDbReceiptReader(ingestion.dynamodb).trouble({ since: undefined });
    expect(receipts.filter((receipt) => receipt.logFile.includes('stranger'))).toEqual([]);
  });

  it('keeps a second, different record under one ID as a conflict', async () => {
    const record = { eventName: 'SameId', eventID: 'one-id' };
    const key = await put([ssmRecord(record), ssmRecord({ ...record, userAgent: 'forged' })]);
    await ingestion.receive([ingestion.announcement(key)]);
    await ingestion.receive([ingestion.announcement(await put([ssmRecord({ ...record, userAgent: 'third' })]))]);
    const rows = await ingestion.rowsOf('SameId');
    expect(rows.map(({ marks }) => marks)).toEqual([undefined, { conflict: true }, { conflict: true }]);
    expect(await ingestion.receipt(key)).toMatchObject({ newEvents: 1, conflicts: 1 });
  });

  it('keeps records without a name or a time in quarantine, with the reason', async () => {
    const nameless = ssmRecord({ eventName: '', eventID: 'nameless' });
    const key = await put([nameless, ssmRecord({ eventTime: 'yesterday', eventID: 'timeless' })]);
    expect(await ingestion.receive([ingestion.announcement(key)])).toEqual([]);
    const reasons = (await ingestion.rowsOf('_quarantine')).map(({ quarantineReason }) => quarantineReason);
    expect(reasons.sort()).toEqual(['no eventName', 'unreadable eventTime']);
    expect(await ingestion.receipt(key)).toMatchObject({ state: 'done', quarantined: 2, newEvents: 0 });
  });

  it('takes the word of the backfill queue for history, and of no other', async () => {
    const { now } = ingestion;
    const [history = '', claimed = ''] = await delivered(2, 'Instructed');
    ingestion.now = new Date('2024-03-03T10:06:00Z');
    await ingestion.receive([ingestion.instruction(history, { origin: 'backfill' })], undefined, 'backfill');
    await ingestion.receive([ingestion.instruction(claimed, { origin: 'backfill', force: true })]);
    expect(await ingestion.receipt(history)).toMatchObject({ origin: 'backfill' });
    expect(await ingestion.receipt(claimed)).toMatchObject({ origin: 'delivery' });
    const origins = (await ingestion.rowsOf('Instructed')).map(({ origin }) => origin);
    expect(origins.sort()).toEqual(['backfill', 'delivery']);
    ingestion.now = now;
  });

  it('reads a settled file again where that is forced', async () => {
    const [key = ''] = await delivered(1, 'Forced');
    await ingestion.receive([ingestion.announcement(key)]);
    await ingestion.receive([ingestion.instruction(key, { origin: 'repair' })], undefined, 'backfill');
    expect(await ingestion.receipt(key)).toMatchObject({ origin: 'delivery', newEvents: 1 });
    await ingestion.receive([ingestion.instruction(key, { origin: 'repair', force: true })], undefined, 'backfill');
    expect(await ingestion.receipt(key)).toMatchObject({ origin: 'repair', newEvents: 0, knownEvents: 1 });
    expect(await ingestion.rowsOf('Forced')).toHaveLength(1);
  });

  it('flags a file that was replaced, and lists one that was replaced by a broken one as failed', async () => {
    const [key = '', broken = ''] = await delivered(2, 'Replaced');
    await ingestion.receive([ingestion.announcement(key, broken)]);
    const former = await ingestion.receipt(key);
    await ingestion.bucket.put(key, logFile(ssmRecords(1, { eventName: 'Replaced' })));
    await ingestion.bucket.put(broken, logFile(ssmRecords(9)).subarray(0, 50));
    expect(await ingestion.receive([ingestion.announcement(key), ingestion.announcement(broken)])).toEqual([
      'message-1',
    ]);
    const changed = { state: 'done', changed: true, newEvents: 1, formerContentSha256: former?.['contentSha256'] };
    expect(await ingestion.receipt(key)).toMatchObject(changed);
    expect(await ingestion.receipt(broken)).toMatchObject({ state: 'failed', changed: true });
    const trouble = await new DynamoDbReceiptReader(ingestion.dynamodb).trouble({ since: undefined });
    const listed = trouble.receipts.map(({ logFile: name }) => name.slice(name.indexOf('AWSLogs')));
    expect(listed).toEqual(expect.arrayContaining([key, broken]));
  });

  it('does not flag the same content under a new entity tag', async () => {
    const text = JSON.stringify({ Records: [ssmRecord({ eventName: 'Repacked' })] });
    const key = logKey();
    for (const level of [1, 9]) {
      await ingestion.bucket.put(
        key,
        Buffer.concat([gzipSync(text.slice(0, 40), { level }), gzipSync(text.slice(40))]),
      );
      await ingestion.receive([ingestion.announcement(key)]);
    }
    const receipt = await ingestion.receipt(key);
    expect(receipt).toMatchObject({ state: 'done', knownEvents: 1, contentSha256: sha256(text) });
    expect(receipt).not.toHaveProperty('changed');
  });

  it('counts elements that are no records, and says in its log where', async () => {
    const key = logKey();
    const records = [ssmRecord({ eventName: 'BesideMalformed' }), 'text', null, [ssmRecord()]];
    await ingestion.bucket.put(key, gzipSync(JSON.stringify({ Records: records })));
    ingestion.log.length = 0;
    expect(await ingestion.receive([ingestion.announcement(key)])).toEqual([]);
    const counts = { records: 4, ssmRecords: 1, malformedRecords: 3, firstMalformedRecord: 1 };
    expect(await ingestion.receipt(key)).toMatchObject(counts);
    expect(ingestion.log.map((line) => JSON.parse(line))).toMatchObject([
      { malformedRecords: 3, firstMalformedRecord: 1 },
    ]);
    expect(ingestion.metrics).toContainEqual(['MalformedRecords', 3]);
  });

  it('counts calls that name no event source, and says in its log where', async () => {
    const { eventSource: _, ...sourceless } = ssmRecord();
    const key = await put([ssmRecord(), sourceless], '20240501T0005Z');
    ingestion.log.length = 0;
    expect(await ingestion.receive([ingestion.announcement(key)])).toEqual([]);
    expect(ingestion.log.map((line) => JSON.parse(line))).toMatchObject([
      { sourcelessRecords: 1, firstSourcelessRecord: 1 },
    ]);
    expect(ingestion.metrics).toContainEqual(['SourcelessRecords', 1]);
  });

  it('counts what has expired on arrival, and writes it not', async () => {
    const key = await put([ssmRecord({ eventName: 'Expired', eventTime: '2020-01-01T00:00:00Z' })], '20200101T0005Z');
    expect(await ingestion.receive([ingestion.announcement(key)])).toEqual([]);
    expect(await ingestion.rowsOf('Expired')).toEqual([]);
    expect(await ingestion.receipt(key)).toMatchObject({ state: 'done', ssmRecords: 1, expired: 1, newEvents: 0 });
  });

  it('counts related records apart: the fates add up to the Systems Manager records', async () => {
    const key = await put([
      kmsRecord(),
      kmsRecord({ eventTime: '2020-01-01T00:00:00Z' }),
      ssmRecord(),
      kmsRecord({ eventName: '' }),
    ]);
    await ingestion.receive([ingestion.announcement(key)]);
    expect(await ingestion.receipt(key)).toMatchObject({
      records: 4,
      ssmRecords: 1,
      relatedRecords: 3,
      newEvents: 1,
      knownEvents: 0,
      quarantined: 0,
      expired: 0,
    });
  });

  it('writes a receipt that says what was read', async () => {
    const times = ['2024-03-01T09:59:00Z', '2024-03-01T10:01:00Z', '2024-03-01T10:00:00Z'];
    const content = logFile(times.map((eventTime) => ssmRecord({ eventTime })));
    const key = logKey();
    await ingestion.bucket.put(key, content);
    await ingestion.receive([ingestion.announcement(key)]);
    const receipt = await ingestion.receipt(key);
    expect(receipt).toMatchObject({
      state: 'done',
      logFile: `s3://${ingestion.bucket.name}/${key}`,
      origin: 'delivery',
      contentSha256: sha256(gunzipSync(content)),
      bytes: gunzipSync(content).length,
      storedBytes: content.length,
      indexVersion: INDEX_VERSION,
      finishedAt: '2024-03-01T10:06:00.000Z',
      eTag: expect.stringMatching(/^"/),
      accountId: '111122223333',
      region: 'us-east-2',
      deliveredAt: '2024-03-01T10:05:00Z',
      firstEventTime: '2024-03-01T09:59:00Z',
      lastEventTime: '2024-03-01T10:01:00Z',
    });
    expect(receipt).not.toHaveProperty('nextRecord');
  });

  it('says in its log and its metrics nothing that a record holds', async () => {
    const secret = 'very-secret-value';
    const record = ssmRecord({ requestParameters: { name: secret, value: secret }, userAgent: secret });
    const broken = logKey();
    await ingestion.bucket.put(broken, Buffer.from(`{"Records":[${JSON.stringify(record)},${secret}`));
    ingestion.log.length = 0;
    await ingestion.receive([
      ingestion.announcement(await put([record])),
      ingestion.announcement(broken),
      `{"${'x'.repeat(20)}":1,"token":"${secret}"}`,
    ]);
    expect(ingestion.log).toHaveLength(3);
    expect(ingestion.log.join('\n')).not.toContain(secret);
  });
});

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

async function delivered(count: number, eventName: string): Promise<readonly string[]> {
  return Promise.all(Array.from({ length: count }, () => put([ssmRecord({ eventName })])));
}

async function put(records: Parameters<typeof logFile>[0], stamp?: string): Promise<string> {
  const key = logKey(stamp);
  await ingestion.bucket.put(key, logFile(records));
  return key;
}
