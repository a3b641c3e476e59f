import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { DynamoDbAlertState } from '../../lib/adapters/dynamodb/dynamodb-alert-state';
import { DynamoDbCorrelationState } from '../../lib/adapters/dynamodb/dynamodb-correlation-state';
import { DynamoDbStoredRows } from '../../lib/adapters/dynamodb/dynamodb-stored-rows';
import { EventBuses } from '../../lib/adapters/messaging/event-buses';
import { QueueingAlertPublisher } from '../../lib/adapters/messaging/queueing-alert-publisher';
import { SqsFailedMessages } from '../../lib/adapters/messaging/sqs-failed-messages';
import { RETRYING } from '../../lib/adapters/retry/retrying';
import type { CorrelationReporting } from '../../lib/app/alert/correlate-events';
import type { DiscardedBatches } from '../../lib/app/ports/discarded-batches';
import { DEFAULT_ALERT_WINDOW_MS } from '../../lib/core/alerts/configuration/alert-window';
import {
  type AlertHandler,
  type AlertHandlerDependencies,
  createAlertHandler,
} from '../../lib/functions/alert/alert-handler';
import { stateOfCorrelations } from '../../lib/functions/alert/correlation-state';
import type { EmbeddedStream, EmbeddedStreamRecord } from '../../lib/local/embedded-stream';
import { SeededRandom } from '../../samples/seeded-random';
import { createLocalAlertState, LOCAL_ALERT_STATE_TABLE } from '../embedded/embedded-alert-state';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../embedded/embedded-dynamodb';
import { CORRELATING, MATCH, TOPIC } from './alert-rule';
import { DYNAMODB_FAULTS, type FaultCounts, FaultyRequests, SNS_FAULTS, senderOf, summed } from './faulty-requests';
import { createQueue, drained } from './queue';
import type { Service } from './worker-settings';

/** Rows that one invocation takes at most, as the stack has it: a stream hands over what is there, so fewer as well. */
const MOST_ROWS = 100;

/** Milliseconds that an invocation has, and for which a stream without news is left alone. */
const INVOCATION_MS = 60_000;
const IDLE_MS = 100;

/** One invocation of so many is cut off: before its first request, or after fewer than so many: what a few alerts make. */
const CUT_OFF = 2;
const MOST_REQUESTS = 12;

/** The answer of one invocation of so many is heard by nobody, though it was done. */
const UNHEARD = 5;

const QUIET: AlertHandlerDependencies['report'] = {
  sent() {},
  suppressed() {},
  unevaluated() {},
  failed() {},
  digestSent() {},
  digestFailed() {},
  refuted() {},
  drained() {},
  notDrained() {},
};

const QUIET_CORRELATIONS: CorrelationReporting = {
  correlationSent() {},
  correlated() {},
  tooLate() {},
  conflict() {},
  unreadable() {},
  capped() {},
  notCorrelated() {},
};

/** Nothing here gives up on a batch. */
const NOTHING_DISCARDED: DiscardedBatches = {
  list: async () => [],
  read: async () => undefined,
  remove: async () => undefined,
};

/** Deduplication ids as subscribers got them, and as they wait in the failure queue; with doubles. */
export interface SentAlerts {
  readonly received: readonly string[];
  readonly kept: readonly string[];
}

/**
 * The alert function with its real adapters, fed from the stream as Lambda feeds it, its requests to DynamoDB and SNS going
 * wrong. Invocations are cut off in the middle of their work, or their answer is thrown away: their rows come again.
 */
export class AlertFunction {
  /** Invocations that were cut off. */
  kills = 0;
  /** Requests until this invocation is cut off. */
  private left = Number.POSITIVE_INFINITY;
  private readonly requests: readonly FaultyRequests[];
  private readonly handler: AlertHandler;

  private constructor(
    private readonly memory: EmbeddedDynamoDb,
    private readonly sqs: SQSClient,
    private readonly clients: readonly { destroy(): void }[],
    private readonly random: SeededRandom,
    private readonly queues: { readonly subscriber: string; readonly failures: string },
    services: { readonly dynamodb: DynamoDBClient; readonly sns: SNSClient; readonly topicArn: string },
    store: EmbeddedDynamoDb,
    aws: Service,
    share: number,
  ) {
    const onRequest = () => this.countDown();
    const toDynamoDb = new FaultyRequests(senderOf(services.dynamodb), random, share, DYNAMODB_FAULTS, onRequest);
    const toSns = new FaultyRequests(senderOf(services.sns), random, share, SNS_FAULTS, onRequest);
    const toStore = new FaultyRequests(senderOf(store.client), random, share, DYNAMODB_FAULTS, onRequest);
    this.requests = [toDynamoDb, toSns, toStore];
    const stored = new DynamoDBClient({ ...store.settings, ...RETRYING, requestHandler: toStore as never });
    const dynamodb = new DynamoDBClient({ ...memory.settings, ...RETRYING, requestHandler: toDynamoDb as never });
    const sns = new SNSClient({ ...aws, ...RETRYING, requestHandler: toSns as never });
    const topicArns = new Map([[TOPIC, services.topicArn]]);
    const eventBuses = new EventBuses(() => {
      throw new TypeError('no topic is an event bus');
    });
    const to = { sns, sqs, topicArns, eventBuses, chatTopics: new Set<string>(), failureQueueUrl: queues.failures };
    const now = () => new Date();
    const shared = {
      state: new DynamoDbAlertState(dynamodb, LOCAL_ALERT_STATE_TABLE, now, () => undefined),
      now,
      publisher: new QueueingAlertPublisher(to, () => undefined),
      report: QUIET,
      windowMs: DEFAULT_ALERT_WINDOW_MS,
      words: { program: 'ssm-audit', store: '--stack faults' },
    };
    const correlations = {
      ...shared,
      ...CORRELATING,
      ...stateOfCorrelations(new DynamoDbCorrelationState(dynamodb, LOCAL_ALERT_STATE_TABLE, now)),
      correlationReport: QUIET_CORRELATIONS,
      // The day is of the past, and its buckets are open.
      now: () => new Date(0),
    };
    this.handler = createAlertHandler({
      ...shared,
      match: MATCH,
      correlations: () => correlations,
      rows: new DynamoDbStoredRows(stored, store.names.events),
      failedMessages: new SqsFailedMessages(to),
      discarded: NOTHING_DISCARDED,
      flush: () => undefined,
    });
  }

