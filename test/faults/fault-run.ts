import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDbReceiptFolders } from '../../lib/adapters/dynamodb/dynamodb-receipt-folders';
import { S3LogListing } from '../../lib/adapters/s3/s3-log-listing';
import { KEEP_ALL_VARIABLES } from '../../lib/app/ingest/indexing-configuration';
import { type ReconcileCounts, reconcile, type WrongFile } from '../../lib/app/reconcile/reconcile';
import type { EventRow } from '../../lib/core/rows/event-row';
import { EmbeddedStream, type EmbeddedStreamRecord } from '../../lib/local/embedded-stream';
import { EMBEDDED_REGION } from '../../lib/local/loopback-access';
import { SeededRandom } from '../../samples/seeded-random';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../embedded/embedded-dynamodb';
import { AlertFunction, type SentAlerts } from './alert-function';
import { expectedAlerts, expectedOfCorrelation, watchedRecords } from './alert-rule';
import { storedProblems, storedRows } from './audit-proof';
import { DeliveryChain } from './delivery-chain';
import type { FaultCounts } from './faulty-requests';
import { type GeneratedDay, generatedDay } from './generated-day';
import { buildWorker, WorkerProcesses } from './worker-processes';
import type { Service, WorkerSettings } from './worker-settings';

/** How a run goes. The same options deliver the same files in the same order, and draw the same faults. */
export interface FaultRunOptions {
  readonly seed: number;
  readonly files: number;
  readonly recordsPerFile: number;
  readonly systemsManagerShare: number;
  /** The share of requests that go wrong, from 0 to 1. */
  readonly faultShare: number;
  /** How many requests a worker makes on average before it is killed. */
  readonly requestsALife: number;
  /** How long a message stays hidden that a killed worker had, in seconds. */
  readonly hiddenSeconds: number;
}

/** What a run came to. */
export interface FaultRun {
  readonly files: number;
  /** Records that were to be rows. */
  readonly records: number;
  readonly kills: number;
  readonly faults: FaultCounts;
  readonly reconciled: ReconcileCounts;
  readonly deadLetters: number;
  readonly alerts: AlertCounts;
  readonly seconds: number;
  /** What is wrong; empty where everything is as it must be. */
  readonly problems: readonly string[];
}

/** What became of alerts. */
interface AlertCounts {
  /** Events that were to raise one. */
  readonly expected: number;
  /** Ids that came more than once, or are kept though they came. */
  readonly again: number;
  /** Ids in the failure queue. */
  readonly kept: number;
  /** Invocations that were cut off. */
  readonly kills: number;
  readonly faults: FaultCounts;
}

/** Runs the chain over a day of deliveries while everything goes wrong, and compares what came of it with what must. */
export async function runWithFaults(
  aws: Service,
  options: FaultRunOptions,
  onProgress: (messagesLeft: number) => void = () => undefined,
): Promise<FaultRun> {
  const started = Date.now();
  const random = new SeededRandom(options.seed);
  const name = `faults-${options.seed}-${started.toString(36)}`;
  const day = generatedDay({ ...options, bucket: name }, random);
  const chain = await DeliveryChain.create(aws, name, options.hiddenSeconds);
  const dynamodb = await startEmbeddedDynamoDb();
  const alerting = await AlertFunction.create(aws, dynamodb, name, options);
  const folder = await mkdtemp(join(tmpdir(), 'ssm-audit-faults-'));
  const stream = await EmbeddedStream.start(dynamodb.settings.endpoint, dynamodb.names.events);
  const settings = workerSettings(chain, { ...dynamodb, settings: stream.settings }, options.faultShare);
  const workers = new WorkerProcesses(buildWorker(folder, 'ingest-worker'), settings, random, options.requestsALife);
  try {
    workers.start();
    let isOver = false;
    const following = alerting.follow(stream, () => isOver);
    await chain.deliver(day);
    await chain.untilEmpty((messagesLeft) => {
      workers.requireWork();
      onProgress(messagesLeft);
    });
    workers.stop();
    isOver = true;
    const changes = await following;
    const { kills, counts: faults } = workers;
    const rows = await storedRows(dynamodb);
    const proof = await proven(chain, dynamodb, day, rows, changes);
    const alerts = alertsProven(alerting, await alerting.sent(), rows, day);
    const problems = [...proof.problems, ...alerts.problems];
    const seconds = (Date.now() - started) / 1_000;
    const of = { files: day.files.length, records: day.records.size };
    return { ...of, kills, faults, ...proof, alerts: alerts.counts, problems, seconds };
  } finally {
    workers.stop();
    chain.close();
    await alerting.close();
    await stream.stop();
    await dynamodb.close();
    await rm(folder, { recursive: true });
  }
}

