import type { SqliteStore } from '../adapters/sqlite/sqlite-store';
import { storedObservations } from '../app/alert/stored-observations';
import { KEEP_ALL_VARIABLES } from '../app/ingest/indexing-configuration';
import { Renewals } from '../app/ingest/renewals';
import { EventWriter } from '../app/ingest/store-events';
import type { EventStore } from '../app/ports/event-store';
import type { CommandWords } from '../core/alerts/next-steps';
import type { ObservedEvent } from '../core/alerts/observed-event';
import { ingestDependencies } from '../functions/ingest/ingest-dependencies';
import { createIngestHandler, type IngestHandlerDependencies } from '../functions/ingest/ingest-handler';
import { EmbeddedAlerting, type LocalTopic, type ReceivedAlerts } from './embedded-alerting';
import { type EmbeddedAws, startEmbeddedAws } from './embedded-aws';
import { EMBEDDED_BUCKET, EmbeddedTrail } from './embedded-trail';
import { EMBEDDED_REGION } from './loopback-access';
import { StreamedEvents } from './streamed-events';

/** A log file to deliver. */
export interface DeliverableLogFile {
  readonly key: string;
  content(): Promise<Uint8Array>;
}

/** Which alerts go where. */
export interface ChainAlerting {
  readonly topics: readonly LocalTopic[];
  /** Flags that point the commands in a message to the store, such as `--local DIR`; `''` for none. */
  readonly words: CommandWords;
  /** The stack that is guarded, as a deployment tells it. @default none */
  readonly guarded?: string;
  /** How many messages of each topic are kept. @default all */
  readonly mostAlerts?: number;
}

/** The result of a run of the chain. */
export interface ChainRun extends ReceivedAlerts {
  readonly invocations: number;
  /** Announcements that failed. */
  readonly deadLetters: number;
  readonly newEvents: number;
  /** No event was new, so the alerts are those of known events. */
  readonly isRepeated: boolean;
}

/** Listens to a run of the chain. */
export interface ChainListener {
  /** Called when the services run. */
  readonly onStarted: () => Promise<unknown>;
  /** Called again and again with how many log files are indexed. */
  readonly onIndexed: (done: number) => void;
}

/** Days that keep log files of any age. */
const EVER = '36500';

/**
 * How many log files lie in the bucket at once: as many as one invocation takes, and no more once they have so many bytes.
 * Rows, records of the stream and alerts of all of them are in memory: some two hundred times the bytes of gzip.
 */
const FILES_AT_ONCE = 10;
const BYTES_AT_ONCE = 128 * 1024;

/**
 * The chain of a deployed stack on embedded services. It puts log files into a bucket and announces them on a topic, as
 * CloudTrail does. The function reads the queue and writes the rows to a local store. New rows make the stream that feeds
 * the alert function, which publishes to topics. Nothing listens when it ends.
 */
export async function runEmbeddedChain(
  store: SqliteStore,
  logFiles: readonly DeliverableLogFile[],
  { topics, words, guarded = '', mostAlerts = Number.POSITIVE_INFINITY }: ChainAlerting,
  listener?: ChainListener,
): Promise<ChainRun> {
  const aws = await startEmbeddedAws();
  try {
    await listener?.onStarted();
    const alerting = await EmbeddedAlerting.create(aws, store.storedRows, topics, words, mostAlerts);
    const ingesting = { alerting, guarded, onIndexed: listener?.onIndexed };
    return await deliverAll(aws, store, logFiles, ingesting).finally(() => alerting.close());
  } finally {
    store.commit();
    await aws.stop();
  }
}

/** How log files are ingested. */
interface Ingesting {
  readonly alerting: EmbeddedAlerting;
  readonly guarded: string;
  readonly onIndexed: ChainListener['onIndexed'] | undefined;
}

/** Delivers log files, then sends the alerts of known events if none was new. */
async function deliverAll(
  aws: EmbeddedAws,
  store: SqliteStore,
  logFiles: readonly DeliverableLogFile[],
  ingesting: Ingesting,
): Promise<ChainRun> {
  const { alerting } = ingesting;
  const ingested = await ingest(aws, store, logFiles, ingesting);
  const isRepeated = ingested.newEvents === 0;
  if (isRepeated) await alerting.sendAgain(storedEvents(store));
  return { ...ingested, ...(await alerting.received()), isRepeated };
}

/** Turns log files into rows, and new rows into alerts, a few files at a time. */
async function ingest(
  aws: EmbeddedAws,
  store: SqliteStore,
  logFiles: readonly DeliverableLogFile[],
  { alerting, guarded, onIndexed }: Ingesting,
): Promise<Pick<ChainRun, 'invocations' | 'deadLetters' | 'newEvents'>> {
  const trail = await EmbeddedTrail.create(aws);
  const stream = new StreamedEvents(store.events);
  const handler = createIngestHandler(dependenciesOf(aws, store, stream, guarded));
  let [invocations, newEvents] = [0, 0];
  for (let done = 0; done < logFiles.length; ) {
    const delivered = await deliver(trail, logFiles.slice(done, done + FILES_AT_ONCE));
    invocations += await trail.drain(handler);
    const records = stream.take();
    newEvents += records.length;
    await alerting.invoke(records);
    await trail.forget(delivered);
    done += delivered.length;
    onIndexed?.(done);
  }
  return { invocations, deadLetters: await trail.deadLetters(), newEvents };
}

/** Delivers the first log files, until they have enough bytes. Gives their keys. */
async function deliver(trail: EmbeddedTrail, logFiles: readonly DeliverableLogFile[]): Promise<readonly string[]> {
  const keys: string[] = [];
  let bytes = 0;
  for (const { key, content } of logFiles) {
    const body = await content();
    await trail.deliver(key, body);
    keys.push(key);
    bytes += body.length;
    if (bytes >= BYTES_AT_ONCE) break;
  }
  return keys;
}

/** The dependencies of the function, with a local store in the place of tables. */
function dependenciesOf(
  aws: EmbeddedAws,
  store: SqliteStore,
  events: EventStore,
  guarded: string,
): IngestHandlerDependencies {
  const { receipts, renewals } = store;
  return {
    ...ingestDependencies({ ...ENVIRONMENT, GUARDED_STACK: guarded }, { s3: aws.settings, dynamodb: aws.settings }),
    events: new EventWriter(events),
    receipts,
    renewals: new Renewals(renewals, { now: () => new Date(), graceMs: 0, intervalMs: 0 }),
  };
}

function storedEvents(store: SqliteStore): AsyncIterable<ObservedEvent> {
  const deps = { reader: store.reading().reader, now: () => new Date() };
  return storedObservations(deps, { since: undefined, until: undefined, accounts: [], regions: [] });
}

const ENVIRONMENT = {
  EVENTS_TABLE_NAME: '',
  TERMS_TABLE_NAME: '',
  DELIVERIES_TABLE_NAME: '',
  LOG_BUCKET_NAME: EMBEDDED_BUCKET,
  LOG_BUCKET_REGION: EMBEDDED_REGION,
  LOG_BUCKET_OWNER: '000000000000',
  LOG_PREFIX: '',
  BACKFILL_QUEUE_ARN: '',
  BACKFILL_QUEUE_URL: '',
  RETENTION_DAYS: EVER,
  SPREAD_EVENTS: '',
  EXTRA_TERMS: '',
  ...KEEP_ALL_VARIABLES,
  STACK_NAME: 'embedded',
};
