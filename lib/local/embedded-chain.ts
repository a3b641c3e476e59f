import { eventReading } from '../adapters/dynamodb/event-reading';
import { storedObservations } from '../app/alert/stored-observations';
import { KEEP_ALL_VARIABLES } from '../app/ingest/indexing-configuration';
import type { CommandWords } from '../core/alerts/next-steps';
import type { ObservedEvent } from '../core/alerts/observed-event';
import { ingestDependencies } from '../functions/ingest/ingest-dependencies';
import { createIngestHandler } from '../functions/ingest/ingest-handler';
import { EmbeddedAlerting, type LocalTopic, type ReceivedAlert } from './embedded-alerting';
import { type EmbeddedAws, startEmbeddedAws } from './embedded-aws';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from './embedded-dynamodb';
import { EmbeddedStream, type EmbeddedStreamRecord } from './embedded-stream';
import { EMBEDDED_BUCKET, EmbeddedTrail } from './embedded-trail';
import { EMBEDDED_REGION } from './loopback-access';

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
}

/** The result of a run of the chain. */
export interface ChainRun {
  readonly invocations: number;
  /** Announcements that failed. */
  readonly deadLetters: number;
  /** What the subscribers of the topics got. */
  readonly alerts: readonly ReceivedAlert[];
  /** No event was new, so the alerts are those of known events. */
  readonly isRepeated: boolean;
}

/** Days that keep log files of any age. */
const EVER = '36500';

/**
 * The chain of a deployed stack on embedded services. It puts log files into a bucket and announces them on a topic, as
 * CloudTrail does. The function reads the queue and writes the rows. The stream of the table feeds the alert function,
 * which publishes to topics. Nothing listens when it ends.
 */
export async function runEmbeddedChain(
  store: EmbeddedDynamoDb,
  logFiles: readonly DeliverableLogFile[],
  { topics, words, guarded = '' }: ChainAlerting,
): Promise<ChainRun> {
  const [aws, memory] = await Promise.all([startEmbeddedAws(), startEmbeddedDynamoDb()]);
  try {
    const { records, ...ingested } = await ingest(aws, store, logFiles, guarded);
    const alerting = await EmbeddedAlerting.create(aws, memory, store, topics, words);
    const isRepeated = records.length === 0;
    if (isRepeated) await alerting.sendAgain(storedEvents(store));
    else await alerting.invoke(records);
    return { ...ingested, alerts: await alerting.received(), isRepeated };
  } finally {
    await Promise.all([aws.stop(), memory.close()]);
  }
}

/** Turns log files into rows. Gives the records of the stream of their table. */
async function ingest(
  aws: EmbeddedAws,
  store: EmbeddedDynamoDb,
  logFiles: readonly DeliverableLogFile[],
  guarded: string,
): Promise<Pick<ChainRun, 'invocations' | 'deadLetters'> & { readonly records: readonly EmbeddedStreamRecord[] }> {
  const stream = await EmbeddedStream.start(store.settings.endpoint, store.names.events);
  try {
    const trail = await EmbeddedTrail.create(aws);
    for (const { key, content } of logFiles) await trail.deliver(key, await content());
    const settings = { s3: aws.settings, dynamodb: stream.settings };
    const handler = createIngestHandler(ingestDependencies(environmentOf(store, guarded), settings));
    return { invocations: await trail.drain(handler), deadLetters: await trail.deadLetters(), records: stream.take() };
  } finally {
    await stream.stop();
  }
}

function storedEvents(store: EmbeddedDynamoDb): AsyncIterable<ObservedEvent> {
  const deps = { reader: eventReading(store).reader, now: () => new Date() };
  return storedObservations(deps, { since: undefined, until: undefined, accounts: [], regions: [] });
}

function environmentOf({ names }: EmbeddedDynamoDb, guarded: string) {
  return {
    EVENTS_TABLE_NAME: names.events,
    TERMS_TABLE_NAME: names.terms,
    DELIVERIES_TABLE_NAME: names.deliveries,
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
    GUARDED_STACK: guarded,
    STACK_NAME: 'embedded',
  };
}
