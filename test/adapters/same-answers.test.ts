import { type FoundEvent, findEvents } from '../../lib/app/ask/find-events';
import { groupEvents, summariseEvents } from '../../lib/app/ask/summarise-events';
import { withEvidence } from '../../lib/app/ask/with-evidence';
import { INDEX_EVERYTHING } from '../../lib/app/index/index-record';
import { indexRecords } from '../../lib/app/index/index-records';
import { EventWriter } from '../../lib/app/ingest/store-events';
import { NO_DEADLINE } from '../../lib/app/ports/deadline';
import { tellStory } from '../../lib/app/story/tell-story';
import { readAlertConfiguration } from '../../lib/core/alerts/configuration/alert-configuration';
import { containsText } from '../../lib/core/match/contains';
import { parseWhere } from '../../lib/core/match/where';
import type { EventQuery } from '../../lib/core/query/event-query';
import { planned } from '../../lib/core/query/planned-query';
import type { JsonObject } from '../../lib/core/record/json';
import type { StoredEvent } from '../../lib/core/rows/stored-event';
import type { AnchorKind } from '../../lib/core/story/story';
import { GROUP_FIELDS, type GroupField } from '../../lib/core/summary/event-groups';
import { generatedCorpus } from '../../samples/generated-corpus';
import { SeededRandom } from '../../samples/seeded-random';
import { ssmRecord } from '../log-records';
import { inDynamoDb, inSqlite, type NewStore } from './stores';

const QUESTIONS = 200;
const COUNTED = 20;