  /** Makes topic, subscriber, failure queue and state under a name that is free. The rows are in `store`. */
  static async create(
    aws: Service,
    store: EmbeddedDynamoDb,
    name: string,
    { seed, faultShare }: { readonly seed: number; readonly faultShare: number },
  ): Promise<AlertFunction> {
    const memory = await startEmbeddedDynamoDb();
    await createLocalAlertState(memory);
    const [sns, sqs] = [new SNSClient(aws), new SQSClient({ ...aws, useQueueUrlAsEndpoint: false })];
    const dynamodb = new DynamoDBClient(memory.settings);
    const { TopicArn: topicArn = '' } = await sns.send(new CreateTopicCommand({ Name: `${name}-alerts` }));
    const subscriber = await createQueue(sqs, `${name}-alerts`);
    const failures = await createQueue(sqs, `${name}-alert-failures`);
    const Attributes = { RawMessageDelivery: 'true' };
    await sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint: subscriber.arn, Attributes }));
    const queues = { subscriber: subscriber.url, failures: failures.url };
    const services = { dynamodb, sns, topicArn };
    const random = SeededRandom.of(`alerts ${seed}`);
    return new AlertFunction(memory, sqs, [sns, sqs, dynamodb], random, queues, services, store, aws, faultShare);
  }

  get faults(): FaultCounts {
    return summed(this.requests.map(({ counts }) => counts));
  }

  /** Works off the stream until `isOver` says that nothing more comes; gives all of its records. */
  async follow(stream: EmbeddedStream, isOver: () => boolean): Promise<readonly EmbeddedStreamRecord[]> {
    const changes: EmbeddedStreamRecord[] = [];
    for (;;) {
      const isLast = isOver();
      const news = stream.take();
      changes.push(...news);
      await this.workOff(news.filter(({ eventName }) => eventName === 'INSERT'));
      if (isLast) return changes;
      if (news.length === 0) await sleep(IDLE_MS);
    }
  }

  /** Takes what subscribers got and what is kept. */
  async sent(): Promise<SentAlerts> {
    const received = await drained(this.sqs, this.queues.subscriber);
    const kept = await drained(this.sqs, this.queues.failures);
    return {
      received: received.flatMap(deduplicationIdsOf),
      kept: kept.flatMap((input) => deduplicationIdsOf(JSON.parse(input).Message)),
    };
  }

  async close(): Promise<void> {
    for (const client of this.clients) client.destroy();
    await this.memory.close();
  }

  private async workOff(rows: readonly EmbeddedStreamRecord[]): Promise<void> {
    for (let start = 0; start < rows.length; ) {
      start += await this.invoke(rows.slice(start, start + 1 + this.random.below(MOST_ROWS)));
    }
  }

  /** Gives how many of the rows are done, as far as the stream has heard. */
  private async invoke(rows: readonly EmbeddedStreamRecord[]): Promise<number> {
    this.left = this.random.below(CUT_OFF) === 0 ? this.random.below(MOST_REQUESTS) : Number.POSITIVE_INFINITY;
    const remaining = () => (this.left < 0 ? 0 : INVOCATION_MS);
    const context = { getRemainingTimeInMillis: remaining, functionName: 'alert' } as Context;
    const { batchItemFailures } = await this.handler({ Records: rows }, context);
    if (this.left < 0) this.kills += 1;
    if (this.left < 0 || this.random.below(UNHEARD) === 0) return 0;
    const [first] = batchItemFailures;
    return first ? rows.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === first.itemIdentifier) : rows.length;
  }

  /** Lets no request through once the invocation is cut off: as nothing leaves a process that has ended. */
  private async countDown(): Promise<void> {
    this.left -= 1;
    if (this.left < 0) throw new Error('the invocation was cut off');
  }
}

/** A message ends in a line for machines. */
function deduplicationIdsOf(message: string): readonly string[] {
  return JSON.parse(message.slice(message.lastIndexOf('\n') + 1)).deduplicationIds;
}
