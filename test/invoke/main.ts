import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { toItem } from '../../lib/adapters/dynamodb/dynamodb-items';
import { streamEvents } from '../../lib/functions/alert/stream-events';
import { type EmbeddedAws, startEmbeddedAws } from '../../lib/local/embedded-aws';
import { EmbeddedStream } from '../../lib/local/embedded-stream';
import { type CloudTrailAnswers, EmbeddedCloudTrail } from '../embedded/cloudtrail';
import { createLocalAlertState, LOCAL_ALERT_STATE_TABLE } from '../embedded/embedded-alert-state';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../embedded/embedded-dynamodb';
import { alertVariables, logVariables, serviceVariables, trailVariables } from './embedded-functions';

const USAGE =
  'expected npm run invoke -- ingest|alert|reconcile|verify|trail-health|rebuild-terms|export EVENT.json, such as test/invoke/events/ingest.json';

// The SDK says at every start how long it supports this Node.js.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

// Somebody's profile outvotes the credentials of the embedded services.
delete process.env['AWS_PROFILE'];

/** Milliseconds that an invocation has. */
const INVOCATION_MS = 60_000;

/** Runs a function's own source on an event; gives lines about what it left behind. */
type Invoke = (event: unknown, aws: EmbeddedAws, dynamodb: EmbeddedDynamoDb) => Promise<readonly string[]>;

const FUNCTIONS: Readonly<Record<string, Invoke>> = {
  ingest,
  alert,
  reconcile,
  verify,
  'trail-health': trailHealth,
  'rebuild-terms': rebuildTerms,
  export: exportDays,
};

/**
 * `npm run invoke -- FUNCTION EVENT.json`: a function as Lambda runs it, on an event from a file and on embedded services
 * that are new: the bucket `embedded-trail-logs` holds the sample log files, tables are empty but for the rows of an event
 * for the alert function. Prints its answer.
 */
async function main([name = '', file]: readonly string[]): Promise<void> {
  const invoke = FUNCTIONS[name];
  if (invoke === undefined || file === undefined) throw new Error(`${name} ${file ?? ''}: ${USAGE}`);
  const event: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const [aws, dynamodb] = await Promise.all([startEmbeddedAws(), startEmbeddedDynamoDb()]);
  try {
    for (const line of await invoke(event, aws, dynamodb)) process.stdout.write(`${line}\n`);
  } finally {
    await Promise.all([aws.stop(), dynamodb.close()]);
  }
}

async function ingest(event: unknown, aws: EmbeddedAws, dynamodb: EmbeddedDynamoDb): Promise<readonly string[]> {
  const stream = await EmbeddedStream.start(dynamodb.settings.endpoint, dynamodb.names.events);
  try {
    Object.assign(process.env, serviceVariables(aws, stream.settings), await logVariables(aws, dynamodb));
    const { handler } = await import('../../lambda/ingest.js');
    const answer = await handler(event, context('ingest'));
    return [asText(answer), ...stream.take().map(({ dynamodb: { Keys } }) => `row ${JSON.stringify(Keys)}`)];
  } finally {
    await stream.stop();
  }
}

async function alert(event: unknown, aws: EmbeddedAws, dynamodb: EmbeddedDynamoDb): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-invoke-'));
  try {
    const { variables, subscriberUrl } = await alertVariables(aws, dynamodb, folder);
    Object.assign(process.env, serviceVariables(aws, dynamodb.settings), variables);
    await storeRows(event, dynamodb);
    const { handler } = await import('../../lambda/alert.js');
    const answer = await handler(event, context('alert'));
    const received = new ReceiveMessageCommand({ QueueUrl: subscriberUrl, MaxNumberOfMessages: 10 });
    const { Messages = [] } = await aws.sqs.send(received);
    return [asText(answer), ...Messages.map(({ Body }) => `message ${Body}`)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The alert function reads rows back. */
async function storeRows(event: unknown, { client, names }: EmbeddedDynamoDb): Promise<void> {
  for (const { row } of streamEvents(event)) {
    if (row) await client.send(new PutItemCommand({ TableName: names.events, Item: toItem(row) }));
  }
}

async function reconcile(event: unknown, aws: EmbeddedAws, dynamodb: EmbeddedDynamoDb): Promise<readonly string[]> {
  await createLocalAlertState(dynamodb);
  const variables = { ...(await logVariables(aws, dynamodb)), ALERT_STATE_TABLE_NAME: LOCAL_ALERT_STATE_TABLE };
  Object.assign(process.env, serviceVariables(aws, dynamodb.settings), variables);
  const { handler } = await import('../../lambda/reconcile.js');
  return [asText(await handler(event, context('reconcile')))];
}

/** What runs first: the state is stored, and verification begins tomorrow. */
async function verify(event: unknown, aws: EmbeddedAws, dynamodb: EmbeddedDynamoDb): Promise<readonly string[]> {
  await createLocalAlertState(dynamodb);
  const variables = { ALERT_STATE_TABLE_NAME: LOCAL_ALERT_STATE_TABLE, TRAIL_ARN: '', URL_SUFFIX: 'amazonaws.com' };
  Object.assign(process.env, serviceVariables(aws, dynamodb.settings), await logVariables(aws, dynamodb), variables);
  const { handler } = await import('../../lambda/verify.js');
  return [asText(await handler(event, context('verify')))];
}

/** Nothing is indexed, so that there is nothing to rebuild. */
async function rebuildTerms(event: unknown, aws: EmbeddedAws, dynamodb: EmbeddedDynamoDb): Promise<readonly string[]> {
  await createLocalAlertState(dynamodb);
  const variables = { ALERT_STATE_TABLE_NAME: LOCAL_ALERT_STATE_TABLE };
  Object.assign(process.env, serviceVariables(aws, dynamodb.settings), await logVariables(aws, dynamodb), variables);
  const { handler } = await import('../../lambda/rebuild-terms.js');
  return [asText(await handler(event, context('rebuild-terms')))];
}

/** Nothing is indexed, so that the day before has no events. */
async function exportDays(event: unknown, aws: EmbeddedAws, dynamodb: EmbeddedDynamoDb): Promise<readonly string[]> {
  await createLocalAlertState(dynamodb);
  const logs = await logVariables(aws, dynamodb);
  const variables = {
    ALERT_STATE_TABLE_NAME: LOCAL_ALERT_STATE_TABLE,
    EXPORT_BUCKET_NAME: logs.LOG_BUCKET_NAME,
    EXPORT_PREFIX: 'lake/',
    EXPORT_SCHEMA: 'event',
    EXPORT_TABLE: '',
    URL_SUFFIX: 'amazonaws.com',
  };
  Object.assign(process.env, serviceVariables(aws, dynamodb.settings), logs, variables);
  const { handler } = await import('../../lambda/export.js');
  return [asText(await handler(event, context('export')))];
}

/** The file holds what CloudTrail answers, and nothing of what was deployed. */
async function trailHealth(event: unknown): Promise<readonly string[]> {
  const cloudTrail = await EmbeddedCloudTrail.start(event as CloudTrailAnswers);
  try {
    Object.assign(process.env, trailVariables(cloudTrail.settings));
    const { handler } = await import('../../lambda/trail-health.js');
    return [asText(await handler({}, context('trail-health')))];
  } finally {
    await cloudTrail.stop();
  }
}

function context(functionName: string): Context {
  const end = Date.now() + INVOCATION_MS;
  return { functionName, awsRequestId: 'invoked', getRemainingTimeInMillis: () => end - Date.now() } as Context;
}

function asText(answer: unknown): string {
  return `answer ${JSON.stringify(answer ?? null)}`;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`invoke: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
