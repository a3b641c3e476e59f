import { countEvents } from '../../../lib/app/ask/count-alike';
import { INDEX_EVERYTHING } from '../../../lib/app/index/index-record';
import { indexRecords } from '../../../lib/app/index/index-records';
import { EventWriter } from '../../../lib/app/ingest/store-events';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { EventFieldName } from '../../../lib/contract/event-fields';
import { parseWhere } from '../../../lib/core/match/where';
import type { EventQuery } from '../../../lib/core/query/event-query';
import { planned } from '../../../lib/core/query/planned-query';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import type { Seen } from '../../../lib/core/summary/tally';
import { inDynamoDb, inSqlite, type NewStore } from '../../adapters/stores';
import { ssmRecord } from '../../log-records';

const NOW = new Date('2026-03-03T00:00:00Z');
const HOURS = ['10:00:00', '10:59:59', '11:00:00'];

let store: NewStore;

beforeAll(async () => {
  store = inSqlite();
  const nodes = Array.from({ length: 130 }, (_, index) => `i-${index.toString(16).padStart(17, '0')}`);
  const records = [
    ...HOURS.map((time, index) =>
      ssmRecord({ eventID: `e-${index}`, eventTime: `2026-03-02T${time}Z`, eventName: 'GetParameter' }),
    ),
    ssmRecord({ eventID: 'of-another-name', eventTime: '2026-03-02T12:00:00Z', eventName: 'PutParameter' }),
    ssmRecord({ eventID: 'to-many', eventName: 'SendCommand', requestParameters: { instanceIds: nodes } }),
  ];
  const chunks = (async function* () {
    yield Buffer.from(JSON.stringify({ Records: records }));
  })();
  const file = { logFile: 's3://logs/a.json.gz', origin: 'delivery' as const, deliveredAt: undefined, now: NOW };
  const writer = new EventWriter(store.events);
  for await (const batch of indexRecords({ ...file, chunks }, INDEX_EVERYTHING).batches) {
    const indexed = batch.flatMap(({ outcome }) => (typeof outcome === 'object' ? [outcome] : []));
    await writer.write(indexed, NO_DEADLINE);
  }
});

afterAll(() => store.close());

/** What was counted: by the fields, and by the hour. */
interface Counted {
  readonly found: readonly { readonly event: StoredEvent; readonly seen: Seen }[];
  readonly hours: readonly Seen[];
}

async function counted(
  asked: Partial<EventQuery>,
  fields: readonly EventFieldName[] = ['eventName'],
  { ports } = store,
): Promise<Counted> {
  const { reader, alike } = ports.reading();
  const [found, hours]: [{ event: StoredEvent; seen: Seen }[], Seen[]] = [[], []];
  const list = { fields, add: (event: StoredEvent, seen: Seen) => void found.push({ event, seen }) };
  const counters = { lists: [list], addTime: (seen: Seen) => void hours.push(seen) };
  await countEvents({ reader, ...(alike && { alike }), now: () => NOW }, planned(asked), counters);
  return { found, hours };
}

async function seen(asked: Partial<EventQuery>, fields?: readonly EventFieldName[], from = store) {
  return (await counted(asked, fields, from)).found;
}

it('counts events that are alike together, with the first and last time', async () => {
  const [first, last] = [`2026-03-02T${HOURS[0]}Z`, `2026-03-02T${HOURS[2]}Z`];
  expect(await seen({ eventNames: ['GetParameter'] })).toMatchObject([
    { event: { eventName: 'GetParameter' }, seen: { times: 3, first, last } },
  ]);
});

it('keeps hours apart', async () => {
  const { hours } = await counted({ eventNames: ['GetParameter'] });
  expect(hours).toEqual([
    { times: 2, first: '2026-03-02T10:00:00Z' },
    { times: 1, first: '2026-03-02T11:00:00Z' },
  ]);
});

it('looks at an event by itself whose row has no room for all that it touched', async () => {
  const found = await seen({ eventNames: ['SendCommand'] }, ['resources']);
  expect(found).toMatchObject([{ seen: { times: 1 } }]);
  expect(found[0]?.event.resources?.length).toBeGreaterThanOrEqual(130);
});

it('tests what is counted', async () => {
  expect(await seen({ not: { eventNames: ['GetParameter', 'SendCommand'] } })).toHaveLength(1);
  expect(await seen({ accounts: ['999999999999'] })).toEqual([]);
  expect(await seen({ guard: true, related: true })).toHaveLength(3);
});

it.each<[string, Partial<EventQuery>, readonly EventFieldName[], number]>([
  ['a test on the record', { where: [parseWhere('eventSource=ssm.amazonaws.com')] }, ['eventName'], 5],
  ['a limit', { limit: 3 }, ['eventName'], 3],
  ['a field that each event has for itself', {}, ['eventID'], 5],
  ['a resource', { resources: ['/app/db'] }, ['eventName'], 0],
])('looks at each event where they share too little: %s', async (_, asked, fields, times) => {
  const found = await seen(asked, fields);
  expect(found.map((each) => each.seen.times)).toEqual(Array.from({ length: times }, () => 1));
});

it('counts by the file that events are of, which no kind has', async () => {
  expect(await seen({ eventNames: ['GetParameter'] }, ['logFile', 'eventName'])).toMatchObject([
    { event: { eventName: 'GetParameter', logFile: 's3://logs/a.json.gz' }, seen: { times: 3 } },
  ]);
});

it('looks at each event where the store counts nothing that it does not read', async () => {
  const other = await inDynamoDb();
  expect(await seen({}, ['eventName'], other)).toEqual([]);
  await other.close();
});
