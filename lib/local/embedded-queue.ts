import { CreateQueueCommand, GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { EmbeddedAws } from './embedded-aws';

/** A queue of the embedded SQS. */
export interface EmbeddedQueue {
  readonly url: string;
  readonly arn: string;
}

/** Makes a queue of the embedded SQS, with the attributes that SQS takes. */
export async function createEmbeddedQueue(
  aws: EmbeddedAws,
  name: string,
  attributes: Record<string, string> = {},
): Promise<EmbeddedQueue> {
  const { QueueUrl: url = '' } = await aws.sqs.send(
    new CreateQueueCommand({ QueueName: name, Attributes: attributes }),
  );
  const { Attributes } = await aws.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }),
  );
  return { url, arn: Attributes?.['QueueArn'] ?? '' };
}
