import { BatchWriteItemCommand, DeleteItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Context } from 'aws-lambda';
import { DynamoDbEventStore } from '../../../lib/adapters/dynamodb/dynamodb-event-store';
import { WriteMeter } from '../../../lib/adapters/dynamodb/write-meter';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { Pace } from '../../../lib/app/rebuild/pace';
import { beginning } from '../../../lib/app/rebuild/rebuild-state';
import type { RebuildEnvironment } from '../../../lib/contract/environment';
import { REBUILD_GROUP } from '../../../lib/contract/tables';
import { rebuildDependencies } from '../../../lib/functions/rebuild/rebuild-dependencies';
import { createRebuildHandler, type RebuildHandlerDependencies } from '../../../lib/functions/rebuild/rebuild-handler';
import { storeEveryKind } from '../../app/rebuild/every-kind-of-row';
import { Version1Store } from '../../app/version-1-store';
import { STACK_TEXT } from '../../core/guard/guard-samples';
import { createLocalAlertState, LOCAL_ALERT_STATE_TABLE } from '../../embedded/embedded-alert-state';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../embedded/embedded-dynamodb';
import { capturedLog } from '../captured-log';

/** The time of an invocation, and too little to begin anything, in milliseconds. */
const WHOLE_MS = 15 * 60 * 1_000;
const LITTLE_MS = 30 * 1_000;

/** How many items one `BatchWriteItem` takes. */
const BATCH = 25;

let dynamodb: EmbeddedDynamoDb;
let before: readonly string[];

beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
  await createLocalAlertState(dynamodb);
  await storeVersion1();
  await storeEveryKind(new DynamoDbEventStore(dynamodb, new WriteMeter()));
  before = await terms();
});

afterAll(() => dynamodb.close());

beforeEach(async () => {
  const Key = marshall({ matchGroup: REBUILD_GROUP, entryKey: 'terms' });
  await dynamodb.client.send(new DeleteItemCommand({ TableName: LOCAL_ALERT_STATE_TABLE, Key }));
});

