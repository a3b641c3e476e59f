import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { EventBuses } from './event-buses';

/** Where messages go. */
export interface AlertDestinations {
  readonly sns: SNSClient;
  readonly eventBuses: EventBuses;
  /** ARNs of SNS topics and of event buses, by the names of the topics in the configuration. */
  readonly topicArns: ReadonlyMap<string, string>;
  /** The names of the topics whose messages are for a chat. */
  readonly chatTopics: ReadonlySet<string>;
  readonly sqs: SQSClient;
  readonly failureQueueUrl: string;
}
