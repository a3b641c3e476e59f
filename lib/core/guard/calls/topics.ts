import { callsOn, type GuardedService } from '../guarded-call';

/**
 * Calls that change who hears what a topic says (SNS API reference; SNS developer guide, "Logging AWS SNS API calls using
 * AWS CloudTrail"). The ARN of a subscription begins with that of its topic. Who unsubscribes by the link of an e-mail
 * leaves no record.
 */
export const TOPIC_CALLS: GuardedService = {
  eventSource: 'sns.amazonaws.com',
  calls: [
    ...callsOn(
      'topic',
      ['requestParameters.topicArn'],
      ['AddPermission', 'DeleteTopic', 'RemovePermission', 'SetTopicAttributes', 'Subscribe'],
    ),
    ...callsOn('topic', ['requestParameters.subscriptionArn'], ['SetSubscriptionAttributes', 'Unsubscribe']),
    ...callsOn('topic', ['requestParameters.resourceArn'], ['PutDataProtectionPolicy']),
  ],
};