describe('the function that rebuilds Terms', () => {
  it('makes every row again, byte for byte, after all of them were deleted', async () => {
    await dropTerms();
    await invoke({ rebuild: 'start' });
    const { answer, metrics } = await run();
    expect(await changed()).toEqual([]);
    expect(before.length).toBeGreaterThan(500);
    expect(answer.state).toMatchObject({ endedAt: expect.any(String), counts: { failed: 0, written: rebuilt() } });
    expect(metrics).toMatchObject({ RebuiltTerms: rebuilt() });
  });

  it('makes them again though it is interrupted again and again, and puts none twice', async () => {
    await dropTerms();
    await invoke({ rebuild: 'start' });
    let runs = 0;
    let answer = await invoke({}, fewSteps());
    for (; answer.state?.endedAt === undefined && runs < 200; runs += 1) answer = await invoke({}, fewSteps());
    expect(runs).toBeGreaterThan(3);
    expect(await changed()).toEqual([]);
    const { written = 0, standing = 0 } = answer.state?.counts ?? {};
    // What came after the last stored position is looked up again.
    expect(written).toBeLessThanOrEqual(rebuilt());
    expect(written + standing).toBeGreaterThanOrEqual(rebuilt());
  });

  it('puts nothing where everything stands', async () => {
    await invoke({ rebuild: 'start' });
    const { answer } = await run();
    expect(answer.state).toMatchObject({ counts: { written: 0, standing: rebuilt(), failed: 0 } });
    expect(await changed()).toEqual([]);
  });

  it('never replaces a row of a newer version, and replaces one of an older version', async () => {
    const [some] = (await items()).filter(({ indexVersion }) => indexVersion === 2);
    const newer = { ...some, indexVersion: 3, actor: 'of a later version' };
    await put(newer);
    await invoke({ rebuild: 'start' });
    await run();
    expect(await terms()).toContain(canonical(newer));
    await put({ ...some, indexVersion: 1, actor: 'of an earlier version' });
    await invoke({ rebuild: 'start' });
    await run();
    expect(await changed()).toEqual([]);
  });

  it('begins only when somebody asks for it, and is not begun anew while it goes on', async () => {
    expect(await invoke({ source: 'aws.events' })).toEqual({ state: null });
    expect(await invoke({ rebuild: 'now', Records: [] })).toEqual({ state: null });
    const first = await invoke({ rebuild: 'start' });
    expect(first).toMatchObject({ isNew: true });
    expect(await invoke({ rebuild: 'start' })).toEqual({ ...first, isNew: false });
    expect(await invoke({ rebuild: 'progress' })).toEqual({ state: first.state });
    await run();
    expect(await invoke({ rebuild: 'start' })).toMatchObject({ isNew: true });
  });

  it('stops where another run has stored a state meanwhile', async () => {
    await invoke({ rebuild: 'start' });
    const deps = dependencies();
    const { states } = deps;
    const racing: RebuildHandlerDependencies = {
      ...deps,
      states: {
        load: (deadline) => states.load(deadline),
        replaceDamaged: (state, deadline) => states.replaceDamaged(state, deadline),
        save: async (state, deadline) => {
          await states.save({ ...state, progressAt: new Date(0).toISOString() }, deadline);
          return states.save(state, deadline);
        },
      },
    };
    const log = await capturedLog(
      async () =>
        void (await createRebuildHandler(racing)(
          {},
          contextOf(() => WHOLE_MS),
        )),
    );
    expect(log).toContainEqual(expect.objectContaining({ end: 'another run is going on' }));
  });

  it('goes on past rows that it cannot read, and names them, but none of their content', async () => {
    const damaged = { eventName: 'DeleteDocument', eventTimeId: '2024-03-01T10:00:00Z#damaged', record: 'a secret' };
    await dynamodb.client.send(new PutItemCommand({ TableName: dynamodb.names.events, Item: marshall(damaged) }));
    await invoke({ rebuild: 'start' });
    const { answer, metrics, log } = await run();
    const Key = marshall({ eventName: damaged.eventName, eventTimeId: damaged.eventTimeId });
    await dynamodb.client.send(new DeleteItemCommand({ TableName: dynamodb.names.events, Key }));
    expect(answer.state).toMatchObject({
      endedAt: expect.any(String),
      counts: { failed: 1 },
      failures: [{ ref: expect.stringContaining('damaged'), reason: expect.any(String) }],
    });
    expect(metrics).toMatchObject({ RebuildFailures: 1 });
    expect(JSON.stringify(log)).not.toContain('a secret');
    expect(await changed()).toEqual([]);
  });

  it.each<[string, object]>([
    ['has no time', { revision: 1, rebuildState: '{"position":1}' }],
    ['has a position without a partition', stored({ position: {} })],
    ['has counts that are none', stored({ counts: { rows: -1, written: 0, standing: 0, failed: 0 } })],
    ['has failures of another form', stored({ failures: ['all'] })],
    ['is of another revision than its row', { ...stored({}), revision: 7 }],
    ['has no revision', { rebuildState: '{}' }],
    ['has a revision of text', { ...stored({}), revision: 'x' }],
    ['is missing from its row', {}],
  ])('fails where the state %s, and begins anew when somebody asks again', async (_, row) => {
    const item = marshall({ matchGroup: REBUILD_GROUP, entryKey: 'terms', ...row });
    await dynamodb.client.send(new PutItemCommand({ TableName: LOCAL_ALERT_STATE_TABLE, Item: item }));
    const told = "the row 'rebuild' of AlertState is not what this program writes";
    await expect(invoke({})).rejects.toThrow(told);
    await expect(invoke({ rebuild: 'progress' })).rejects.toThrow(told);
    expect(await invoke({ rebuild: 'start' })).toMatchObject({ isNew: true, wasDamaged: true });
    expect(await invoke({ rebuild: 'start' })).toMatchObject({ isNew: false, wasDamaged: false });
  });
});

/** What a row has of a state with something else in it. */
function stored(other: object) {
  const state = { ...beginning(new Date(), undefined), ...other };
  return { revision: state.revision, rebuildState: JSON.stringify(state) };
}

