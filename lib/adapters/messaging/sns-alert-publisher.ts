import { PublishCommand, type PublishCommandInput, type SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { AlertPublisher, Publication } from '../../app/ports/alert-publisher';
import { type Deadline, keepingBack } from '../../app/ports/deadline';
import type { AlertMessage } from '../../core/alerts/message-text';
import { REQUEST_MS } from '../retry/pause';
import { byDeadline } from '../retry/retrying';

/** Where messages go. */
export interface AlertDestinations {
  readonly sns: SNSClient;
  /** ARNs, by the names of the topics in the configuration. */
  readonly topicArns: ReadonlyMap<string, string>;
  readonly sqs: SQSClient;
  readonly failureQueueUrl: string;
}

/** How many milliseconds publishing leaves for the failure queue: enough for two tries. */
const QUEUEING_MS = 2 * REQUEST_MS;

/** The stack gave no ARN for a topic of the configuration. */
export class UnknownTopicError extends Error {
  constructor(readonly topic: string) {
    super(`alert topic "${topic}" has no ARN: expected one in ALERT_TOPIC_ARNS for each topic of ALERT_CONFIGURATION`);
    this.name = 'UnknownTopicError';
  }
}

/**
 * Publishes to SNS topics. What it cannot publish goes to the failure queue in the form of the input of `Publish`, so
 * that `aws sns publish --cli-input-json` can send it.
 */
export class SnsAlertPublisher implements AlertPublisher {
  constructor(
    private readonly destinations: AlertDestinations,
    private readonly onFailure: (topic: string, reason: unknown) => void,
  ) {}

  async publish(topic: string, message: AlertMessage, deadline: Deadline): Promise<Publication> {
    const input = this.inputOf(topic, message);
    let isTried = false;
    const send = () => {
      isTried = true;
      return this.destinations.sns.send(new PublishCommand(input));
    };
    try {
      await byDeadline('an alert', keepingBack(deadline, QUEUEING_MS), send);
      return 'published';
    } catch (error) {
      // A message that was not tried was not refused. Its events come again, with more time.
      if (!isTried) throw error;
      this.onFailure(topic, error);
      await this.queue(input, deadline);
      return 'queued';
    }
  }

  /** A plain string without a message structure. With `json`, SNS drops the attributes that subscribers filter by. */
  private inputOf(topic: string, { subject, message, attributes }: AlertMessage): PublishCommandInput {
    const TopicArn = this.destinations.topicArns.get(topic);
    if (TopicArn === undefined) throw new UnknownTopicError(topic);
    return { TopicArn, Subject: subject, Message: message, MessageAttributes: { ...attributes } };
  }

  private async queue(input: PublishCommandInput, deadline: Deadline): Promise<void> {
    const { sqs, failureQueueUrl } = this.destinations;
    const command = new SendMessageCommand({ QueueUrl: failureQueueUrl, MessageBody: JSON.stringify(input) });
    await byDeadline('a message for the failure queue', deadline, () => sqs.send(command));
  }
}
