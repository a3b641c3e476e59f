import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { compiledRulePack } from '../adapters/folder/rule-pack';
import { temporaryAlertState } from '../adapters/sqlite/alerting/alert-state-database';
import { SqliteAlertState } from '../adapters/sqlite/alerting/sqlite-alert-state';
import { SqliteCorrelationState } from '../adapters/sqlite/alerting/sqlite-correlation-state';
import type { SqliteConnection } from '../adapters/sqlite/sqlite-connection';
import { sendAlerts } from '../app/alert/send-alerts';
import { NO_DEADLINE } from '../app/ports/deadline';
import type { StoredRows } from '../app/ports/stored-rows';
import { ALERT_CONTEXT_KEYS } from '../core/alerts/configuration/alert-configuration';
import { DEFAULT_ALERT_WINDOW_MS } from '../core/alerts/configuration/alert-window';
import type { CommandWords } from '../core/alerts/next-steps';
import type { ObservedEvent } from '../core/alerts/observed-event';
import { textAt } from '../core/record/json';
import { unpackRules } from '../core/rules/packed/unpacked-rules';
import { alertDependencies } from '../functions/alert/alert-dependencies';
import { type AlertHandlerDependencies, createAlertHandler } from '../functions/alert/alert-handler';
import { stateOfCorrelations } from '../functions/alert/correlation-state';
import type { EmbeddedAws } from './embedded-aws';
import { createEmbeddedQueue } from './embedded-queue';
import type { EmbeddedStreamRecord } from './embedded-stream';

/** An alert topic as in `cdk.json`, without its subscribers. */
export interface LocalTopic {
  readonly name: string;
  readonly events?: readonly string[];
  readonly rules?: readonly string[];
  readonly minimumLevel?: string;
  readonly accounts?: readonly string[];
}

/** A message as a subscriber got it. */
export interface ReceivedAlert {
  readonly topic: string;
  readonly subject: string;
  readonly message: string;
}

/** How many rows one invocation takes, like the stack's event source mapping. */
const BATCH_ROWS = 100;

/** How many milliseconds an invocation has. */
const INVOCATION_MS = 60_000;

/** The ARN of a topic, the queue that subscribes to it, and what came there. */
interface Subscription {
  readonly topicArn: string;
  readonly queueUrl: string;
  readonly kept: ReceivedAlert[];
}

/** What the subscribers got. */
export interface ReceivedAlerts {
  /** Topic by topic, the first ones of each. */
  readonly alerts: readonly ReceivedAlert[];
  /** How many there were, kept or not. */
  readonly alertCount: number;
  /** Batches of new events of which the function could not send all alerts. A stack would hand them over again. */
  readonly failedBatches: number;
}

/**
 * The alerting of a stack on embedded services: topics with one subscriber each, and the function that publishes to
 * them.
 */
export class EmbeddedAlerting {
  private alertCount = 0;
  private failedBatches = 0;

  private constructor(
    private readonly aws: EmbeddedAws,
    private readonly deps: AlertHandlerDependencies,
    private readonly state: SqliteConnection,
    private readonly subscriptions: ReadonlyMap<string, Subscription>,
    private readonly mostKept: number,
  ) {}

  /**
   * Makes topics, subscribers and the state. The state is temporary, so it forgets what an earlier run sent. `rows` are
   * those of the store. `words` are those of commands in a message. `mostKept` messages of each topic are kept.
   */
  static async create(
    aws: EmbeddedAws,
    rows: StoredRows,
    topics: readonly LocalTopic[],
    words: CommandWords,
    mostKept: number,
  ): Promise<EmbeddedAlerting> {
    const made = await Promise.all(topics.map(async ({ name }) => [name, await subscribedTopic(aws, name)] as const));
    const deps = await functionDependencies(aws, topics, new Map(made));
    const state = temporaryAlertState();
    const withState = { ...deps, ...stateIn(state, deps), rows, words };
    return new EmbeddedAlerting(aws, withState, state, new Map(made), mostKept);
  }

  /** Ends the state. */
  close(): void {
    this.state.close();
  }

  /** Hands new rows, and no changed ones, to the function, as the mapping of the stream does. */
  async invoke(records: readonly EmbeddedStreamRecord[]): Promise<void> {
    const handler = createAlertHandler(this.deps);
    const inserted = records.filter(({ eventName }) => eventName === 'INSERT');
    for (let start = 0; start < inserted.length; start += BATCH_ROWS) {
      const end = Date.now() + INVOCATION_MS;
      const context = { getRemainingTimeInMillis: () => end - Date.now(), functionName: 'alert' } as Context;
      const { batchItemFailures } = await handler({ Records: inserted.slice(start, start + BATCH_ROWS) }, context);
      if (batchItemFailures.length > 0) this.failedBatches += 1;
      await this.collect();
    }
  }

