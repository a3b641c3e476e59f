import { SQSClient } from '@aws-sdk/client-sqs';
import { SqsBackfillQueue } from '../../../lib/adapters/messaging/sqs-backfill-queue';
import { AWS_SETTINGS } from '../../embedded/aws';

it('asks nothing once time is up, and says what the queue answered in one word', async () => {
  const sqs = new SQSClient(AWS_SETTINGS);
  const url = `${AWS_SETTINGS.endpoint}/000000000000/there-is-none`;
  const queue = new SqsBackfillQueue('', url, sqs.config);
  await expect(queue.proveHeld('handle', { remainingMs: () => 1 })).rejects.toThrow('no time left');
  await expect(queue.proveHeld('handle', { remainingMs: () => 60_000 })).rejects.toThrow(
    /the backfill queue does not confirm .*\/ with status 400 \(\w+\)/,
  );
  sqs.destroy();
});
