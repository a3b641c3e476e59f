import { PublishCommand, type PublishCommandInput } from '@aws-sdk/client-sns';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { AlertPublisher, Publication } from '../../app/ports/alert-publisher';
import { type Deadline, keepingBack } from '../../app/ports/deadline';
import { isEventBus } from '../../core/alerts/configuration/topic-configuration';
import type { RenderedAlert } from '../../core/alerts/message-text';
import { REQUEST_MS } from '../retry/pause';
import { byDeadline } from '../retry/retrying';
import type { AlertDestinations } from './alert-destinations';

/** How many milliseconds publishing leaves for the failure queue: enough for two tries. */
const QUEUEING_MS = 2 * REQUEST_MS;

/** The stack gave no ARN for a topic of the configuration. */
export class UnknownTopicError extends Error {
  constructor(readonly topic: string) {
    super(`alert topic "${topic}" has no ARN: expected one in ALERT_TOPIC_ARNS for each topic of ALERT_CONFIGURATION`);
    this.name = 'UnknownTopicError';
  }
}

/** A message in the form of its destination: how it is sent, and how it waits in the failure queue. */
interface Outgoing {
  /** Sends it. Calls `onTry` before each try. */
  readonly send: (deadline: Deadline, onTry: () => void) => Promise<unknown>;
  /** The input of `Publish` or of `PutEvents`. */
  readonly input: object;
}

/**
 * Publishes to SNS topics and event buses. What it cannot publish goes to the failure queue in the form of the input of
 * `Publish` or `PutEvents`, so that `aws sns publish --cli-input-json` and `aws events put-events --cli-input-json` can
 * send it.
 */
export class QueueingAlertPublisher implements AlertPublisher {
  constructor(
    private readonly destinations: AlertDestinations,
    private readonly onFailure: (topic: string, reason: unknown) => void,
  ) {}

  async publish(topic: string, message: RenderedAlert, deadline: Deadline): Promise<Publication> {
    const { send, input } = this.outgoing(topic, message);
    let isTried = false;
    try {
      await send(keepingBack(deadline, QUEUEING_MS), () => {
        isTried = true;
      });
      return 'published';
    } catch (error) {
      // A message that was not tried was not refused. Its events come again, with more time.
      if (!isTried) throw error;
      this.onFailure(topic, error);
      await this.queue(input, deadline);
      return 'queued';
    }
  }

  private outgoing(topic: string, message: RenderedAlert): Outgoing {
    const { topicArns, chatTopics } = this.destinations;
    const arn = topicArns.get(topic);
    if (arn === undefined) throw new UnknownTopicError(topic);
    return isEventBus(arn) ? this.toBus(arn, message) : this.toTopic(arn, message, chatTopics.has(topic));
  }

  /** A plain string without a message structure. With `json`, SNS drops the attributes that subscribers filter by. */
  private toTopic(TopicArn: string, message: RenderedAlert, isChat: boolean): Outgoing {
    const Message = isChat ? message.chat() : message.message;
    const MessageAttributes = { ...message.attributes };
    const input: PublishCommandInput = { TopicArn, Subject: message.subject, Message, MessageAttributes };
    const send: Outgoing['send'] = (deadline, onTry) =>
      byDeadline('an alert', deadline, () => {
        onTry();
        return this.destinations.sns.send(new PublishCommand(input));
      });
    return { send, input };
  }

  private toBus(EventBusName: string, { event }: RenderedAlert): Outgoing {
    const { source: Source, detailType: DetailType, detail: Detail } = event();
    const entry = { EventBusName, Source, DetailType, Detail };
    return {
      send: (deadline, onTry) => this.destinations.eventBuses.put(entry, deadline, onTry),
      input: { Entries: [entry] },
    };
  }

  private async queue(input: object, deadline: Deadline): Promise<void> {
    const { sqs, failureQueueUrl } = this.destinations;
    const command = new SendMessageCommand({ QueueUrl: failureQueueUrl, MessageBody: JSON.stringify(input) });
    await byDeadline('a message for the failure queue', deadline, () => sqs.send(command));
  }
}
