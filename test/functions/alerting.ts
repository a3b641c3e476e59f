import { createHash, randomUUID } from 'node:crypto';
import type { Logger } from '@aws-lambda-powertools/logger';
import type { Metrics } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { DynamoDbAlertState } from '../../lib/adapters/dynamodb/dynamodb-alert-state';
import { DynamoDbCorrelationState } from '../../lib/adapters/dynamodb/dynamodb-correlation-state';
import { toItem } from '../../lib/adapters/dynamodb/dynamodb-items';
import { DynamoDbStoredRows } from '../../lib/adapters/dynamodb/dynamodb-stored-rows';
import { EventBuses } from '../../lib/adapters/messaging/event-buses';
import { QueueingAlertPublisher } from '../../lib/adapters/messaging/queueing-alert-publisher';
import { SqsFailedMessages } from '../../lib/adapters/messaging/sqs-failed-messages';
import { RETRYING } from '../../lib/adapters/retry/retrying';
import { S3DiscardedBatches } from '../../lib/adapters/s3/s3-discarded-batches';
import { INDEX_EVERYTHING, indexRecord } from '../../lib/app/index/index-record';
import type { AlertTopic } from '../../lib/core/alerts/configuration/topic-configuration';
import { compileSelected } from '../../lib/core/alerts/correlations/correlating';
import { compileMatcher } from '../../lib/core/alerts/event-matcher';
import type { Origin } from '../../lib/core/event/audit-event';
import type { GuardedStack } from '../../lib/core/guard/guarded-stack';
import type { JsonObject } from '../../lib/core/record/json';
import { stringifyRecord } from '../../lib/core/record/parse-record';
import type { EventRow } from '../../lib/core/rows/event-row';
import { KEEP_ALL } from '../../lib/core/rows/kept-records';
import { loadRules } from '../../lib/core/rules/load-rules';
import { createAlertHandler } from '../../lib/functions/alert/alert-handler';
import { AlertReport } from '../../lib/functions/alert/alert-report';
import { stateOfCorrelations } from '../../lib/functions/alert/correlation-state';
import { streamEvents } from '../../lib/functions/alert/stream-events';
import { configuration } from '../core/alerts/observed-events';
import { AWS_SETTINGS, type TestBucket, testBucket } from '../embedded/aws';
import { createLocalAlertState, LOCAL_ALERT_STATE_TABLE } from '../embedded/embedded-alert-state';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../embedded/embedded-dynamodb';
import { EmbeddedEventBridge } from '../embedded/event-bridge';

/** An invocation's time, in milliseconds, as the stack gives it. */
const INVOCATION_MS = 60_000;

/** What a subscriber's queue holds: the message as text, its last line parsed, and its attributes. */
export interface Received {
  readonly text: string;
  readonly alert: Readonly<Record<string, unknown>>;
  readonly attributes: Readonly<Record<string, string | undefined>>;
}

/** The alert function on embedded services, with the clients that it uses: faults are injected into these. */
export class Alerting {
  /** Everything that was logged, as text. */
  readonly log: string[] = [];
  readonly metrics: [name: string, value: number, level?: string][] = [];
  readonly topicArns = new Map<string, string>();
  readonly chatTopics = new Set<string>();
  readonly eventBuses: EventBuses;
  /** What the clock of the function says. */
  now = new Date('2024-05-01T12:20:00Z');

  private constructor(
    readonly dynamodb: EmbeddedDynamoDb,
    readonly sns: SNSClient,
    readonly sqs: SQSClient,
    readonly failureQueueUrl: string,
    /** Where Lambda puts batches that it gives up on. */
    readonly discarded: TestBucket,
    /** Fills the Events table. No fault is injected into it. */
    private readonly filler: DynamoDBClient,
    readonly eventBridge: EmbeddedEventBridge,
  ) {
    this.eventBuses = new EventBuses((region) => eventBridge.client(region));
  }

