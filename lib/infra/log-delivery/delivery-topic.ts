import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { WorkQueue } from '../queues/work-queue';
import type { Announcements } from './announcements';

/** What the topic is made with. */
export interface DeliveryTopicProps {
  /** The only publisher. */
  readonly trailArn: string;
  /** Your own KMS key. Without it, there is none. */
  readonly key: IKey | undefined;
}

/**
 * The topic on which CloudTrail announces each delivered log file. By default, it has no KMS key: a message contains
 * the names of a bucket and its objects, but nothing of their content. CloudTrail cannot use the key that AWS manages
 * for SNS, and a customer key costs more each month than the rest of the topic.
 */
export class DeliveryTopic extends Construct implements Announcements {
  readonly topic: Topic;
  readonly topicArn: string;

  constructor(scope: Construct, id: string, props: DeliveryTopicProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { enforceSSL: true, ...(props.key && { masterKey: props.key }) });
    this.topicArn = this.topic.topicArn;
    this.topic.addToResourcePolicy(this.trailPublishes(props.trailArn));
    this.topic.addToResourcePolicy(this.nobodyElsePublishes(props.trailArn));
  }

  /**
   * Hands every announcement to a queue, as CloudTrail wrote it. What cannot be handed over goes to the dead letters of
   * the queue.
   */
  feed(work: WorkQueue): void {
    this.topic.addSubscription(
      new SqsSubscription(work.queue, { rawMessageDelivery: true, deadLetterQueue: work.deadLetters }),
    );
    work.onlyFedBy(this.topicArn);
  }

  /** CloudTrail user guide: topic policy for CloudTrail, with the condition on `aws:SourceArn` that it recommends. */
  private trailPublishes(trailArn: string): PolicyStatement {
    return new PolicyStatement({
      sid: 'TrailAnnounces',
      principals: [new ServicePrincipal('cloudtrail.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [this.topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceArn': trailArn } },
    });
  }

  /** Also refuses identities of the account whose own policies allow `sns:Publish`, because they have no source. */
  private nobodyElsePublishes(trailArn: string): PolicyStatement {
    return new PolicyStatement({
      sid: 'NobodyElseAnnounces',
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['sns:Publish'],
      resources: [this.topic.topicArn],
      conditions: { StringNotEquals: { 'aws:SourceArn': trailArn } },
    });
  }
}
