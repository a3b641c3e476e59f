import { parseArgs } from 'node:util';
import { Logger } from '@aws-lambda-powertools/logger';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { DynamoDbAlertState } from '../lib/adapters/dynamodb/dynamodb-alert-state';
import { DynamoDbCorrelationState } from '../lib/adapters/dynamodb/dynamodb-correlation-state';
import { toItem } from '../lib/adapters/dynamodb/dynamodb-items';
import { DynamoDbStoredRows } from '../lib/adapters/dynamodb/dynamodb-stored-rows';
import { eventReading } from '../lib/adapters/dynamodb/event-reading';
import { rulePackFolder, ruleSources } from '../lib/adapters/folder/rule-folder';
import { SnsAlertPublisher } from '../lib/adapters/messaging/sns-alert-publisher';
import { SqsFailedMessages } from '../lib/adapters/messaging/sqs-failed-messages';
import type { DiscardedBatches } from '../lib/app/ports/discarded-batches';
import { readAlertConfiguration } from '../lib/core/alerts/configuration/alert-configuration';
import { compileSelected } from '../lib/core/alerts/correlations/correlating';
import { compileMatcher } from '../lib/core/alerts/event-matcher';
import type { ListedRow } from '../lib/core/rows/event-row';
import { loadRules } from '../lib/core/rules/load-rules';
import { createAlertHandler } from '../lib/functions/alert/alert-handler';
import { AlertReport } from '../lib/functions/alert/alert-report';
import { stateOfCorrelations } from '../lib/functions/alert/correlation-state';
import { functionMetrics } from '../lib/functions/function-metrics';
import { createLocalAlertState, LOCAL_ALERT_STATE_TABLE } from '../lib/local/embedded-alert-state';
import { type EmbeddedAws, startEmbeddedAws } from '../lib/local/embedded-aws';
import type { EmbeddedDynamoDb } from '../lib/local/embedded-dynamodb';
import { createEmbeddedQueue } from '../lib/local/embedded-queue';
import { filledStore } from './filled-store';

/** Of random hexadecimal digits, three endings of 256 are a good hundredth; critical, so that each is published. */
const HUNDREDTH = `
title: One event in a hundred
id: hundredth
level: critical
logsource: {product: aws, service: cloudtrail}
detection:
  selection:
    eventID|endswith: ['00', '55', 'aa']
  condition: selection
`;

const TOPIC = 'bench';

/** Rows that one invocation takes, as the stack's event source mapping has it. */
const BATCH_ROWS = 100;

const INVOCATION_MS = 120_000;

const NOTHING_DISCARDED: DiscardedBatches = {
  list: async () => [],
  read: async () => undefined,
  remove: async () => undefined,
};

/**
 * `npm run bench:alerts -- [--events N] [--json]`: ingests generated events into the embedded DynamoDB, then hands their
 * rows, as the stream does, to the alert function with all rules of the project and one that matches a hundredth of them.
 * Exits with 1 where alerting is slower than ingestion.
 */
async function main(): Promise<void> {
  const { values: flags } = parseArgs({
    options: { events: { type: 'string', default: '10000' }, json: { type: 'boolean', default: false } },
  });
  const store = await filledStore(Number(flags.events), () => undefined);
  const aws = await startEmbeddedAws();
  try {
    const batches = await streamBatches(store.tables);
    const alerting = await measuredAlerting(store.tables, aws, batches);
    const { newEvents, seconds } = store.summary;
    const result = { events: newEvents, ingestionSeconds: seconds, ...alerting };
    process.stdout.write(flags.json ? `${JSON.stringify(result)}\n` : asText(result));
    process.exitCode = result.alertingSeconds <= seconds ? 0 : 1;
  } finally {
    await aws.stop();
    await store.remove();
  }
}

interface Result {
  readonly events: number;
  readonly published: number;
  readonly ingestionSeconds: number;
  readonly alertingSeconds: number;
}

function asText({ events, published, ingestionSeconds, alertingSeconds }: Result): string {
  const rate = (seconds: number) => `${seconds.toFixed(1)} s, ${Math.round(events / seconds)} a second`;
  return `${events} events ingested in ${rate(ingestionSeconds)}; alerting looked at them in ${rate(alertingSeconds)}, and published ${published} messages\n`;
}

