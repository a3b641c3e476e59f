import { PublishCommand, type PublishCommandInput } from '@aws-sdk/client-sns';
import type { SQSEvent } from 'aws-lambda';
import type { AlertDestinations } from '../../adapters/messaging/sns-alert-publisher';
import { byDeadline } from '../../adapters/retry/retrying';
import type { Deadline } from '../../app/ports/deadline';
import { isJsonObject, textAt } from '../../core/record/json';

/** Where failed messages are sent again: only topics of this stack. */
export type AlertTopicDestinations = Pick<AlertDestinations, 'sns' | 'topicArns'>;

/** A message in the failure queue is not from the alert function, or is for a topic that is gone. */
export class UnknownFailedMessageError extends Error {
  constructor(readonly topicArn: string | undefined) {
    super(
      `a message for ${topicArn ?? 'no topic'} cannot be sent again: expected input of Publish for an alert topic of this stack`,
    );
    this.name = 'UnknownFailedMessageError';
  }
}

/** Whether an invocation carries messages of a queue: messages of the failure queue that a person hands back. */
export function isQueueEvent(event: unknown): event is SQSEvent {
  const records: unknown = (event as { Records?: unknown } | null | undefined)?.Records;
  return Array.isArray(records) && records[0]?.eventSource === 'aws:sqs';
}

/** Publishes a message exactly as it was first rendered. Subscribers who have it already know its deduplication ids. */
export async function publishFailed(
  { sns, topicArns }: AlertTopicDestinations,
  body: string,
  deadline: Deadline,
): Promise<void> {
  const input: unknown = JSON.parse(body);
  const arns: readonly unknown[] = [...topicArns.values()];
  if (!isPublishInput(input) || !arns.includes(input.TopicArn))
    throw new UnknownFailedMessageError(textAt(input, 'TopicArn'));
  await byDeadline('a failed alert', deadline, () => sns.send(new PublishCommand(input)));
}

function isPublishInput(input: unknown): input is PublishCommandInput {
  return isJsonObject(input) && textAt(input, 'Message') !== undefined && isJsonObject(input['MessageAttributes']);
}
