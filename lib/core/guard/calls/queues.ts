import { callsOn, type GuardedService } from '../guarded-call';

/**
 * Calls that empty, delete or open a queue (SQS API reference; SQS developer guide, "Logging Amazon SQS API calls using
 * AWS CloudTrail": `requestParameters.queueUrl`). A redrive is not among them, as operators need it.
 */
export const QUEUE_CALLS: GuardedService = {
  eventSource: 'sqs.amazonaws.com',
  calls: callsOn(
    'queue',
    ['requestParameters.queueUrl'],
    ['AddPermission', 'DeleteQueue', 'PurgeQueue', 'RemovePermission', 'SetQueueAttributes'],
  ),
};
