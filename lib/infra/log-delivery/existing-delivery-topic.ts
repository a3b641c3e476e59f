import { Stack, Token } from 'aws-cdk-lib';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { WorkQueue } from '../queues/work-queue';
import type { Announcements } from './announcements';

/** What is known about the topic. */
export interface ExistingDeliveryTopicProps {
  readonly topicArn: string;
}

/**
 * The topic on which an existing trail announces its deliveries, in this account or another. Its policy belongs to its
 * owner, who has to allow a subscription from another account.
 */
export class ExistingDeliveryTopic extends Construct implements Announcements {
  readonly topicArn: string;
  private readonly topic: ITopic;

  constructor(scope: Construct, id: string, { topicArn }: ExistingDeliveryTopicProps) {
    super(scope, id);
    this.topicArn = topicArn;
    this.topic = Topic.fromTopicArn(this, 'Topic', topicArn);
  }

  /**
   * Announcements come as CloudTrail wrote them. A subscription can keep undelivered messages only in its own region.
   */
  feed({ queue, deadLetters }: WorkQueue): void {
    const kept = this.isElsewhere() ? {} : { deadLetterQueue: deadLetters };
    this.topic.addSubscription(new SqsSubscription(queue, { rawMessageDelivery: true, ...kept }));
  }

  private isElsewhere(): boolean {
    const own = Stack.of(this).region;
    const region = this.topic.env.region;
    return !Token.isUnresolved(own) && !Token.isUnresolved(region) && own !== region;
  }
}
