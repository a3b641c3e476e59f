import { Logger } from '@aws-lambda-powertools/logger';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { DynamoDbAlertState } from '../lib/adapters/dynamodb/dynamodb-alert-state';
import { DynamoDbCorrelationState } from '../lib/adapters/dynamodb/dynamodb-correlation-state';
import { DynamoDbStoredRows } from '../lib/adapters/dynamodb/dynamodb-stored-rows';
import { EventBuses } from '../lib/adapters/messaging/event-buses';
import { QueueingAlertPublisher } from '../lib/adapters/messaging/queueing-alert-publisher';
import { SqsFailedMessages } from '../lib/adapters/messaging/sqs-failed-messages';
import type { AlertPublisher } from '../lib/app/ports/alert-publisher';
import type { AlertState } from '../lib/app/ports/alert-state';
import type { BucketState, SightState } from '../lib/app/ports/correlation-state';
import type { DiscardedBatches } from '../lib/app/ports/discarded-batches';
import type { FailedMessages } from '../lib/app/ports/failed-messages';
import type { StoredRows } from '../lib/app/ports/stored-rows';
import type { Correlating } from '../lib/core/alerts/correlations/correlating';
import type { EventMatcher } from '../lib/core/alerts/event-matcher';
import { createAlertHandler } from '../lib/functions/alert/alert-handler';
import { AlertReport } from '../lib/functions/alert/alert-report';
import { CorrelationReport } from '../lib/functions/alert/correlation-report';
import { stateOfCorrelations } from '../lib/functions/alert/correlation-state';
import { functionMetrics } from '../lib/functions/function-metrics';
import type { EmbeddedAws } from '../lib/local/embedded-aws';
import { createEmbeddedQueue } from '../lib/local/embedded-queue';
import { LOCAL_ALERT_STATE_TABLE } from '../test/embedded/embedded-alert-state';
import type { EmbeddedDynamoDb } from '../test/embedded/embedded-dynamodb';

/** The topic that benches send to. */
export const BENCH_TOPIC = 'bench';

const INVOCATION_MS = 120_000;

const NOTHING_DISCARDED: DiscardedBatches = {
  list: async () => [],
  read: async () => undefined,
  remove: async () => undefined,
};

/** The services that the function uses. */
export interface BenchServices {
  readonly state: AlertState;
  readonly publisher: AlertPublisher;
  readonly correlationState: BucketState & SightState;
  readonly rows: StoredRows;
  readonly failedMessages: FailedMessages;
}

/** What the function alerts on. */
export interface BenchRules {
  readonly match: EventMatcher;
  readonly correlating: Correlating;
}

/** The alert function, and what it did. */
export interface BenchFunction {
  readonly counts: { readonly published: number; readonly matches: number };
  /** Hands batches to the function, one after the other. Rejects if one would have to come again. */
  run(batches: readonly (readonly object[])[]): Promise<void>;
}

/** The alert function as the stack has it. `now` says what time it is: correlations count no event of long ago. */
export function benchFunction(
  services: BenchServices,
  { match, correlating }: BenchRules,
  now: () => Date = () => new Date(),
): BenchFunction {
  const counts = { published: 0, matches: 0 };
  const reporting = [new Logger({ serviceName: 'alert' }), functionMetrics('alert', 'bench')] as const;
  const report = new CountingReport(counts, ...reporting);
  const correlationReport = new CountingCorrelations(counts, ...reporting);
  const { state, publisher, correlationState, rows, failedMessages } = services;
  const words = { program: 'ssm-audit', store: '' };
  const shared = { state, publisher, now, windowMs: 3_600_000, words, report };
  const correlations = { ...shared, ...correlating, ...stateOfCorrelations(correlationState), correlationReport };
  const handler = createAlertHandler({
    ...shared,
    match,
    correlations: () => correlations,
    rows,
    failedMessages,
    discarded: NOTHING_DISCARDED,
    flush: () => undefined,
  });
  return { counts, run };

  async function run(batches: readonly (readonly object[])[]): Promise<void> {
    for (const Records of batches) {
      const context = { getRemainingTimeInMillis: () => INVOCATION_MS, functionName: 'alert' } as Context;
      const { batchItemFailures } = await handler({ Records }, context);
      if (batchItemFailures.length > 0)
        throw new TypeError('a batch would have come again: expected every one to be done');
    }
  }
}

/** Embedded services, whose state table exists. */
export async function embeddedServices(tables: EmbeddedDynamoDb, aws: EmbeddedAws): Promise<BenchServices> {
  const now = () => new Date();
  const { TopicArn = '' } = await aws.sns.send(new CreateTopicCommand({ Name: BENCH_TOPIC }));
  const { url: failureQueueUrl } = await createEmbeddedQueue(aws, 'bench-failures');
  const destinations = {
    sns: aws.sns,
    sqs: aws.sqs,
    topicArns: new Map([[BENCH_TOPIC, TopicArn]]),
    eventBuses: new EventBuses(() => unexpected(new TypeError('no topic is an event bus'))),
    chatTopics: new Set<string>(),
    failureQueueUrl,
  };
  return {
    state: new DynamoDbAlertState(tables.client, LOCAL_ALERT_STATE_TABLE, now, unexpected),
    publisher: new QueueingAlertPublisher(destinations, (_, reason) => unexpected(reason)),
    correlationState: new DynamoDbCorrelationState(tables.client, LOCAL_ALERT_STATE_TABLE, now),
    rows: new DynamoDbStoredRows(tables.client, tables.names.events),
    failedMessages: new SqsFailedMessages(destinations),
  };
}

function unexpected(reason: unknown): never {
  throw reason;
}

/** Counts messages, and otherwise says what the function says. */
class CountingReport extends AlertReport {
  constructor(
    private readonly counts: { published: number },
    ...reporting: ConstructorParameters<typeof AlertReport>
  ) {
    super(...reporting);
  }

  override sent(...words: Parameters<AlertReport['sent']>): void {
    super.sent(...words);
    this.counts.published += 1;
  }
}

/** Counts matches and messages of correlations. */
class CountingCorrelations extends CorrelationReport {
  constructor(
    private readonly counts: { published: number; matches: number },
    ...reporting: ConstructorParameters<typeof CorrelationReport>
  ) {
    super(...reporting);
  }

  override correlated(counts: Parameters<CorrelationReport['correlated']>[0]): void {
    super.correlated(counts);
    this.counts.matches += counts.matches;
  }

  override correlationSent(...words: Parameters<CorrelationReport['correlationSent']>): void {
    super.correlationSent(...words);
    this.counts.published += 1;
  }
}
