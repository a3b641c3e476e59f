import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { KEEP_ALL_VARIABLES } from '../../lib/app/ingest/indexing-configuration';
import type {
  AlertEnvironment,
  ExportEnvironment,
  IngestEnvironment,
  RebuildEnvironment,
  ReconcileEnvironment,
  TrailHealthEnvironment,
  VerifyEnvironment,
} from '../../lib/contract/environment';
import type { IngestHandler } from '../../lib/functions/ingest/ingest-handler';
import { type EmbeddedAws, startEmbeddedAws } from '../../lib/local/embedded-aws';
import { createEmbeddedQueue } from '../../lib/local/embedded-queue';
import { EmbeddedStream, type EmbeddedStreamRecord } from '../../lib/local/embedded-stream';
import { EMBEDDED_BUCKET, EmbeddedTrail } from '../../lib/local/embedded-trail';
import { sampleDeliveries } from '../../samples/sample-deliveries';
import { createLocalAlertState, LOCAL_ALERT_STATE_TABLE } from '../embedded/embedded-alert-state';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../embedded/embedded-dynamodb';
import { FunctionAsset, functionNode, type Invocation, synthesizedAssets } from './function-asset';

const TOPIC = 'documents';

/** The functions of a stack that has all of them, by the parts of the logical IDs that name them. */
const FUNCTIONS = [
  'Ingestion',
  'Alerting',
  'Reconciliation',
  'TrailHealth',
  'RowVerification',
  'TermRebuilding',
  'ScheduledExport',
] as const;

/** The code of the functions as it is deployed, out of cdk.out, under the runtime's Node.js, on embedded services. */
class Assets {
  /** Functions of the stack that nobody asked for yet. */
  readonly left = new Set<string>(FUNCTIONS);
  private readonly node = functionNode();
  private readonly folderOf = synthesizedAssets(FUNCTIONS);

  constructor(
    private readonly aws: EmbeddedAws,
    private readonly dynamodb: string,
  ) {}

  /** A function with what the stack tells it, and where the services are. */
  function<Environment extends { readonly STACK_NAME: string }>(
    name: string,
    variables: Omit<Environment, 'STACK_NAME'>,
  ): FunctionAsset {
    const { endpoint, region, credentials } = this.aws.settings;
    this.left.delete(name);
    return new FunctionAsset(this.node, this.folderOf(name), {
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ENDPOINT_URL_DYNAMODB: this.dynamodb,
      STACK_NAME: 'ssm-audit',
      ...variables,
    });
  }
}

/** `npm run test:assets` */
async function main(): Promise<void> {
  const [aws, tables] = [await startEmbeddedAws(), await startEmbeddedDynamoDb()];
  const stream = await EmbeddedStream.start(tables.settings.endpoint, tables.names.events);
  try {
    const assets = new Assets(aws, stream.settings.endpoint);
    const rows = await ingested(assets, aws, tables, stream);
    await alerted(assets, aws, tables, rows);
    await reconciled(assets, tables);
    await looked(assets);
    await verified(assets, tables);
    await rebuilt(assets, tables);
    await exported(assets, tables);
    assert.deepEqual([...assets.left], []);
  } finally {
    await stream.stop();
    await Promise.all([aws.stop(), tables.close()]);
  }
}

function logVariables({ names }: EmbeddedDynamoDb) {
  return {
    DELIVERIES_TABLE_NAME: names.deliveries,
    LOG_BUCKET_NAME: EMBEDDED_BUCKET,
    LOG_BUCKET_REGION: 'us-east-1',
    LOG_BUCKET_OWNER: '000000000000',
    LOG_PREFIX: '',
  };
}

async function ingested(assets: Assets, aws: EmbeddedAws, tables: EmbeddedDynamoDb, stream: EmbeddedStream) {
  const ingest = assets.function<IngestEnvironment>('Ingestion', {
    ...logVariables(tables),
    ...KEEP_ALL_VARIABLES,
    GUARDED_STACK: '',
    EVENTS_TABLE_NAME: tables.names.events,
    TERMS_TABLE_NAME: tables.names.terms,
    BACKFILL_QUEUE_ARN: '',
    BACKFILL_QUEUE_URL: '',
    RETENTION_DAYS: '36500',
    SPREAD_EVENTS: '',
    EXTRA_TERMS: '',
  });
  const trail = await EmbeddedTrail.create(aws);
  const files = sampleDeliveries();
  for (const { key, body } of files) await trail.deliver(key, gzipSync(body));
  let last: Invocation | undefined;
  const handler: IngestHandler = async (event) => {
    last = await ingest.invoke(event);
    assert.equal(last.error, undefined);
    return last.answer as Awaited<ReturnType<IngestHandler>>;
  };
  const invocations = await trail.drain(handler);
  const rows = stream.take();
  assert.equal(await trail.deadLetters(), 0);
  assert.ok(rows.length > files.length, 'the log files became rows');
  told('ingest', last, `${invocations} invocations, ${files.length} log files, ${rows.length} rows`);
  return rows;
}

