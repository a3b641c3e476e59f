import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { rulePackFolder, ruleSources } from '../../lib/adapters/folder/rule-folder';
import { KEEP_ALL_VARIABLES } from '../../lib/app/ingest/indexing-configuration';
import type { AlertEnvironment, IngestEnvironment, TrailHealthEnvironment } from '../../lib/contract/environment';
import { packRules } from '../../lib/core/rules/packed/packed-rules';
import type { EmbeddedAws } from '../../lib/local/embedded-aws';
import { createEmbeddedQueue } from '../../lib/local/embedded-queue';
import { EMBEDDED_BUCKET, EmbeddedTrail } from '../../lib/local/embedded-trail';
import { EMBEDDED_REGION, type EmbeddedSettings } from '../../lib/local/loopback-access';
import { sampleDeliveries } from '../../samples/sample-deliveries';
import { createLocalAlertState, LOCAL_ALERT_STATE_TABLE } from '../embedded/embedded-alert-state';
import type { EmbeddedDynamoDb } from '../embedded/embedded-dynamodb';

const TOPIC = 'everything';

/** Where the SDK of a function looks for the services, and by what it is known to them. */
export function serviceVariables(aws: EmbeddedAws, dynamodb: EmbeddedSettings): Readonly<Record<string, string>> {
  const { endpoint, region, credentials } = aws.settings;
  return {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
  };
}

/** Where the SDK looks for CloudTrail, and what trail-health is told. */
export function trailVariables({ endpoint, region, credentials }: EmbeddedSettings): Readonly<Record<string, string>> {
  const environment: TrailHealthEnvironment = {
    TRAIL_ARN: `arn:aws:cloudtrail:${region}:000000000000:trail/invoked`,
    LOG_BUCKET_NAME: EMBEDDED_BUCKET,
    LOG_PREFIX: '',
    DELIVERY_TOPIC_ARN: '',
    URL_SUFFIX: 'amazonaws.com',
    STACK_NAME: 'invoked',
  };
  return {
    ...environment,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_CLOUDTRAIL: endpoint,
  };
}

/** Puts the sample log files into the bucket; gives what ingest and reconcile are told. */
export async function logVariables(aws: EmbeddedAws, { names }: EmbeddedDynamoDb): Promise<IngestEnvironment> {
  const trail = await EmbeddedTrail.create(aws);
  for (const { key, body } of sampleDeliveries()) await trail.deliver(key, gzipSync(body));
  return {
    ...KEEP_ALL_VARIABLES,
    EVENTS_TABLE_NAME: names.events,
    TERMS_TABLE_NAME: names.terms,
    DELIVERIES_TABLE_NAME: names.deliveries,
    LOG_BUCKET_NAME: EMBEDDED_BUCKET,
    LOG_BUCKET_REGION: EMBEDDED_REGION,
    LOG_BUCKET_OWNER: '000000000000',
    LOG_PREFIX: '',
    BACKFILL_QUEUE_ARN: '',
    BACKFILL_QUEUE_URL: '',
    RETENTION_DAYS: '36500',
    SPREAD_EVENTS: '',
    EXTRA_TERMS: '',
    GUARDED_STACK: '',
    STACK_NAME: 'invoked',
  };
}

/** Makes a topic for every match of the pack, with a queue that gets its messages; gives what the alert function is told. */
export async function alertVariables(
  aws: EmbeddedAws,
  state: EmbeddedDynamoDb,
  folder: string,
): Promise<{ readonly variables: AlertEnvironment; readonly subscriberUrl: string }> {
  await createLocalAlertState(state);
  const { TopicArn = '' } = await aws.sns.send(new CreateTopicCommand({ Name: TOPIC }));
  const subscriber = await createEmbeddedQueue(aws, 'subscriber');
  await aws.sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: subscriber.arn }));
  const rulesFile = join(folder, 'rules.json');
  writeFileSync(rulesFile, JSON.stringify(packRules(await ruleSources(rulePackFolder()))));
  const variables = {
    EVENTS_TABLE_NAME: state.names.events,
    ALERT_STATE_TABLE_NAME: LOCAL_ALERT_STATE_TABLE,
    ALERT_CONFIGURATION: JSON.stringify({
      'ssm-audit:alertTopics': [{ name: TOPIC, minimumLevel: 'informational' }],
    }),
    ALERT_TOPIC_ARNS: JSON.stringify({ [TOPIC]: TopicArn }),
    ALERT_FAILURE_QUEUE_URL: (await createEmbeddedQueue(aws, 'failures')).url,
    DISCARDED_BATCHES_URL: '',
    ALERT_WINDOW_SECONDS: '3600',
    RULES_FILE: rulesFile,
    GUARDED_STACK: '',
    STACK_NAME: 'invoked',
  };
  return { variables, subscriberUrl: subscriber.url };
}