function dependencies(): RebuildHandlerDependencies {
  const environment: RebuildEnvironment = {
    EVENTS_TABLE_NAME: dynamodb.names.events,
    TERMS_TABLE_NAME: dynamodb.names.terms,
    DELIVERIES_TABLE_NAME: dynamodb.names.deliveries,
    ALERT_STATE_TABLE_NAME: LOCAL_ALERT_STATE_TABLE,
    EXTRA_TERMS: 'requestParameters.ticket',
    GUARDED_STACK: STACK_TEXT,
    STACK_NAME: 'test',
  };
  const deps = rebuildDependencies(environment, { dynamodb: dynamodb.settings });
  return { ...deps, pace: new Pace(Number.POSITIVE_INFINITY) };
}

async function invoke(event: unknown, remainingMs: () => number = () => WHOLE_MS) {
  let answer: Awaited<ReturnType<ReturnType<typeof createRebuildHandler>>> = { state: null };
  const handler = createRebuildHandler(dependencies());
  await capturedLog(async () => {
    answer = await handler(event, contextOf(remainingMs));
  });
  return answer;
}

/** A whole run, with what it logged and counted. */
async function run() {
  let answer: Awaited<ReturnType<typeof invoke>> = { state: null };
  const handler = createRebuildHandler(dependencies());
  const log = await capturedLog(async () => {
    answer = await handler(
      {},
      contextOf(() => WHOLE_MS),
    );
  });
  return { answer, log, metrics: log.find((line) => line['_aws'] !== undefined) };
}

/** Time for some steps of a run, and then none. */
function fewSteps(): () => number {
  let looks = 0;
  return () => {
    looks += 1;
    return looks < 250 ? WHOLE_MS : LITTLE_MS;
  };
}

function contextOf(remainingMs: () => number): Context {
  return { getRemainingTimeInMillis: remainingMs, functionName: 'rebuild-terms' } as unknown as Context;
}

/** A part of a store that version 1 wrote, with the terms of its events. */
async function storeVersion1(): Promise<void> {
  const { events, terms: rows } = new Version1Store();
  const some = events.filter((_, index) => index % 4 === 0);
  const names = new Set(some.map(({ eventTimeId, eventName }) => `${eventTimeId}#${eventName}`));
  for (const row of some) await put(row, dynamodb.names.events);
  for (const row of rows) if (names.has(String(row['eventTimeIdName']))) await put(row);
  const store = new DynamoDbEventStore(dynamodb, new WriteMeter());
  for (const partition of new Set(some.map(({ eventName }) => String(eventName)))) {
    await store.addPartition({ partition, oldestVersion: 1 }, NO_DEADLINE);
  }
}

async function put(row: object, table = dynamodb.names.terms): Promise<void> {
  const Item = marshall(row, { removeUndefinedValues: true });
  await dynamodb.client.send(new PutItemCommand({ TableName: table, Item }));
}

async function items(): Promise<readonly Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  let after: ScanCommand['input']['ExclusiveStartKey'];
  do {
    const page = await dynamodb.client.send(
      new ScanCommand({ TableName: dynamodb.names.terms, ExclusiveStartKey: after }),
    );
    found.push(...(page.Items ?? []).map((item) => unmarshall(item)));
    after = page.LastEvaluatedKey;
  } while (after);
  return found;
}

/** Every row of Terms as text, in order. */
async function terms(): Promise<readonly string[]> {
  return (await items()).map(canonical).sort();
}

/** Rows that are not as they were, first those that are new, then those that are gone. */
async function changed(): Promise<readonly string[]> {
  const now = await terms();
  const [is, was] = [new Set(now), new Set(before)];
  return [...now.filter((row) => !was.has(row)), ...before.filter((row) => !is.has(row))].slice(0, 5);
}

function canonical(row: object): string {
  return JSON.stringify(row, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}

/** How many rows a rebuild makes. */
function rebuilt(): number {
  return before.length;
}

async function dropTerms(): Promise<void> {
  const keys = (await items()).map(({ term, eventTimeIdName }) => marshall({ term, eventTimeIdName }));
  for (let start = 0; start < keys.length; start += BATCH) {
    const requests = keys.slice(start, start + BATCH).map((Key) => ({ DeleteRequest: { Key } }));
    await dynamodb.client.send(new BatchWriteItemCommand({ RequestItems: { [dynamodb.names.terms]: requests } }));
  }
}
