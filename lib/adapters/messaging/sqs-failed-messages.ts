import { type MessageAttributeValue, PublishCommand, type PublishCommandInput } from '@aws-sdk/client-sns';
import { ChangeMessageVisibilityCommand, DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Deadline } from '../../app/ports/deadline';
import type { FailedMessage, FailedMessages } from '../../app/ports/failed-messages';
import { ALERT_EVENT_SOURCE } from '../../core/alerts/event-bus/alert-event';
import { isJsonObject, member, textAt } from '../../core/record/json';
import { byDeadline } from '../retry/retrying';
import type { AlertDestinations } from './alert-destinations';
import type { BusEntry } from './bus-batches';

/** The most messages of one `ReceiveMessage` (SQS API reference). */
const MOST_MESSAGES = 10;

/** Longer than an invocation: a message is tried once in each. */
const HIDDEN_SECONDS = 150;

/** A message in the failure queue is not from the alert function, or is for a topic that is gone. */
export class UnknownFailedMessageError extends Error {
  constructor(readonly destination: string | undefined) {
    super(
      `a message for ${destination ?? 'no topic'} cannot be sent again: expected input of Publish for an alert topic of this stack, or of PutEvents for an event bus of one; if the topic is gone, delete the message`,
    );
    this.name = 'UnknownFailedMessageError';
  }
}

/** The failure queue in SQS, whose messages `QueueingAlertPublisher` put there. */
export class SqsFailedMessages implements FailedMessages {
  constructor(private readonly destinations: AlertDestinations) {}

  async take(deadline: Deadline): Promise<readonly FailedMessage[]> {
    const { sqs, failureQueueUrl } = this.destinations;
    const command = new ReceiveMessageCommand({
      QueueUrl: failureQueueUrl,
      MaxNumberOfMessages: MOST_MESSAGES,
      VisibilityTimeout: HIDDEN_SECONDS,
    });
    const { Messages = [] } = await byDeadline('messages of the failure queue', deadline, () => sqs.send(command));
    return Messages.map(({ Body: body = '', ReceiptHandle: receipt = '' }) => ({ body, receipt }));
  }

  async publish({ body, receipt }: FailedMessage, deadline: Deadline): Promise<void> {
    const { sns, eventBuses, sqs, failureQueueUrl } = this.destinations;
    const given: unknown = parsed(body);
    const entry = this.entryOf(given);
    const work = 'a failed alert';
    if (entry !== undefined) await eventBuses.put(entry, deadline, () => undefined);
    else await byDeadline(work, deadline, () => sns.send(new PublishCommand(this.inputOf(given))));
    const command = new DeleteMessageCommand({ QueueUrl: failureQueueUrl, ReceiptHandle: receipt });
    await byDeadline('the end of a failed alert', deadline, () => sqs.send(command));
  }

  async release({ receipt }: FailedMessage, deadline: Deadline): Promise<void> {
    const { sqs, failureQueueUrl } = this.destinations;
    const input = { QueueUrl: failureQueueUrl, ReceiptHandle: receipt, VisibilityTimeout: 0 };
    await byDeadline('a failed alert', deadline, () => sqs.send(new ChangeMessageVisibilityCommand(input)));
  }

  /** Takes named members alone, so that no message can ask for another kind of publishing, such as to a phone. */
  private inputOf(given: unknown): PublishCommandInput {
    const [TopicArn, Subject, Message] = ['TopicArn', 'Subject', 'Message'].map((name) => textAt(given, name));
    if (!this.isKnown(TopicArn) || Message === undefined) throw new UnknownFailedMessageError(TopicArn);
    return { TopicArn, Message, ...(Subject !== undefined && { Subject }), MessageAttributes: attributesOf(given) };
  }

  /** The entry for an event bus. Undefined for a message that is for none. */
  private entryOf(given: unknown): BusEntry | undefined {
    const entries = member(given, 'Entries');
    if (!Array.isArray(entries)) return undefined;
    const [EventBusName, DetailType, Detail] = ['EventBusName', 'DetailType', 'Detail'].map((name) =>
      textAt(entries[0], name),
    );
    if (EventBusName === undefined || !this.isKnown(EventBusName) || DetailType === undefined || Detail === undefined)
      throw new UnknownFailedMessageError(EventBusName);
    return { EventBusName, Source: ALERT_EVENT_SOURCE, DetailType, Detail };
  }

  private isKnown(arn: string | undefined): boolean {
    return [...this.destinations.topicArns.values()].some((each) => each === arn);
  }
}

function attributesOf(given: unknown): Record<string, MessageAttributeValue> {
  const attributes = member(given, 'MessageAttributes');
  const entries = Object.entries(isJsonObject(attributes) ? attributes : {}).flatMap(([name, value]) => {
    const [DataType, StringValue] = [textAt(value, 'DataType'), textAt(value, 'StringValue')];
    return DataType === undefined || StringValue === undefined ? [] : [[name, { DataType, StringValue }] as const];
  });
  return Object.fromEntries(entries);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
