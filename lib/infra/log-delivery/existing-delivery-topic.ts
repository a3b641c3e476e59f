import { Aws, CfnCondition, Fn, Stack, Token } from 'aws-cdk-lib';
import { PolicyStatement, type PrincipalBase } from 'aws-cdk-lib/aws-iam';
import { CfnSubscription, type ITopic, type Subscription, Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { WorkQueue } from '../queues/work-queue';
import type { Announcements } from './announcements';
import { snsPrincipal } from './sns-principal';

/** What is known about the topic. */
export interface ExistingDeliveryTopicProps {
  readonly topicArn: string;
}

/**
 * The topic on which an existing trail announces its deliveries, in this account or another, in this region or another.
 * Its policy belongs to its owner, who has to allow a subscription from another account.
 */
export class ExistingDeliveryTopic extends Construct implements Announcements {
  readonly topicArn: string;
  /** Who hands over announcements. */
  readonly principal: PrincipalBase;
  private readonly topic: ITopic;

  constructor(scope: Construct, id: string, { topicArn }: ExistingDeliveryTopicProps) {
    super(scope, id);
    this.topicArn = topicArn;
    this.topic = Topic.fromTopicArn(this, 'Topic', topicArn);
    this.principal = snsPrincipal(this, this.topic.env.region);
  }

  /** Announcements come as CloudTrail wrote them. */
  feed(work: WorkQueue): void {
    const subscription = this.topic.addSubscription(
      new SqsSubscription(work.queue, { rawMessageDelivery: true, deadLetterQueue: work.deadLetters }),
    );
    this.keepDeadLettersOnlyHere(subscription);
    this.admitHandingOver(work);
    work.onlyFedBy(this.topicArn);
  }

  /**
   * The queue of what could not be handed over has to be in the region of the topic (SNS developer guide: dead-letter
   * queues), and a stack has queues only in its own region. A stack that learns its region only when it is deployed
   * lets the template decide.
   */
  private keepDeadLettersOnlyHere(subscription: Subscription): void {
    const resource = subscription.node.defaultChild;
    const own = Stack.of(this).region;
    const { region } = this.topic.env;
    if (!(resource instanceof CfnSubscription) || own === region) return;
    if (!Token.isUnresolved(own)) {
      resource.addPropertyDeletionOverride('RedrivePolicy');
      return;
    }
    const isHere = new CfnCondition(this, 'KeepsDeadLetters', { expression: Fn.conditionEquals(Aws.REGION, region) });
    resource.addPropertyOverride(
      'RedrivePolicy',
      Fn.conditionIf(isHere.logicalId, resource.redrivePolicy, Aws.NO_VALUE),
    );
  }

  /** The subscription admits only `sns.amazonaws.com` where the stack does not know its region. */
  private admitHandingOver({ queue }: WorkQueue): void {
    queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'TopicHandsOver',
        principals: [this.principal],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': this.topicArn } },
      }),
    );
  }
}