/** Every so manieth event is one whose story is told, of few rows: some are cut. */
const STORY_STEP = 25;
const STORY_ROWS = 20;
const NOW = new Date('2026-03-03T00:00:00Z');
const BOB = { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/bob', userName: 'bob' };
const random = new SeededRandom(16);

let stores: readonly [NewStore, NewStore];
let events: readonly StoredEvent[];

beforeAll(async () => {
  stores = [await inDynamoDb(), inSqlite()];
  const bodies = [...generatedDay(), JSON.stringify({ Records: oddRecords() })];
  for (const store of stores) {
    const writer = new EventWriter(store.events);
    for (const [index, body] of bodies.entries()) await ingest(writer, body, `s3://logs/AWSLogs/day-${index}.json.gz`);
  }
  events = (await answer(stores[1], { related: true })).map(({ event }) => event);
});

afterAll(() => Promise.all(stores.map((store) => store.close())));

it(`gives equal answers to ${QUESTIONS} questions, in the same order`, async () => {
  expect(events.length).toBeGreaterThan(100);
  let found = 0;
  for (let asked = 0; asked < QUESTIONS; asked += 1) {
    const question = generatedQuestion();
    const [expected, given] = [await answer(stores[0], question), await answer(stores[1], question)];
    expect({ question, given }).toEqual({ question, given: expected });
    found += given.length;
  }
  expect(found).toBeGreaterThan(QUESTIONS);
});

it(`counts the answers to ${COUNTED} questions as if it read each`, async () => {
  for (let asked = 0; asked < COUNTED; asked += 1) {
    const { limit: _, record: _record, ...question } = generatedQuestion();
    const fields = random.shuffled(GROUP_FIELDS).slice(0, 1 + random.below(3));
    const [expected, given, byRow] = await Promise.all([
      counts(stores[0], question, fields),
      counts(stores[1], question, fields),
      counts(stores[1], question, fields, { reads: true }),
    ]);
    expect({ question, fields, counted: given }).toEqual({ question, fields, counted: byRow });
    expect({ question, fields, counted: given }).toEqual({ question, fields, counted: expected });
  }
});

it('tells equal stories', async () => {
  const judgedBy = { rules: [], correlations: [], configuration: readAlertConfiguration({}), windowMs: 0 };
  const told = async (store: NewStore, kind: AnchorKind, value: string) => {
    const { reader, receipts } = store.ports.reading();
    const answered = await tellStory(
      { reader, receipts, now: () => NOW, judgedBy },
      { kind, value, limit: STORY_ROWS },
    );
    return 'nothingFor' in answered ? 'nothing' : answered;
  };
  for (const { ref, accessKeyId, actor } of events.filter((_, index) => index % STORY_STEP === 0)) {
    const asked: readonly (readonly [AnchorKind, string | undefined])[] = [
      ['event', ref],
      ['accessKey', accessKeyId],
      ['actor', actor],
    ];
    for (const [kind, value] of asked) {
      if (value === undefined) continue;
      const [expected, given] = [await told(stores[0], kind, value), await told(stores[1], kind, value)];
      expect({ kind, value, given }).toEqual({ kind, value, given: expected });
    }
  }
});

async function counts(
  { ports }: NewStore,
  asked: Partial<EventQuery>,
  fields: readonly GroupField[],
  { reads = false } = {},
) {
  const { reader, alike } = ports.reading();
  const deps = { reader, ...(alike && !reads && { alike }), now: () => NOW };
  return [await summariseEvents(deps, planned(asked)), await groupEvents(deps, planned(asked), fields)];
}

function generatedDay(): readonly string[] {
  const options = { seed: 7, files: 4, recordsPerFile: 30, systemsManagerShare: 0.9, from: '2026-03-02T00:00:00Z' };
  return [...generatedCorpus(options)].map(({ body }) => body);
}

/** Several in one second, twice under one ID, with more resources than a row of a term has, and than any row has. */
function oddRecords(): readonly JsonObject[] {
  const at = { eventTime: '2026-03-02T00:01:00Z' };
  const node = (index: number) => `i-${index.toString(16).padStart(17, '0')}`;
  const nodes = (count: number) => Array.from({ length: count }, (_, index) => node(index));
  const sent = (eventID: string, count: number) =>
    ssmRecord({ ...at, eventID, eventName: 'SendCommand', requestParameters: { instanceIds: nodes(count) } });
  return [
    ...['b', 'B', 'a', 'a-b', 'odd id', '9'].map((eventID) => ssmRecord({ ...at, eventID })),
    ...['a', 'b'].map((userAgent) => ssmRecord({ ...at, eventID: 'twice', userAgent })),
    // Of another principal: rows of one principal with one sort key have no order in an index of DynamoDB.
    ssmRecord({ ...at, eventID: 'twice', eventName: 'AnotherName', userIdentity: BOB }),
    ...[2, 9, 30, 130].map((count) => sent(`sent-to-${count}`, count)),
    ssmRecord({ ...at, eventID: 'long', userAgent: 'x'.repeat(900), requestParameters: { name: 'y'.repeat(700) } }),
    ssmRecord({ eventID: 'timeless', eventTime: 'never' }),
    ssmRecord({ ...at, eventID: 'odd', eventName: 'Ödd Name#1', errorCode: 'AccessDenied', errorMessage: '\u0000' }),
    ssmRecord({ ...at, eventID: 'half', requestParameters: { name: '\ud800', deep: { a: [{ b: null }] } } }),
  ];
}

async function ingest(writer: EventWriter, body: string, logFile: string): Promise<void> {
  const chunks = (async function* () {
    yield Buffer.from(body);
  })();
  const source = { origin: 'delivery' as const, deliveredAt: '2026-03-02T00:05:00Z', now: NOW };
  const { batches } = indexRecords({ logFile, chunks, ...source }, INDEX_EVERYTHING);
  for await (const batch of batches) {
    const indexed = batch.flatMap(({ outcome }) => (typeof outcome === 'object' ? [outcome] : []));
    await writer.write(indexed, NO_DEADLINE);
  }
}

/** The events with their evidence, which some rows have at hand and others do not. */
async function answer({ ports }: NewStore, asked: Partial<EventQuery>): Promise<readonly FoundEvent[]> {
  const found: FoundEvent[] = [];
  const deps = { reader: ports.reading().reader, now: () => NOW, withEvidence: true };
  for await (const event of withEvidence(deps.reader, findEvents(deps, planned(asked)))) found.push(event);
  return found;
}

/** What a question may ask about an event. Few ask by no key, because that reads every partition. */
const BY_KEY: readonly ((event: StoredEvent) => Partial<EventQuery>)[] = [
  ({ resources = [] }) => ({ resources: resources.length > 0 ? [random.pick(resources).id] : ['nothing'] }),
  ({ resources = [] }) => ({ resources: resources.slice(0, 2).map(({ id }) => id), changed: random.below(2) === 0 }),
  ({ eventID = '' }) => ({ eventIds: [eventID.slice(0, 8 + random.below(30))] }),
  ({ accessKeyId = 'AKIA' }) => ({ accessKeys: [accessKeyId] }),
  ({ userIdentityArn = '' }) => ({ principals: [userIdentityArn] }),
  ({ actor = 'nobody' }) => ({ actors: [actor, 'somebody'] }),
  ({ roleArn = 'no-role' }) => ({ roles: [roleArn] }),
  ({ sourceIPAddress = '' }) => ({ sourceAddresses: [sourceIPAddress] }),
  ({ eventName = 'None' }) => ({ eventNames: [eventName, random.pick(events).eventName ?? 'None'] }),
  () => ({ denied: true }),
  ({ errorCode = 'any' }) => ({ errors: [errorCode] }),
  () => ({ quarantined: true }),
];

const BESIDE: readonly ((event: StoredEvent) => Partial<EventQuery>)[] = [
  ({ eventTime }) => ({ since: eventTime }),
  ({ eventTime }) => ({ until: eventTime }),
  () => ({ limit: 1 + random.below(20) }),
  () => ({ oldestFirst: true }),
  () => ({ record: true }),
  () => ({ related: true }),
  () => ({ noAgent: true }),
  () => ({ writes: true }),
  ({ awsRegion = '' }) => ({ regions: [awsRegion] }),
  ({ recipientAccountId = '' }) => ({ accounts: [recipientAccountId] }),
  ({ eventSource = '' }) => ({ eventSources: [eventSource] }),
  ({ actor = 'nobody' }) => ({ not: { actors: [actor] } }),
  ({ sourceIPAddress = '' }) => ({ not: { sourceAddresses: [sourceIPAddress], guard: true } }),
  () => ({ where: [parseWhere('requestParameters.*|contains=i-')] }),
  () => ({ guard: true }),
  ({ eventName = 'None' }) => ({ not: { eventNames: [eventName] } }),
  ({ actor = 'nobody', awsRegion = '' }) => ({ not: { actors: [actor], regions: [awsRegion], denied: true } }),
  ({ resources = [] }) => ({ not: { resources: resources.slice(0, 1).map(({ id }) => id) } }),
  ({ sourceIPAddress = '' }) => ({ not: { sourceAddresses: [sourceIPAddress], where: [parseWhere('errorCode=*')] } }),
  ({ eventID = '' }) => ({ contains: [containsText(eventID.toUpperCase()), containsText('Parameter')] }),
  () => ({ not: { contains: [containsText('/prod')] } }),
  ({ reason = 'CHG' }) => ({ reasons: [reason.slice(0, 5)] }),
];

/** One question in so many asks by no key. */
const KEYLESS = 25;

function generatedQuestion(): Partial<EventQuery> {
  const byKey = random.below(KEYLESS) === 0 ? {} : random.pick(BY_KEY)(random.pick(events));
  const beside = random.shuffled(BESIDE).slice(0, random.below(4));
  const questions = beside.map((ask) => ask(random.pick(events)));
  const question: Partial<EventQuery> = Object.assign({}, ...questions, byKey);
  const { since, until } = question;
  const isBackwards = since !== undefined && until !== undefined && since >= until;
  return isBackwards ? { ...question, since: until, until: since === until ? undefined : since } : question;
}