function workerSettings(
  { bucket, aws, queueUrl }: DeliveryChain,
  { settings: dynamodb, names }: EmbeddedDynamoDb,
  share: number,
): Omit<WorkerSettings, 'seed' | 'requests'> {
  const environment = {
    EVENTS_TABLE_NAME: names.events,
    TERMS_TABLE_NAME: names.terms,
    DELIVERIES_TABLE_NAME: names.deliveries,
    LOG_BUCKET_NAME: bucket,
    LOG_BUCKET_REGION: EMBEDDED_REGION,
    LOG_BUCKET_OWNER: '000000000000',
    LOG_PREFIX: '',
    BACKFILL_QUEUE_ARN: '',
    BACKFILL_QUEUE_URL: '',
    RETENTION_DAYS: '36500',
    SPREAD_EVENTS: '',
    EXTRA_TERMS: '',
    ...KEEP_ALL_VARIABLES,
    GUARDED_STACK: '',
    STACK_NAME: 'faults',
  };
  return { environment, aws, dynamodb, queueUrl, share };
}

/** What came of a day, and what is wrong with it. */
async function proven(
  chain: DeliveryChain,
  dynamodb: EmbeddedDynamoDb,
  day: GeneratedDay,
  rows: readonly EventRow[],
  changes: readonly EmbeddedStreamRecord[],
): Promise<Pick<FaultRun, 'reconciled' | 'deadLetters' | 'problems'>> {
  const found: WrongFile[] = [];
  const deps = {
    listing: new S3LogListing(chain.s3, { name: chain.bucket, owner: undefined }, ''),
    receipts: new DynamoDbReceiptFolders(dynamodb),
    now: () => new Date(),
  };
  const scope = { since: undefined, until: '9999-12-31T00:00:00Z', accounts: [], regions: [] };
  const counts = await reconcile(deps, scope, 0, { onWrongFile: (finding) => void found.push(finding) });
  const deadLetters = await chain.deadLetters();
  const problems = [
    ...(await storedProblems(dynamodb, rows, day.records, changes)),
    ...unlike('files received', [String(counts.received)], [String(day.files.length)]),
    ...unlike(
      'files that reconcile finds',
      namesOf(found),
      day.broken.map(({ key }) => `failed ${key}`),
    ),
    ...unlike('dead letters', deadLetters, day.poison),
  ];
  return { reconciled: counts, deadLetters: deadLetters.length, problems };
}

/** What became of the alerts, and what is wrong with it: each that was due is sent or queued as a failure, and no other. */
function alertsProven(
  { kills, faults }: AlertFunction,
  { received, kept }: SentAlerts,
  rows: readonly EventRow[],
  { records }: GeneratedDay,
): { readonly counts: AlertCounts; readonly problems: readonly string[] } {
  const plain = expectedAlerts(rows);
  const expected = [...plain, ...expectedOfCorrelation(rows)];
  const told = [...received, ...kept];
  const ids = [...new Set(told)];
  const problems = [
    ...unlike('events that are watched', [String(plain.length)], [String(watchedRecords(records.values()))]),
    ...unlike('alerts', ids, expected),
  ];
  const again = told.length - ids.length;
  return { counts: { expected: expected.length, again, kept: kept.length, kills, faults }, problems };
}

function namesOf(findings: readonly WrongFile[]): readonly string[] {
  return findings.map(({ state, file }) => `${state} ${file.key}`);
}

function unlike(what: string, found: readonly string[], expected: readonly string[]): readonly string[] {
  const [left, right] = [[...found].sort(), [...expected].sort()];
  if (JSON.stringify(left) === JSON.stringify(right)) return [];
  const extra = left.find((each) => !right.includes(each));
  const lacking = right.find((each) => !left.includes(each));
  return [
    `${what}: ${left.length}, expected ${right.length}; such as ${extra ?? '-'} too many, ${lacking ?? '-'} too few`,
  ];
}
