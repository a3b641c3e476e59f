import { ArnFormat, Stack, Validations } from 'aws-cdk-lib';
import { type ITopic, Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ToldSources } from './told-sources';

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
  private told: ToldSources | undefined;

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

  /** Lets a service publish for resources of an ARN. The policy of an existing topic belongs to its owner. */
  admit(sid: string, service: string, sourceArn: string): void {
    this.told?.admit(sid, service, sourceArn);
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
    this.told = new ToldSources(topic);
    this.admit('AlarmsAreTold', 'cloudwatch', alarms);
    return topic;
  }
}