  /** Sends the alerts of events that are no longer new, in batches as large as those of the stream. */
  async sendAgain(events: AsyncIterable<ObservedEvent>): Promise<void> {
    const batch: ObservedEvent[] = [];
    for await (const event of events) {
      batch.push(event);
      if (batch.length < BATCH_ROWS) continue;
      await this.send(batch.splice(0));
    }
    await this.send(batch);
  }

  private async send(batch: readonly ObservedEvent[]): Promise<void> {
    const failed = await sendAlerts(this.deps, batch, NO_DEADLINE);
    if (failed.size > 0) this.failedBatches += 1;
    await this.collect();
  }

  /** What the subscribers got. */
  async received(): Promise<ReceivedAlerts> {
    await this.collect();
    const { alertCount, failedBatches } = this;
    return { alerts: [...this.subscriptions.values()].flatMap(({ kept }) => kept), alertCount, failedBatches };
  }

  /** Takes what came out of the queues, which hold it in memory. */
  private async collect(): Promise<void> {
    for (const [topic, { queueUrl, kept }] of this.subscriptions) {
      const bodies = await this.bodies(queueUrl);
      this.alertCount += bodies.length;
      for (const body of bodies.slice(0, this.mostKept - kept.length)) kept.push(receivedAlert(topic, body));
    }
  }

  private async bodies(queueUrl: string): Promise<readonly string[]> {
    const bodies: string[] = [];
    for (;;) {
      const command = new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 });
      const { Messages = [] } = await this.aws.sqs.send(command);
      if (Messages.length === 0) return bodies;
      for (const { Body = '', ReceiptHandle } of Messages) {
        bodies.push(Body);
        await this.aws.sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
      }
    }
  }
}

/** The dependencies of the function for topics, with no table behind them. */
async function functionDependencies(
  aws: EmbeddedAws,
  topics: readonly LocalTopic[],
  subscriptions: ReadonlyMap<string, Subscription>,
): Promise<AlertHandlerDependencies> {
  const failures = await createEmbeddedQueue(aws, 'embedded-alert-failures');
  const files = unpackRules((await compiledRulePack()).files);
  const arns = [...subscriptions].map(([name, { topicArn }]) => [name, topicArn]);
  return alertDependencies(
    {
      EVENTS_TABLE_NAME: '',
      ALERT_STATE_TABLE_NAME: '',
      ALERT_CONFIGURATION: JSON.stringify({ [ALERT_CONTEXT_KEYS[0]]: topics }),
      ALERT_TOPIC_ARNS: JSON.stringify(Object.fromEntries(arns)),
      ALERT_FAILURE_QUEUE_URL: failures.url,
      // Nothing here gives up on a batch.
      DISCARDED_BATCHES_URL: '',
      ALERT_WINDOW_SECONDS: String(DEFAULT_ALERT_WINDOW_MS / 1000),
      STACK_NAME: 'embedded',
    },
    () => files,
    { sns: aws.settings, sqs: { ...aws.settings, useQueueUrlAsEndpoint: false }, dynamodb: aws.settings },
  );
}

/** What of the dependencies is about the state, in a database in the place of the table. */
function stateIn(
  connection: SqliteConnection,
  deps: AlertHandlerDependencies,
): Pick<AlertHandlerDependencies, 'state' | 'correlations'> {
  const state = new SqliteAlertState(connection, (error) => deps.report.digestFailed(error));
  const correlating = stateOfCorrelations(new SqliteCorrelationState(connection));
  return { state, correlations: () => ({ ...deps.correlations(), state, ...correlating }) };
}

async function subscribedTopic(aws: EmbeddedAws, name: string): Promise<Subscription> {
  const { TopicArn: topicArn = '' } = await aws.sns.send(new CreateTopicCommand({ Name: `embedded-${name}` }));
  const { url: queueUrl, arn } = await createEmbeddedQueue(aws, `embedded-${name}-subscriber`);
  await aws.sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint: arn }));
  return { topicArn, queueUrl, kept: [] };
}

function receivedAlert(topic: string, body: string): ReceivedAlert {
  const envelope: unknown = JSON.parse(body);
  return { topic, subject: textAt(envelope, 'Subject') ?? '', message: textAt(envelope, 'Message') ?? '' };
}