async function measuredAlerting(
  tables: EmbeddedDynamoDb,
  aws: EmbeddedAws,
  batches: readonly object[],
): Promise<Pick<Result, 'published' | 'alertingSeconds'>> {
  await createLocalAlertState(tables);
  const { TopicArn = '' } = await aws.sns.send(new CreateTopicCommand({ Name: TOPIC }));
  const { url: failureQueueUrl } = await createEmbeddedQueue(aws, 'bench-failures');
  const destinations = { sns: aws.sns, sqs: aws.sqs, topicArns: new Map([[TOPIC, TopicArn]]), failureQueueUrl };
  const report = new CountingReport(new Logger({ serviceName: 'alert' }), functionMetrics('alert', 'bench'));
  const { match, correlating } = await compiledPack();
  const shared = {
    state: new DynamoDbAlertState(tables.client, LOCAL_ALERT_STATE_TABLE, () => new Date(), unexpected),
    now: () => new Date(),
    publisher: new SnsAlertPublisher(destinations, (_, reason) => unexpected(reason)),
    windowMs: 3_600_000,
    words: { program: 'ssm-audit', store: '' },
    report,
  };
  const remembered = new DynamoDbCorrelationState(tables.client, LOCAL_ALERT_STATE_TABLE, () => new Date());
  const correlations = {
    ...shared,
    ...correlating,
    ...stateOfCorrelations(remembered),
    correlationReport: report.correlations,
  };
  const handler = createAlertHandler({
    ...shared,
    match,
    correlations: () => correlations,
    rows: new DynamoDbStoredRows(tables.client, tables.names.events),
    failedMessages: new SqsFailedMessages(destinations),
    discarded: NOTHING_DISCARDED,
    flush: () => undefined,
  });
  const started = performance.now();
  for (const Records of batches) {
    const context = { getRemainingTimeInMillis: () => INVOCATION_MS, functionName: 'alert' } as Context;
    const { batchItemFailures } = await handler({ Records }, context);
    if (batchItemFailures.length > 0)
      throw new TypeError('a batch would have come again: expected every one to be done');
  }
  return { published: report.published, alertingSeconds: (performance.now() - started) / 1000 };
}

function unexpected(reason: unknown): never {
  throw reason;
}

/** Counts messages, and otherwise says what the function says. */
class CountingReport extends AlertReport {
  published = 0;

  override sent(...words: Parameters<AlertReport['sent']>): void {
    super.sent(...words);
    this.published += 1;
  }
}

async function compiledPack() {
  const pack = await ruleSources(rulePackFolder());
  const { rules, correlations } = loadRules([...pack, { file: 'bench.yml', text: HUNDREDTH }]);
  const configuration = readAlertConfiguration({ 'ssm-audit:alertTopics': [{ name: TOPIC, rules: ['hundredth'] }] });
  return {
    match: compileMatcher(rules, configuration),
    correlating: compileSelected(correlations, configuration),
  };
}

/** The rows of a store as its stream would bring them, in batches. */
async function streamBatches(tables: EmbeddedDynamoDb): Promise<readonly (readonly object[])[]> {
  const records = (await storedRows(tables)).map(insertion);
  return Array.from({ length: Math.ceil(records.length / BATCH_ROWS) }, (_, index) =>
    records.slice(index * BATCH_ROWS, (index + 1) * BATCH_ROWS),
  );
}

async function storedRows(tables: EmbeddedDynamoDb): Promise<readonly ListedRow[]> {
  const { reader } = eventReading(tables);
  const rows: ListedRow[] = [];
  for (const value of await reader.catalogue('')) {
    let after: unknown;
    do {
      const request = {
        since: undefined,
        until: undefined,
        oldestFirst: true,
        limit: undefined,
        withRecord: true,
        after,
      };
      const page = await reader.page({ ...request, partition: { table: 'events', value } });
      rows.push(...page.rows);
      after = page.after;
    } while (after !== undefined);
  }
  return rows;
}

function insertion(row: ListedRow, index: number): object {
  const { eventName, eventTimeId } = row;
  const image = JSON.stringify(toItem(row), (_, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );
  const dynamodb = {
    Keys: toItem({ eventName, eventTimeId }),
    NewImage: JSON.parse(image),
    SequenceNumber: String(index),
  };
  return { eventName: 'INSERT', dynamodb };
}

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
process.env.POWERTOOLS_METRICS_DISABLED = 'true';

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
