import { GetQueueAttributesCommand, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import type { QueueDepths } from '../../app/status/store-status';
import type { StackOutputs } from '../../contract/stack-outputs';
import { withoutLogging } from '../sdk/without-logging';

/**
 * How many messages wait in the queues of a stack, and how many are dead letters. The numbers are approximate, as SQS
 * counts.
 */
export async function queueDepths(outputs: StackOutputs, settings: SQSClientConfig): Promise<QueueDepths> {
  const client = withoutLogging(new SQSClient(settings));
  const sum = async (urls: readonly string[]) =>
    (await Promise.all(urls.map((url) => depth(client, url)))).reduce((all, one) => all + one, 0);
  try {
    const [waiting, deadLetters, failedAlerts] = await Promise.all([
      sum([outputs.DeliveryQueueUrl, outputs.BackfillQueueUrl]),
      sum([outputs.DeadLetterQueueUrl, outputs.BackfillDeadLetterQueueUrl]),
      sum([outputs.AlertFailureQueueUrl, outputs.UndeliveredAlertQueueUrl]),
    ]);
    return { waiting, deadLetters, failedAlerts };
  } finally {
    client.destroy();
  }
}

async function depth(client: SQSClient, url: string): Promise<number> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return Object.values(Attributes ?? {}).reduce((sum, count) => sum + Number(count), 0);
}
