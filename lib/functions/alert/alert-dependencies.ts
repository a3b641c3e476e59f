import { Logger } from '@aws-lambda-powertools/logger';
import { EventBridgeClient, type EventBridgeClientConfig } from '@aws-sdk/client-eventbridge';
import { SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns';
import { SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import { DynamoDbAlertState } from '../../adapters/dynamodb/dynamodb-alert-state';
import { DynamoDbCorrelationState } from '../../adapters/dynamodb/dynamodb-correlation-state';
import { DynamoDbStoredRows } from '../../adapters/dynamodb/dynamodb-stored-rows';
import { dynamoDbClient } from '../../adapters/dynamodb/dynamodb-tables';
import type { AlertDestinations } from '../../adapters/messaging/alert-destinations';
import { EventBuses } from '../../adapters/messaging/event-buses';
import { QueueingAlertPublisher } from '../../adapters/messaging/queueing-alert-publisher';
import { SqsFailedMessages } from '../../adapters/messaging/sqs-failed-messages';
import { REQUEST_MS } from '../../adapters/retry/pause';
import { RETRYING } from '../../adapters/retry/retrying';
import { S3DiscardedBatches } from '../../adapters/s3/s3-discarded-batches';
import { withoutLogging } from '../../adapters/sdk/without-logging';
import type { AlertEnvironment } from '../../contract/environment';
import { type AlertConfiguration, readAlertConfiguration } from '../../core/alerts/configuration/alert-configuration';
import { type Correlating, compileSelected } from '../../core/alerts/correlations/correlating';
import { compileMatcher, type EventMatcher } from '../../core/alerts/event-matcher';
import { isJsonObject, type JsonObject } from '../../core/record/json';
import { loadRuleFiles, type RuleFile } from '../../core/rules/load-rule-files';
import { functionMetrics } from '../function-metrics';
import type { AlertHandlerDependencies } from './alert-handler';
import { AlertReport } from './alert-report';
import { stateOfCorrelations } from './correlation-state';

/** Where the services are if not at AWS: the embedded ones. */
export interface AlertServiceSettings {
  readonly sns?: SNSClientConfig;
  readonly sqs?: SQSClientConfig;
  readonly eventBridge?: EventBridgeClientConfig;
  readonly dynamodb?: Parameters<typeof dynamoDbClient>[0];
  /** Where the Events table is, if it is elsewhere than the state of alerting. */
  readonly events?: Parameters<typeof dynamoDbClient>[0];
}

/** A variable does not contain a JSON object, because the stack and the function have different versions. */
export class UnreadableVariableError extends Error {
  constructor(readonly variable: keyof AlertEnvironment) {
    super(
      `environment variable ${variable} cannot be read: expected the JSON object that the stack sets; deploy the stack again`,
    );
    this.name = 'UnreadableVariableError';
  }
}

/** How long a connection may take, in milliseconds. */
const CONNECTION_MS = 2_000;

const CLIENT_SETTINGS = {
  ...RETRYING,
  requestHandler: { connectionTimeout: CONNECTION_MS, requestTimeout: REQUEST_MS, throwOnRequestTimeout: true },
};

/** The caller reads the rules. */
type Variables = Omit<AlertEnvironment, 'RULES_FILE'>;

/**
 * The dependencies of the alert function, from its environment and rules. Reads and compiles the rules for the first
 * event.
 */
export function alertDependencies(
  environment: Variables,
  rules: () => readonly RuleFile[],
  settings: AlertServiceSettings = {},
): AlertHandlerDependencies {
  const logger = new Logger({ serviceName: 'alert' });
  const metrics = functionMetrics('alert', environment.STACK_NAME);
  const report = new AlertReport(logger, metrics);
  const dynamodb = dynamoDbClient({ ...CLIENT_SETTINGS, ...settings.dynamodb });
  const events = settings.events ? dynamoDbClient({ ...CLIENT_SETTINGS, ...settings.events }) : dynamodb;
  const now = () => new Date();
  const to = destinations(environment, settings);
  const compiled = whenAsked(() => compile(environment, rules(), report));
  const shared = {
    state: new DynamoDbAlertState(dynamodb, environment.ALERT_STATE_TABLE_NAME, now, (error) =>
      report.digestFailed(error),
    ),
    now,
    publisher: new QueueingAlertPublisher(to, (...words) => report.notPublished(...words)),
    windowMs: Number(environment.ALERT_WINDOW_SECONDS) * 1000,
    words: { program: 'ssm-audit', store: `--stack ${environment.STACK_NAME}` },
  };
  const correlationState = new DynamoDbCorrelationState(dynamodb, environment.ALERT_STATE_TABLE_NAME, now);
  const correlating = { ...shared, ...stateOfCorrelations(correlationState), correlationReport: report.correlations };
  return {
    ...shared,
    match: (observed) => compiled().match(observed),
    correlations: () => ({ ...correlating, ...compiled().correlating, report }),
    rows: new DynamoDbStoredRows(events, environment.EVENTS_TABLE_NAME),
    failedMessages: new SqsFailedMessages(to),
    discarded: new S3DiscardedBatches(environment.DISCARDED_BATCHES_URL, to.sqs.config),
    report,
    // Most batches raise no alerts, and Powertools would warn about each.
    flush: () => metrics.hasStoredMetrics() && metrics.publishStoredMetrics(),
  };
}

/** Rules and correlations, compiled for the topics of a configuration. */
interface Compiled {
  readonly match: EventMatcher;
  readonly correlating: Correlating;
}

/** Compiling rules takes as long as loading the SDK. If no event needs rules, the function never compiles them. */
function whenAsked(compileAll: () => Compiled): () => Compiled {
  let compiled: Compiled | undefined;
  return () => {
    compiled ??= compileAll();
    return compiled;
  };
}

function compile(environment: Variables, files: readonly RuleFile[], report: AlertReport): Compiled {
  const { rules, correlations, refused } = loadRuleFiles(files);
  for (const finding of refused) report.refused(finding);
  const configuration = configurationOf(environment);
  return {
    match: compileMatcher(rules, configuration),
    correlating: compileSelected(correlations, configuration),
  };
}

function configurationOf(environment: Variables): AlertConfiguration {
  return readAlertConfiguration(jsonIn(environment, 'ALERT_CONFIGURATION'));
}

function destinations(environment: Variables, settings: AlertServiceSettings): AlertDestinations {
  const chats = configurationOf(environment).topics.filter(({ format }) => format === 'chat');
  return {
    sns: withoutLogging(new SNSClient({ ...CLIENT_SETTINGS, ...settings.sns })),
    eventBuses: new EventBuses(eventBridgeClients(settings.eventBridge)),
    topicArns: topicArns(environment),
    chatTopics: new Set(chats.map(({ name }) => name)),
    sqs: withoutLogging(new SQSClient({ ...CLIENT_SETTINGS, ...settings.sqs })),
    failureQueueUrl: environment.ALERT_FAILURE_QUEUE_URL,
  };
}

/** One client for each region, made when the first event goes there: most stacks have no event bus. */
function eventBridgeClients(settings: EventBridgeClientConfig | undefined): (region: string) => EventBridgeClient {
  const clients = new Map<string, EventBridgeClient>();
  return (region) => {
    const client =
      clients.get(region) ?? withoutLogging(new EventBridgeClient({ ...CLIENT_SETTINGS, ...settings, region }));
    clients.set(region, client);
    return client;
  };
}

function topicArns(environment: Variables): ReadonlyMap<string, string> {
  const arns = Object.entries(jsonIn(environment, 'ALERT_TOPIC_ARNS'));
  return new Map(arns.flatMap(([name, arn]) => (typeof arn === 'string' ? [[name, arn] as const] : [])));
}

function jsonIn(environment: Variables, variable: 'ALERT_CONFIGURATION' | 'ALERT_TOPIC_ARNS'): JsonObject {
  const value = parsed(environment[variable]);
  if (!isJsonObject(value)) throw new UnreadableVariableError(variable);
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
