import { DeleteItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '../../../lib/adapters/dynamodb/dynamodb-items';
import { DynamoDbNewestReceipts } from '../../../lib/adapters/dynamodb/dynamodb-newest-receipts';
import { DynamoDbReceiptFolders } from '../../../lib/adapters/dynamodb/dynamodb-receipt-folders';
import { DynamoDbReconciliationStates } from '../../../lib/adapters/dynamodb/dynamodb-reconciliation-states';
import { S3LogListing } from '../../../lib/adapters/s3/s3-log-listing';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { NOTHING } from '../../../lib/app/reconcile/pass-progress';
import { type ReconciledRun, reconcileInPasses } from '../../../lib/app/reconcile/reconcile-in-passes';
import { comparedSince } from '../../../lib/app/reconcile/reconciliation-window';
import { ALERT_STATE_TABLE, RECONCILIATION_GROUP } from '../../../lib/contract/tables';
import { CorruptRows } from '../../../lib/core/rows/corrupt-rows';
import { newestRow } from '../../../lib/core/rows/delivery-views';
import { receipt } from '../../adapters/dynamodb/receipts';
import { deliveredKey, minutesAgo } from '../../delivered-key';
import { EMBEDDED_ACCOUNT } from '../../embedded/aws';
import { createLocalAlertState, LOCAL_ALERT_STATE_TABLE } from '../../embedded/embedded-alert-state';
import { dynamoDbError, injectFaults } from '../../embedded/faults';
import { Ingestion } from '../../functions/ingestion';
import { logFile, ssmRecords } from '../../log-records';

const MINUTE_MS = 60_000;
const INVOCATION_MS = 15 * MINUTE_MS;
const START = minutesAgo(-120).getTime();
const [ONE, TWO, BUSY, ABSENT] = ['111111111111', '222222222222', '333333333333', '444444444444'];

let ingestion: Ingestion;
let states: DynamoDbReconciliationStates;
/** The milliseconds since the epoch that the runs see. Each look at the clock takes a while. */
let clock: number;
let tickMs: number;
/** What was told, over all runs. */
let told: string[];
let missing: string[];

beforeAll(async () => {
  ingestion = await Ingestion.start();
  await createLocalAlertState(ingestion.dynamodb);
  states = new DynamoDbReconciliationStates(ingestion.dynamodb.client, LOCAL_ALERT_STATE_TABLE);
  const places = [
    [ONE, 'eu-west-1', 2],
    [ONE, 'us-east-1', 1],
    [TWO, 'us-east-1', 3],
    [BUSY, 'us-east-1', 120],
  ] as const;
  missing = places.flatMap(([accountId, region, files]) => Array.from({ length: files }, () => key(accountId, region)));
  for (const each of missing) await ingestion.bucket.put(each, 'x');
  const indexed = key(TWO, 'us-east-1');
  await ingestion.bucket.put(indexed, logFile(ssmRecords(1)));
  expect(await ingestion.receive([ingestion.announcement(indexed)])).toEqual([]);
  for (const [accountId, region] of [
    [ONE, 'af-south-1'],
    [ABSENT, 'us-east-1'],
  ] as const) {
    await delivered(accountId, region);
  }
});

afterAll(() => ingestion.stop());

beforeEach(anew);

/** As if nothing had ever been compared. */
async function anew(): Promise<void> {
  [clock, tickMs, told] = [START, 0, []];
  const Key = toItem({ [ALERT_STATE_TABLE.partitionKey]: RECONCILIATION_GROUP, [ALERT_STATE_TABLE.sortKey]: 'recent' });
  await ingestion.dynamodb.client.send(new DeleteItemCommand({ TableName: LOCAL_ALERT_STATE_TABLE, Key }));
}

function key(accountId: string, region: string): string {
  return deliveredKey({ accountId, region, at: minutesAgo(300) });
}

/** Has the list of the newest receipts say that a log file came which the bucket does not have. */
async function delivered(accountId: string, region: string): Promise<void> {
  const { name } = ingestion.bucket;
  const times = { deliveredAt: minutesAgo(200).toISOString(), finishedAt: minutesAgo(199).toISOString() };
  const row = newestRow(
    receipt('gone.json.gz', { folder: `${name}/`, logFile: `s3://${name}/gone.json.gz`, accountId, region, ...times }),
  );
  const { client, names } = ingestion.dynamodb;
  await client.send(new PutItemCommand({ TableName: names.deliveries, Item: toItem(row ?? {}) }));
}

/** A run with the rest of its time, which the clock of the runs takes. */
function run(remainingMs = INVOCATION_MS): Promise<ReconciledRun> {
  const until = clock + remainingMs;
  const bucket = { name: ingestion.bucket.name, owner: EMBEDDED_ACCOUNT };
  const deps = {
    sources: () => ({
      listing: new S3LogListing(ingestion.bucket.s3, bucket, ''),
      receipts: new DynamoDbReceiptFolders(ingestion.dynamodb),
      newest: new DynamoDbNewestReceipts(ingestion.dynamodb, bucket.name, new CorruptRows()),
    }),
    states,
    now: () => {
      clock += tickMs;
      return new Date(clock);
    },
  };
  const listener = {
    onWrongFile: ({ file }: { file: { key: string } }) => void told.push(file.key),
    onUnlisted: ({ accountId = '', region = '' }) => void told.push(`${accountId} ${region}`),
  };
  const deadline = { remainingMs: () => until - clock };
  return reconcileInPasses(deps, { window: 'recent', graceMs: 0 }, deadline, listener);
}

/** Runs until the pass is done, each a quarter of an hour after the one before. */
async function runsToTheEnd(remainingMs?: number, most = 200): Promise<readonly ReconciledRun[]> {
  const runs: ReconciledRun[] = [];
  while (runs.at(-1)?.end !== 'done') {
    if (runs.length >= most) throw new Error(`${most} runs are not enough`);
    runs.push(await run(remainingMs));
    clock += INVOCATION_MS;
  }
  return runs;
}

const stored = () => states.load('recent', NO_DEADLINE);

/** The pass has compared each file once, and told nothing twice. */
async function expectWhole(): Promise<void> {
  const state = await stored();
  expect(state?.pass).toBeUndefined();
  expect(state?.held).toBeUndefined();
  expect(state?.last).toMatchObject({ unlisted: 2 });
  expect(state?.last?.counts).toEqual({ received: 1, missing: 126, failed: 0, changed: 0, archived: 0, waiting: 0 });
  expect(new Set(told).size).toBe(told.length);
}

describe('a position that somebody made up', () => {
  /** Has the state say that a pass is nearly done. */
  async function madeUp(more: object): Promise<void> {
    const began = new Date(clock);
    const pass = {
      since: comparedSince('recent', undefined, began),
      until: began.toISOString(),
      counts: NOTHING,
      unlisted: 0,
      begun: '~',
      open: [],
      accounts: 4,
      accountsBegun: 4,
    };
    expect(await states.save({ window: 'recent', revision: 1, pass: { ...pass, ...more } }, NO_DEADLINE)).toBe(true);
    clock += MINUTE_MS;
  }

  it('is not believed if this program never began such a pass: all is compared', async () => {
    await madeUp({ since: new Date(clock).toISOString() });
    expect(await run()).toMatchObject({ end: 'done', compared: { missing: 126 } });
  });

  it('hides log files until the next pass, which compares the same days again', async () => {
    await madeUp({});
    expect(await run()).toMatchObject({ end: 'done', compared: { missing: 0 } });
    clock += 60 * MINUTE_MS;
    expect(await run()).toMatchObject({ end: 'done', compared: { missing: 126 } });
  });
});

describe('a comparison that one run finishes', () => {
  it('compares all, and tells a bounded number of files and what is not listed', async () => {
    const done = await run();
    expect(done).toMatchObject({ end: 'done', compared: { received: 1, missing: 126 } });
    await expectWhole();
    expect(told).toHaveLength(102);
    expect(told.filter((each) => !missing.includes(each)).sort()).toEqual([`${ONE} af-south-1`, `${ABSENT} us-east-1`]);
  });

  it('is not due again before the next hour', async () => {
    clock = START - (START % (60 * MINUTE_MS));
    await run();
    clock += 59 * MINUTE_MS;
    expect(await run()).toMatchObject({ end: 'not due', compared: { missing: 0 } });
    clock += MINUTE_MS;
    expect(await run()).toMatchObject({ end: 'done', compared: { missing: 126 } });
  });
});

describe('a comparison that takes several runs', () => {
  it('goes on where it left off, and compares every file once', async () => {
    tickMs = 1_000;
    const runs = await runsToTheEnd(12_000);
    expect(runs.length).toBeGreaterThan(2);
    expect(runs.slice(0, -1).map(({ end }) => end)).toEqual(runs.slice(0, -1).map(() => 'out of time'));
    expect(runs.reduce((sum, { compared }) => sum + compared.missing, 0)).toBe(126);
    await expectWhole();
  });

  it('says how many accounts it has begun, and keeps what it has found of others', async () => {
    tickMs = 1_000;
    await run(13_000);
    const { pass } = (await stored()) ?? {};
    expect(pass).toMatchObject({ accounts: 3 });
    expect(pass?.accountsBegun).toBeGreaterThan(0);
    expect((await stored())?.held).toBeUndefined();
  });

  it('compares anew what no run has stored, where a run is killed at a writing or a reading', async () => {
    const requests = await requestsOf(() => run());
    expect(requests.length).toBeGreaterThan(15);
    // Between two readings that follow each other nothing is stored: one in so many stands for the others.
    const steps = [...requests.keys()].filter((step) => WRITES.has(requests[step] ?? '') || step % READINGS === 0);
    for (const step of steps) {
      await anew();
      await killedAt(step, () => run()).catch(() => undefined);
      const isHeld = (await stored())?.held !== undefined;
      if (isHeld) expect(await run()).toMatchObject({ end: 'another run is going on' });
      clock += INVOCATION_MS;
      await runsToTheEnd();
      await expectWhole();
    }
  });

  it('compares and tells nothing twice, where the answer to a request that was carried out is lost', async () => {
    const requests = await requestsOf(() => run());
    // Where the answer to a reading is lost, nothing is stored that was not before it: as if the run were killed there.
    const writes = [...requests.keys()].filter((step) => WRITES.has(requests[step] ?? ''));
    expect(writes.length).toBeGreaterThan(1);
    for (const step of writes) {
      await anew();
      await killedAt(step, () => run(), 'after').catch(() => undefined);
      clock += INVOCATION_MS;
      await runsToTheEnd();
      await expectWhole();
    }
  });

  it('leaves the pass to the run that has taken it', async () => {
    const ends = await Promise.all([run(), run()].map((each) => each.then(({ end }) => end)));
    expect([...ends].sort()).toEqual(['another run is going on', 'done']);
    await expectWhole();
  });

  it('rejects if a service refuses it, and goes on when it does not any more', async () => {
    const { client } = ingestion.dynamodb;
    const faults = injectFaults(client, ({ command }) =>
      command === 'QueryCommand' ? dynamoDbError('AccessDeniedException') : undefined,
    );
    await expect(run()).rejects.toThrow('AccessDenied');
    faults.stop();
    expect((await stored())?.held).toBeUndefined();
    expect(await run()).toMatchObject({ end: 'done' });
    await expectWhole();
  });

  it('begins anew where somebody has broken what is stored', async () => {
    await run();
    const row = { [ALERT_STATE_TABLE.partitionKey]: RECONCILIATION_GROUP, [ALERT_STATE_TABLE.sortKey]: 'recent' };
    const Item = toItem({ ...row, revision: 7, reconciliationState: '{"window":"recent","revision":7,"pass":{}}' });
    await ingestion.dynamodb.client.send(new PutItemCommand({ TableName: LOCAL_ALERT_STATE_TABLE, Item }));
    told = [];
    expect(await run()).toMatchObject({ end: 'done' });
    await expectWhole();
  });
});

/** How many readings a run is killed at one of. */
const READINGS = 4;

/** The commands that write. */
const WRITES = new Set(['DeleteItemCommand', 'PutItemCommand', 'UpdateItemCommand']);

/** The requests that some work makes, as long as nothing else does any, by their commands. */
async function requestsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const requests: string[] = [];
  const stop = atEachRequest(async (send, command) => {
    requests.push(command);
    return send();
  });
  await work();
  stop();
  return requests;
}

/** Ends all requests from one on, as if nobody were there any more: before it is carried out, or just after. */
async function killedAt(step: number, work: () => Promise<unknown>, moment: 'after' | 'before' = 'before') {
  let requests = -1;
  const stop = atEachRequest(async (send) => {
    requests += 1;
    if (requests < step) return send();
    if (requests === step && moment === 'after') await send();
    throw dynamoDbError('Killed');
  });
  try {
    await work();
  } finally {
    stop();
  }
}

/** Stands before each request to S3 and DynamoDB. */
function atEachRequest(around: (send: () => Promise<unknown>, command: string) => Promise<unknown>): () => void {
  const name = 'at-each-request';
  const stacks = [ingestion.bucket.s3, ingestion.dynamodb.client].map(
    ({ middlewareStack }) => middlewareStack as DynamoDBClient['middlewareStack'],
  );
  const middleware =
    (next: (args: never) => Promise<unknown>, { commandName }: { readonly commandName: string }) =>
    (args: never) =>
      around(() => next(args), commandName);
  for (const stack of stacks) stack.add(middleware as never, { step: 'finalizeRequest', priority: 'low', name });
  return () => {
    for (const stack of stacks) stack.remove(name);
  };
}
