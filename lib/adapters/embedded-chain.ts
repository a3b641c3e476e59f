import { startEmbeddedAws } from './embedded-aws';
import { EMBEDDED_REGION, type EmbeddedDynamoDb } from './embedded-dynamodb';
import { EMBEDDED_BUCKET, EmbeddedTrail } from './embedded-trail';
import { ingestDependencies } from './ingest-dependencies';
import { createIngestHandler } from './ingest-handler';

/** A log file to deliver. */
export interface DeliverableLogFile {
  readonly key: string;
  content(): Promise<Uint8Array>;
}

/** What a run of the chain came to. */
export interface ChainRun {
  readonly invocations: number;
  /** Announcements that could not be done. */
  readonly deadLetters: number;
}

/** Days that keep log files of any age. */
const EVER = '36500';

/**
 * The chain of a deployed stack on embedded services: log files are put into a bucket and announced on a topic as
 * CloudTrail does, and the function, fed from the queue, writes the rows. Nothing listens when it ends.
 */
export async function runEmbeddedChain(
  store: EmbeddedDynamoDb,
  logFiles: readonly DeliverableLogFile[],
): Promise<ChainRun> {
  const aws = await startEmbeddedAws();
  try {
    const trail = await EmbeddedTrail.create(aws);
    for (const { key, content } of logFiles) await trail.deliver(key, await content());
    const { region, credentials } = aws.settings;
    const settings = { s3: aws.settings, dynamodb: { endpoint: store.endpoint, region, credentials } };
    const handler = createIngestHandler(ingestDependencies(environmentOf(store), settings));
    return { invocations: await trail.drain(handler), deadLetters: await trail.deadLetters() };
  } finally {
    await aws.stop();
  }
}

function environmentOf({ names }: EmbeddedDynamoDb) {
  return {
    EVENTS_TABLE_NAME: names.events,
    TERMS_TABLE_NAME: names.terms,
    DELIVERIES_TABLE_NAME: names.deliveries,
    LOG_BUCKET_NAME: EMBEDDED_BUCKET,
    LOG_BUCKET_REGION: EMBEDDED_REGION,
    LOG_BUCKET_OWNER: '000000000000',
    LOG_PREFIX: '',
    BACKFILL_QUEUE_ARN: '',
    RETENTION_DAYS: EVER,
    SPREAD_EVENTS: '',
    EXTRA_TERMS: '',
    STACK_NAME: 'embedded',
  };
}
