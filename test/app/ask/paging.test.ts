import { DynamoDbEventReader } from '../../../lib/adapters/dynamodb/dynamodb-event-reader';
import { DynamoDbEventStore } from '../../../lib/adapters/dynamodb/dynamodb-event-store';
import { ReadMeter } from '../../../lib/adapters/dynamodb/read-meter';
import { WriteMeter } from '../../../lib/adapters/dynamodb/write-meter';
import { findEvents } from '../../../lib/app/ask/find-events';
import type { IndexedRecord } from '../../../lib/app/index/index-record';
import { EventWriter } from '../../../lib/app/ingest/store-events';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { Page, PageRequest } from '../../../lib/app/ports/event-reader';
import type { AuditEvent } from '../../../lib/core/event/audit-event';
import type { EventQuery } from '../../../lib/core/query/event-query';
import type { Partition } from '../../../lib/core/query/partition';
import { planned } from '../../../lib/core/query/planned-query';
import { cataloguedPartitions } from '../../../lib/core/query/query-plan';
import { eventKey } from '../../../lib/core/rows/event-keys';
import { type EventRow, eventRow } from '../../../lib/core/rows/event-row';
import { termKey, termRows } from '../../../lib/core/rows/term-row';
import { ALICE, auditEvent, NODE, rowContext } from '../../core/rows/events';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../embedded/embedded-dynamodb';

const NAME = 'UpdateInstanceInformation';
/** A large fleet's heartbeats, as a configuration spreads them. */
const SPREAD = new Map([[NAME, 4]]);
const SECOND = '2024-05-01T12:00:00Z';
const BEFORE = '2024-05-01T11:59:59Z';
const AFTER = '2024-05-01T12:00:01Z';
/** Events in the one second, and in each of those beside it. */
const CROWD = 400;
const FEW = 20;
/** Answers shorter than a partition's share of the crowd, and longer. */
const LIMITS = [1, 7, 90, 250];
/** The most rows of a page, as a store may have its own. No divisor of any count here, so that the last page is a short one. */
const PAGE_LIMIT = 97;

class ShortPages extends DynamoDbEventReader {
  override page(request: PageRequest): Promise<Page> {
    return super.page({ ...request, limit: Math.min(request.limit ?? PAGE_LIMIT, PAGE_LIMIT) });
  }
}

/** What the events can be found by, each by partitions of another table or index. */
const QUESTIONS: readonly (readonly [by: string, asked: Partial<EventQuery>])[] = [
  ['an event name that is spread', { eventNames: [NAME] }],
  ['the principal', { principals: [ALICE] }],
  ['the resource', { resources: [NODE] }],
];

let dynamodb: EmbeddedDynamoDb;
let reader: DynamoDbEventReader;
/** The keys of all events, in the order of time and ID. */
let all: readonly string[];

beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
  reader = new ShortPages(dynamodb, new ReadMeter());
  const events = [...crowd(BEFORE, FEW), ...crowd(SECOND, CROWD), ...crowd(AFTER, FEW)];
  const writer = new EventWriter(new DynamoDbEventStore(dynamodb, new WriteMeter()));
  await writer.write(events.map(indexed), NO_DEADLINE);
  all = events.map(({ eventTime, eventID }) => `${eventTime}#${eventID}`).sort();
});

afterAll(() => dynamodb.close());

describe.each(QUESTIONS)('asked by %s', (_, asked) => {
  it('gives the whole by windows that touch, the crowded second in one of them', async () => {
    const borders = [undefined, BEFORE, SECOND, AFTER, undefined];
    const found: (readonly string[])[] = [];
    for (const [index, until] of borders.slice(1).entries()) {
      found.push(await keys(asked, { since: borders[index], until, oldestFirst: true }));
    }
    expect(found.map(({ length }) => length)).toEqual([0, FEW, CROWD, FEW]);
    expect(found.flat()).toEqual(all);
  });

  it('gives the whole backwards', async () => {
    expect(await keys(asked, { oldestFirst: false })).toEqual(all.toReversed());
  });

  it.each(LIMITS)('gives the first %i and no others, from either end', async (limit) => {
    expect(await keys(asked, { limit, oldestFirst: true })).toEqual(all.slice(0, limit));
    expect(await keys(asked, { limit, oldestFirst: false })).toEqual(all.toReversed().slice(0, limit));
  });

  it('reads each row once, page by page', async () => {
    const read = (await partitions(asked)).map((partition) => paged(partition));
    expect((await Promise.all(read)).flat().sort()).toEqual(all);
  });
});

it('spreads the crowd over all partitions of its name, so that merging is what is tested', async () => {
  const spread = (await partitions({ eventNames: [NAME] })).map((partition) => paged(partition));
  const sizes = (await Promise.all(spread)).map(({ length }) => length);
  expect(sizes).toHaveLength(4);
  for (const size of sizes) expect(size).toBeGreaterThan(CROWD / 8);
});

function crowd(eventTime: string, count: number): readonly AuditEvent[] {
  return Array.from({ length: count }, (_, index) => auditEvent({ eventName: NAME, eventTime, eventID: uuid(index) }));
}

/** IDs in no order of their making, as UUIDs are. */
function uuid(index: number): string {
  const digits = ((index * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, '0');
  return `${digits}-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
}

/** An event with one term alone, to keep the writing short. */
function indexed(event: AuditEvent): IndexedRecord {
  const context = rowContext({ recordSha256: event.eventID });
  const row = eventRow(event, eventKey(event, SPREAD), { eventID: event.eventID }, context, 0);
  const key = termKey('resource', NODE);
  const rows = (stored: EventRow) => termRows(stored, [{ key, resources: event.resources }], event.resources);
  return { row, termKeys: [key], termRows: rows, isBeside: false, record: {}, context, time: event.eventTime };
}

async function keys(asked: Partial<EventQuery>, more: Partial<EventQuery>): Promise<readonly string[]> {
  const found: string[] = [];
  const question = planned({ ...asked, ...more });
  for await (const { event } of findEvents({ reader, now: () => new Date(SECOND) }, question)) {
    found.push(`${event.eventTime}#${event.eventID}`);
  }
  return found;
}

async function partitions(asked: Partial<EventQuery>): Promise<readonly Partition[]> {
  const { plan } = planned(asked);
  return 'partitions' in plan ? plan.partitions : cataloguedPartitions(plan.names, await reader.catalogue(''));
}

/** The sort keys of a partition, in short pages from its newest end. */
async function paged(partition: Partition): Promise<readonly string[]> {
  const window = { since: undefined, until: undefined, oldestFirst: false };
  const found: string[] = [];
  let after: unknown;
  do {
    const page = await reader.page({ partition, ...window, limit: PAGE_LIMIT, withRecord: false, after });
    expect(page.rows.length).toBeLessThanOrEqual(PAGE_LIMIT);
    found.push(...page.rows.map(({ eventTimeId }) => eventTimeId));
    after = page.after;
  } while (after !== undefined);
  return found;
}
