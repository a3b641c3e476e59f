import { PublishCommand, type PublishCommandInput } from '@aws-sdk/client-sns';
import type { SQSEvent } from 'aws-lambda';
import type { AlertDestinations } from '../../adapters/messaging/sns-alert-publisher';
import { byDeadline } from '../../adapters/retry/retrying';
import type { Deadline } from '../../app/ports/deadline';
import { isJsonObject, textAt } from '../../core/record/json';

/** Where failed messages are sent again: topics of this stack, and no others. */
export type AlertTopicDestinations = Pick<AlertDestinations, 'sns' | 'topicArns'>;

/** A message of the failure queue that was not left there by the alert function, or for a topic that is gone. */
export class UnknownFailedMessageError extends Error {
  constructor(readonly topicArn: string | undefined) {
    super(
      `a message for ${topicArn ?? 'no topic'} cannot be sent again: expected the input of Publish for one of the stack's alert topics`,
    );
    this.name = 'UnknownFailedMessageError';
  }
}

/** Whether an invocation carries messages of a queue: those of the failure queue, handed back by a person. */
export function isQueueEvent(event: unknown): event is SQSEvent {
  const records: unknown = (event as { Records?: unknown } | null | undefined)?.Records;
  return Array.isArray(records) && records[0]?.eventSource === 'aws:sqs';
}

/** Publishes a message as it was rendered before it failed: whoever has it already knows its deduplication ids. */
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