  static async start(): Promise<Alerting> {
    const dynamodb = await startEmbeddedDynamoDb();
    await createLocalAlertState(dynamodb);
    const sqs = new SQSClient({ ...AWS_SETTINGS, ...RETRYING, useQueueUrlAsEndpoint: false });
    const { url } = await createQueue(sqs);
    const sns = new SNSClient({ ...AWS_SETTINGS, ...RETRYING });
    const filler = new DynamoDBClient(dynamodb.settings);
    return new Alerting(dynamodb, sns, sqs, url, await testBucket(), filler, await EmbeddedEventBridge.start());
  }

  async stop(): Promise<void> {
    this.sns.destroy();
    this.sqs.destroy();
    this.discarded.s3.destroy();
    this.filler.destroy();
    await this.eventBridge.stop();
    await this.dynamodb.close();
  }

  /** Makes a topic of that name, and a queue that gets from it what a filter policy lets through. Gives the queue's URL. */
  async subscribe(topic: string, filterPolicy?: object): Promise<string> {
    if (!this.topicArns.has(topic)) {
      const { TopicArn = '' } = await this.sns.send(new CreateTopicCommand({ Name: `${topic}-${randomUUID()}` }));
      this.topicArns.set(topic, TopicArn);
    }
    const { url, arn } = await createQueue(this.sqs);
    const policy = filterPolicy && { FilterPolicy: JSON.stringify(filterPolicy) };
    await this.sns.send(
      new SubscribeCommand({
        TopicArn: this.topicArns.get(topic),
        Protocol: 'sqs',
        Endpoint: arn,
        Attributes: { RawMessageDelivery: 'true', ...policy },
      }),
    );
    return url;
  }

  /**
   * The function for rules and topics, as a new execution environment has it. The table has the rows of each batch, as it
   * does wherever a stream shows them.
   */
  handler(...given: Parameters<Alerting['invoker']>) {
    const invoke = this.invoker(...given);
    return async (event: unknown) => {
      await this.store(event);
      return invoke(event);
    };
  }

  /** Puts the rows of a batch into the Events table. */
  async store(batch: unknown): Promise<void> {
    if (typeof batch !== 'object' || batch === null || !('Records' in batch)) return;
    for (const { row } of streamEvents(batch)) {
      if (row === undefined) continue;
      const Item = toItem(row);
      await this.filler.send(new PutItemCommand({ TableName: this.dynamodb.names.events, Item }));
    }
  }

  /** The same function, handed a batch that the table does not have. */
  invoker(rules: readonly string[], topics: readonly AlertTopic[], remainingMs: () => number = () => INVOCATION_MS) {
    const loaded = loadRules(rules.map((text, index) => ({ file: `${index}.yml`, text })));
    expect(loaded.refused).toEqual([]);
    const report = this.report();
    const now = () => this.now;
    const shared = {
      state: new DynamoDbAlertState(this.dynamodb.client, LOCAL_ALERT_STATE_TABLE, now, (error) =>
        report.digestFailed(error),
      ),
      now,
      publisher: new QueueingAlertPublisher(this, (...words) => report.notPublished(...words)),
      windowMs: 3_600_000,
      words: { program: 'ssm-audit', store: '--stack ssm-audit' },
      report,
    };
    const correlationState = new DynamoDbCorrelationState(this.dynamodb.client, LOCAL_ALERT_STATE_TABLE, now);
    const correlations = {
      ...shared,
      ...stateOfCorrelations(correlationState),
      ...compileSelected(loaded.correlations, configuration(...topics)),
      correlationReport: report.correlations,
    };
    const handler = createAlertHandler({
      ...shared,
      match: compileMatcher(loaded.rules, configuration(...topics)),
      correlations: () => correlations,
      rows: new DynamoDbStoredRows(this.dynamodb.client, this.dynamodb.names.events),
      failedMessages: new SqsFailedMessages(this),
      discarded: new S3DiscardedBatches(`${AWS_SETTINGS.endpoint}/${this.discarded.name}`, this.sqs.config),
      flush: () => undefined,
    });
    const context = { getRemainingTimeInMillis: remainingMs, functionName: 'alert' } as unknown as Context;
    return async (event: unknown) =>
      (await handler(event, context)).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  }

