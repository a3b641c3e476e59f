import { DynamoDbEventReader } from '../../../lib/adapters/dynamodb/dynamodb-event-reader';
import { ReadMeter } from '../../../lib/adapters/dynamodb/read-meter';
import { eventByKey } from '../../../lib/app/ask/event-by-key';
import { ingestLogFile } from '../../../lib/app/ingest/ingest-log-file';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { PageRequest } from '../../../lib/app/ports/event-reader';
import { dynamoDbError, injectFaults } from '../../embedded/faults';
import { Ingestion } from '../../functions/ingestion';
import { logFile, logKey, ssmRecord } from '../../log-records';

const PARTITION = { table: 'events', value: 'Read' } as const;
const TIMES = ['2024-03-01T10:00:00Z', '2024-03-01T10:00:01Z', '2024-03-01T10:00:02Z'];

let ingestion: Ingestion;
let meter: ReadMeter;
let reader: DynamoDbEventReader;

beforeAll(async () => {
  ingestion = await Ingestion.start();
  const key = logKey();
  const records = TIMES.map((eventTime, index) => ssmRecord({ eventName: 'Read', eventTime, eventID: `id-${index}` }));
  await ingestion.bucket.put(key, logFile(records));
  const task = { bucket: ingestion.bucket.name, key, origin: 'delivery' } as const;
  await ingestLogFile(ingestion.dependencies(), task, NO_DEADLINE);
});

beforeEach(() => {
  meter = new ReadMeter();
  reader = new DynamoDbEventReader(ingestion.dynamodb, meter);
});

afterAll(() => ingestion.stop());

describe('DynamoDbEventReader', () => {
  it.each([
    ['from a time on, inclusive', { since: TIMES[1] }, ['id-2', 'id-1']],
    ['up to a time, exclusive', { until: TIMES[1] }, ['id-0']],
    ['oldest first', { oldestFirst: true }, ['id-0', 'id-1', 'id-2']],
    ['so many', { limit: 1 }, ['id-2']],
    [
      'by principal',
      { partition: { table: 'byPrincipal', value: 'arn:aws:iam::111122223333:user/alice' } as const },
      ['id-2', 'id-1', 'id-0'],
    ],
    ['by term', { partition: { table: 'terms', value: 'eventID=id-1' } as const }, ['id-1']],
  ])('reads %s', async (_, request, expected) => {
    const { rows } = await reader.page(page(request));
    expect(rows.map((row) => row['eventID'])).toEqual(expected);
  });

  it('goes on where a page ended', async () => {
    const first = await reader.page(page({ limit: 2 }));
    const second = await reader.page(page({ limit: 2, after: first.after }));
    expect(second.rows.map((row) => row['eventID'])).toEqual(['id-0']);
    expect(second.after).toBeUndefined();
  });

  it('brings the record only where it is asked for', async () => {
    const [without] = (await reader.page(page({ limit: 1 }))).rows;
    const [whole] = (await reader.page(page({ limit: 1, withRecord: true }))).rows;
    expect(without).not.toHaveProperty('record');
    expect(whole).toMatchObject({ ...without, record: { eventID: 'id-2' } });
  });

  it('counts rows that have not expired', async () => {
    expect(await reader.count('Read', 2, new Date(TIMES[2] as string))).toEqual({ rows: 3, isWhole: true });
    const [row] = await reader.rows([{ eventName: 'Read', eventTimeId: `${TIMES[0]}#id-0` }]);
    const expiry = new Date(1000 * (row?.expiresAt ?? 0));
    expect(await reader.count('Read', 2, expiry)).toEqual({ rows: 0, isWhole: true });
    expect(await reader.count('Unread', 2, expiry)).toEqual({ rows: 0, isWhole: true });
  });

  it('fetches rows by key, and nothing for a key that has none', async () => {
    const keys = TIMES.map((time, index) => ({ eventName: 'Read', eventTimeId: `${time}#id-${index}` }));
    expect(await reader.rows([...keys, { eventName: 'Read', eventTimeId: 'none#x' }])).toHaveLength(3);
    expect(meter.costs().rowsByKey).toBe(3);
    expect(await reader.rows([])).toEqual([]);
  });

  it('fetches more keys than one request takes', async () => {
    const keys = Array.from({ length: 250 }, (_, index) => ({
      eventName: 'Read',
      eventTimeId: `${TIMES[0]}#id-${index}`,
    }));
    expect(await reader.rows(keys)).toHaveLength(1);
  });

  it('lists the catalogue by prefix', async () => {
    expect(await reader.catalogue('')).toEqual(['Read']);
    expect(await reader.catalogue('Other')).toEqual([]);
  });

  it('says what a question cost, key by key', async () => {
    await reader.page(page({ limit: 2 }));
    expect(meter.costs().queries).toMatchObject([
      { table: 'Events', keyCondition: 'eventName = "Read" AND eventTimeId BETWEEN "0" AND "~"', pages: 1, items: 2 },
    ]);
  });

  it('waits out throttling', async () => {
    const errors = [dynamoDbError('ThrottlingException')];
    const faults = injectFaults(ingestion.dynamodb.client, () => errors.shift());
    expect((await reader.page(page({}))).rows).toHaveLength(3);
    faults.stop();
  });
});

describe('eventByKey', () => {
  it('gives the event with its record, or nothing', async () => {
    const found = await eventByKey(reader, { eventName: 'Read', eventTimeId: `${TIMES[0]}#id-0` });
    expect(found).toMatchObject({ event: { eventID: 'id-0' }, record: { eventID: 'id-0' }, maskedPaths: [] });
    expect(await eventByKey(reader, { eventName: 'Read', eventTimeId: 'none#x' })).toBeUndefined();
  });
});

function page(overrides: Partial<PageRequest>): PageRequest {
  return {
    partition: PARTITION,
    since: undefined,
    until: undefined,
    oldestFirst: false,
    limit: undefined,
    withRecord: false,
    after: undefined,
    ...overrides,
  };
}
