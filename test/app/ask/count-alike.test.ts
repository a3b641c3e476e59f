import { alikeEvents, type SeenEvents } from '../../../lib/app/ask/count-alike';
import { INDEX_EVERYTHING } from '../../../lib/app/index/index-record';
import { indexRecords } from '../../../lib/app/index/index-records';
import { EventWriter } from '../../../lib/app/ingest/store-events';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { EventFieldName } from '../../../lib/contract/event-fields';
import { parseWhere } from '../../../lib/core/match/where';
import type { EventQuery } from '../../../lib/core/query/event-query';
import { planned } from '../../../lib/core/query/planned-query';
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

async function seen(
  asked: Partial<EventQuery>,
  fields: readonly EventFieldName[] = ['eventName'],
  isHourly = false,
  { ports } = store,
): Promise<readonly SeenEvents[] | undefined> {
  const { reader, alike } = ports.reading();
  const found = await alikeEvents({ reader, ...(alike && { alike }), now: () => NOW }, planned(asked), {
    fields,
    isHourly,
  });
  if (!found) return undefined;
  const all: SeenEvents[] = [];
  for await (const each of found) all.push(each);
  return all;
}

it('counts events that are alike together, with the first and last time', async () => {
  const [first, last] = [`2026-03-02T${HOURS[0]}Z`, `2026-03-02T${HOURS[2]}Z`];
  expect(await seen({ eventNames: ['GetParameter'] })).toMatchObject([
    { event: { eventName: 'GetParameter' }, seen: { times: 3, first, last } },
  ]);
});

it('keeps hours apart', async () => {
  const counted = await seen({ eventNames: ['GetParameter'] }, [], true);
  expect(counted?.map(({ seen: { times } }) => times).sort()).toEqual([1, 2]);
});

it('looks at an event by itself whose row has no room for all that it touched', async () => {
  const counted = await seen({ eventNames: ['SendCommand'] }, ['resources']);
  expect(counted).toMatchObject([{ seen: { times: 1 } }]);
  expect(counted?.[0]?.event.resources?.length).toBeGreaterThanOrEqual(130);
});

it('tests what is counted', async () => {
  expect(await seen({ not: { eventNames: ['GetParameter', 'SendCommand'] } })).toHaveLength(1);
  expect(await seen({ accounts: ['999999999999'] })).toEqual([]);
  expect(await seen({ guard: true, related: true })).toHaveLength(3);
});

it.each<[string, Partial<EventQuery>, readonly EventFieldName[]]>([
  ['a test on the record', { where: [parseWhere('a=b')] }, ['eventName']],
  ['a limit', { limit: 3 }, ['eventName']],
  ['a field that each event has for itself', {}, ['eventID']],
  ['a resource', { resources: ['/app/db'] }, ['eventName']],
])('leaves to reading what it cannot count: %s', async (_, asked, fields) => {
  expect(await seen(asked, fields)).toBeUndefined();
});

it('leaves everything to reading where the store counts nothing that it does not read', async () => {
  const other = await inDynamoDb();
  expect(await seen({}, ['eventName'], false, other)).toBeUndefined();
  await other.close();
});