async function alerted(
  assets: Assets,
  aws: EmbeddedAws,
  tables: EmbeddedDynamoDb,
  rows: readonly EmbeddedStreamRecord[],
): Promise<void> {
  await createLocalAlertState(tables);
  const { TopicArn = '' } = await aws.sns.send(new CreateTopicCommand({ Name: TOPIC }));
  const subscriber = await createEmbeddedQueue(aws, 'subscriber');
  await aws.sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: subscriber.arn }));
  const failures = await createEmbeddedQueue(aws, 'failures');
  const alert = assets.function<AlertEnvironment>('Alerting', {
    EVENTS_TABLE_NAME: tables.names.events,
    DISCARDED_BATCHES_URL: 'https://discarded.s3.us-east-1.amazonaws.com',
    ALERT_STATE_TABLE_NAME: LOCAL_ALERT_STATE_TABLE,
    ALERT_CONFIGURATION: JSON.stringify({ 'ssm-audit:alertTopics': [{ name: TOPIC, events: ['DeleteDocument'] }] }),
    ALERT_TOPIC_ARNS: JSON.stringify({ [TOPIC]: TopicArn }),
    ALERT_FAILURE_QUEUE_URL: failures.url,
    ALERT_WINDOW_SECONDS: '3600',
    RULES_FILE: 'rules.json',
  });
  const deletions = rows.filter(({ dynamodb }) => JSON.stringify(dynamodb.Keys).includes('DeleteDocument'));
  const invocation = await alert.invoke({ Records: deletions });
  assert.deepEqual(invocation.answer, { batchItemFailures: [] });
  const { Messages = [] } = await aws.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: subscriber.url, MaxNumberOfMessages: 10 }),
  );
  assert.ok(
    Messages.some(({ Body }) => Body?.includes('DeleteDocument')),
    'the subscriber got the alert',
  );
  told('alert', invocation, `${deletions.length} rows, ${Messages.length} messages`);
}

async function reconciled(assets: Assets, tables: EmbeddedDynamoDb): Promise<void> {
  const variables = { ...logVariables(tables), ALERT_STATE_TABLE_NAME: LOCAL_ALERT_STATE_TABLE };
  const invocation = await assets.function<ReconcileEnvironment>('Reconciliation', variables).invoke({});
  assert.equal(invocation.error, undefined);
  told('reconcile', invocation, 'the bucket was listed');
}

/** No embedded service is CloudTrail: that its code loads, asks and says what it got is what can be seen here. */
async function looked(assets: Assets): Promise<void> {
  const trail = 'arn:aws:cloudtrail:us-east-1:000000000000:trail/embedded';
  const invocation = await assets
    .function<TrailHealthEnvironment>('TrailHealth', {
      TRAIL_ARN: trail,
      LOG_BUCKET_NAME: 'logs',
      LOG_PREFIX: '',
      DELIVERY_TOPIC_ARN: '',
      URL_SUFFIX: 'amazonaws.com',
    })
    .invoke({});
  assert.doesNotMatch(invocation.error ?? '', /Cannot find|is not defined|is not a function/);
  told('trail-health', invocation, invocation.error ?? 'answered');
}

/** What is indexed is of other days than the one before this. */
async function exported(assets: Assets, tables: EmbeddedDynamoDb): Promise<void> {
  const invocation = await assets
    .function<ExportEnvironment>('ScheduledExport', {
      EVENTS_TABLE_NAME: tables.names.events,
      TERMS_TABLE_NAME: tables.names.terms,
      DELIVERIES_TABLE_NAME: tables.names.deliveries,
      ALERT_STATE_TABLE_NAME: LOCAL_ALERT_STATE_TABLE,
      EXPORT_BUCKET_NAME: EMBEDDED_BUCKET,
      EXPORT_PREFIX: 'lake/',
      EXPORT_SCHEMA: 'event',
      EXPORT_TABLE: '',
      URL_SUFFIX: 'amazonaws.com',
    })
    .invoke({});
  assert.equal(invocation.error, undefined);
  told('export', invocation, JSON.stringify(invocation.answer));
}

/** No digest lies in the bucket, so that no key of CloudTrail's is asked for. */
async function verified(assets: Assets, tables: EmbeddedDynamoDb): Promise<void> {
  const invocation = await assets
    .function<VerifyEnvironment>('RowVerification', {
      ...logVariables(tables),
      ...KEEP_ALL_VARIABLES,
      GUARDED_STACK: '',
      EVENTS_TABLE_NAME: tables.names.events,
      TERMS_TABLE_NAME: tables.names.terms,
      ALERT_STATE_TABLE_NAME: LOCAL_ALERT_STATE_TABLE,
      RETENTION_DAYS: '36500',
      TRAIL_ARN: '',
      URL_SUFFIX: 'invalid',
    })
    .invoke({});
  assert.equal(invocation.error, undefined);
  told('verify', invocation, JSON.stringify(invocation.answer));
}

/** All terms stand, which the function looks up and says. */
async function rebuilt(assets: Assets, tables: EmbeddedDynamoDb): Promise<void> {
  const rebuild = assets.function<RebuildEnvironment>('TermRebuilding', {
    EVENTS_TABLE_NAME: tables.names.events,
    TERMS_TABLE_NAME: tables.names.terms,
    DELIVERIES_TABLE_NAME: tables.names.deliveries,
    ALERT_STATE_TABLE_NAME: LOCAL_ALERT_STATE_TABLE,
    EXTRA_TERMS: '',
    GUARDED_STACK: '',
  });
  await rebuild.invoke({ rebuild: 'start' });
  const invocation = await rebuild.invoke({});
  assert.equal(invocation.error, undefined);
  const { state } = Object(invocation.answer);
  assert.equal(state?.counts.written, 0);
  assert.ok(state?.counts.standing > 0, 'it looked terms up');
  told('rebuild-terms', invocation, JSON.stringify(state?.counts));
}

function told(name: string, invocation: Invocation | undefined, what: string): void {
  const { node, importMs } = invocation ?? {};
  process.stdout.write(`${name}: ${what} (${node}, loaded in ${importMs} ms)\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`test:assets: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