  /** Takes all messages from a queue. */
  async received(queueUrl: string): Promise<readonly Received[]> {
    return (await this.taken(queueUrl)).map(({ Body = '', MessageAttributes = {} }) => ({
      text: Body,
      alert: JSON.parse(Body.slice(Body.lastIndexOf('\n') + 1)),
      attributes: Object.fromEntries(
        Object.entries(MessageAttributes).map(([name, value]) => [name, value.StringValue]),
      ),
    }));
  }

  /** The inputs of `Publish` that wait in the failure queue. */
  async kept(): Promise<readonly Record<string, unknown>[]> {
    return (await this.taken(this.failureQueueUrl)).map(({ Body = '' }) => JSON.parse(Body));
  }

  /** A message that waits in the failure queue, without taking it. */
  async waiting() {
    const command = new ReceiveMessageCommand({ QueueUrl: this.failureQueueUrl, VisibilityTimeout: 0 });
    return (await this.sqs.send(command)).Messages?.[0];
  }

  private async taken(queueUrl: string) {
    const messages = [];
    for (;;) {
      const command = new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ['All'],
      });
      const { Messages = [] } = await this.sqs.send(command);
      if (Messages.length === 0) return messages;
      messages.push(...Messages);
      for (const { ReceiptHandle } of Messages)
        await this.sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    }
  }

  private report(): AlertReport {
    const logged = (message: string, extra: object) => void this.log.push(JSON.stringify({ message, ...extra }));
    const logger = { info: logged, warn: logged, error: logged } as unknown as Logger;
    const addMetric = (name: string, _: string, value: number) => void this.metrics.push([name, value]);
    const singleMetric = () => {
      let level = '';
      const addDimension = (_: string, value: string) => {
        level = value;
      };
      return {
        addDimension,
        addMetric: (name: string, _: string, value: number) => this.metrics.push([name, value, level]),
      };
    };
    return new AlertReport(logger, { addMetric, singleMetric } as unknown as Metrics);
  }
}

async function createQueue(sqs: SQSClient): Promise<{ url: string; arn: string }> {
  const { QueueUrl: url = '' } = await sqs.send(new CreateQueueCommand({ QueueName: randomUUID() }));
  const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] });
  const { Attributes } = await sqs.send(command);
  return { url, arn: Attributes?.['QueueArn'] ?? '' };
}

/** The row of a record as ingestion writes it; its place in the file is told by the record's own bytes. */
export function rowOfRecord(record: JsonObject, origin: Origin = 'delivery', guard?: GuardedStack): EventRow {
  const recordSha256 = createHash('sha256').update(stringifyRecord(record)).digest('hex');
  const place = { logFile: 's3://logs/AWSLogs/a.json.gz', recordIndex: 0, recordSha256 };
  const source = { origin, deliveredAt: undefined, now: new Date(0) };
  const indexed = indexRecord(record, place, source, { ...INDEX_EVERYTHING, kept: KEEP_ALL, guard });
  if (typeof indexed !== 'object') throw new Error('expired');
  return indexed.row;
}

/** What Lambda hands over for new rows; sequence numbers are 100, 101, … */
export function insertions(...rows: readonly EventRow[]): { Records: Record<string, unknown>[] } {
  return { Records: rows.map((row, index) => insertion(row, String(100 + index))) };
}

/** When the rows of `insertions` were written, in epoch seconds: 2024-05-01T12:15:00Z. */
export const INDEXED_AT_SECONDS = 1_714_565_700;

export function insertion(row: EventRow, sequenceNumber: string): Record<string, unknown> {
  const { eventName, eventTimeId } = row;
  return {
    eventID: sequenceNumber,
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    dynamodb: {
      ApproximateCreationDateTime: INDEXED_AT_SECONDS,
      Keys: toItem({ eventName, eventTimeId }),
      NewImage: base64(toItem(row)),
      SequenceNumber: sequenceNumber,
      StreamViewType: 'NEW_IMAGE',
    },
  };
}

/** As Lambda writes an image: JSON, bytes as Base64. */
function base64(item: object): object {
  const asText = (_: string, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
  return JSON.parse(JSON.stringify(item, asText));
}
