import { ArnFormat, Stack, Validations } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ITopic, Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** Who gets alarms. */
export interface AlarmTopicProps {
  /** An existing topic; `''` to make one. */
  readonly topicArn: string;
  /** Email addresses that subscribe to the topic. */
  readonly emails: readonly string[];
}

/**
 * The topic of the alarms. Like the delivery topic, it has no KMS key: a message contains the name of an alarm and a
 * number, and CloudWatch cannot use the key that AWS manages for SNS (CloudWatch user guide: notifying on alarms).
 */
export class AlarmTopic extends Construct {
  readonly topic: ITopic;

  constructor(scope: Construct, id: string, { topicArn, emails }: AlarmTopicProps) {
    super(scope, id);
    this.topic = topicArn === '' ? this.create() : Topic.fromTopicArn(this, 'Existing', topicArn);
    for (const endpoint of emails) {
      const subscription = new Subscription(this, endpoint, {
        topic: this.topic,
        protocol: SubscriptionProtocol.EMAIL,
        endpoint,
      });
      Validations.of(subscription).acknowledge({
        id: 'Serverless-SNSRedrivePolicy',
        reason: 'the alarm itself keeps what the email says, and a queue would need an alarm that nobody gets either',
      });
    }
  }

  private create(): Topic {
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
    const stack = Stack.of(this);
    const alarms = stack.formatArn({
      service: 'cloudwatch',
      resource: 'alarm',
      resourceName: `${stack.stackName}-*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsAreTold',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { ArnLike: { 'aws:SourceArn': alarms } },
      }),
    );
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'NothingElseIsTold',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { ArnNotLike: { 'aws:SourceArn': alarms } },
      }),
    );
    return topic;
  }
}
