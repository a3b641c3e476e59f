import { Stack, Token } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, Grant, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Alias } from 'aws-cdk-lib/aws-kms';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { type ITopic, Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Subscriber, SubscriberProtocol } from '../../core/alerts/configuration/subscriber';
import { type AlertTopic, isEventBus } from '../../core/alerts/configuration/topic-configuration';

/** What the alert topics are made with. */
export interface AlertTopicsProps {
  readonly topics: readonly AlertTopic[];
  /** The only publisher. */
  readonly publisher: IRole;
  /** The queue for messages that SNS could not deliver to a subscriber. */
  readonly undelivered: IQueue;
  /** Whether others than the configured subscribers may subscribe. */
  readonly openSubscriptions: boolean;
}

/**
 * The topics that people subscribe to, new or imported, and the event buses that get alerts in their place. The key that AWS manages for SNS encrypts new topics. Roles of
 * the account may use it through SNS without a statement of their own (KMS developer guide: AWS managed keys). The
 * topics admit only the publisher.
 */
export class AlertTopics extends Construct {
  /** The ARN of each topic, or of its event bus, by its name in the configuration. */
  readonly arns: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: AlertTopicsProps) {
    super(scope, id);
    const arnOf = (topic: AlertTopic) => topic.eventBusArn ?? topic.topicArn ?? this.create(topic, props);
    this.arns = Object.fromEntries(props.topics.map((topic) => [topic.name, arnOf(topic)] as const));
    const arns = [...new Set(Object.values(this.arns))];
    const buses = arns.filter((arn) => !Token.isUnresolved(arn) && isEventBus(arn));
    grant(
      props.publisher,
      'sns:Publish',
      arns.filter((arn) => !buses.includes(arn)),
    );
    grant(props.publisher, 'events:PutEvents', buses);
  }

  private create({ name, subscribers, format }: AlertTopic, props: AlertTopicsProps): string {
    const { publisher, undelivered, openSubscriptions } = props;
    const topic = new Topic(this, name, {
      enforceSSL: true,
      masterKey: Alias.fromAliasName(this, `${name}Key`, 'alias/aws/sns'),
    });
    topic.addToResourcePolicy(onlyPublishedBy(publisher, topic));
    const admitted = [...subscribers.map(({ endpoint }) => endpoint), ...(format === 'chat' ? [CHAT_SERVICE] : [])];
    if (!openSubscriptions) topic.addToResourcePolicy(onlySubscribedBy([...new Set(admitted)], topic));
    for (const subscriber of subscribers) subscribe(topic, subscriber, undelivered);
    return topic.topicArn;
  }
}

/** Where Amazon Q Developer in chat applications subscribes itself, once a channel is configured for a topic. */
const CHAT_SERVICE = 'https://global.sns-api.chatbot.amazonaws.com';

function grant(grantee: IRole, action: string, resourceArns: string[]): void {
  if (resourceArns.length > 0) Grant.addToPrincipal({ grantee, actions: [action], resourceArns });
}

function onlyPublishedBy(publisher: IRole, { topicArn }: ITopic): PolicyStatement {
  return new PolicyStatement({
    sid: 'OnlyTheAlertFunctionPublishes',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['sns:Publish'],
    resources: [topicArn],
    conditions: { ArnNotEquals: { 'aws:PrincipalArn': publisher.roleArn } },
  });
}

/**
 * A subscription that somebody adds would read every alert, and a stack would not show it. `sns:Endpoint` is what a request
 * to subscribe names (SNS developer guide: condition keys).
 */
function onlySubscribedBy(endpoints: string[], { topicArn }: ITopic): PolicyStatement {
  return new PolicyStatement({
    sid: 'OnlyConfiguredSubscribers',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['sns:Subscribe'],
    resources: [topicArn],
    ...(endpoints.length > 0 && { conditions: { StringNotEquals: { 'sns:Endpoint': endpoints } } }),
  });
}

const PROTOCOLS: { readonly [protocol in SubscriberProtocol]: SubscriptionProtocol } = {
  email: SubscriptionProtocol.EMAIL,
  https: SubscriptionProtocol.HTTPS,
  sqs: SubscriptionProtocol.SQS,
  lambda: SubscriptionProtocol.LAMBDA,
};

/** The owner of a queue has to change its policy, because a stack can only replace it and not add to it. */
function subscribe(topic: Topic, { protocol, endpoint }: Subscriber, undelivered: IQueue): void {
  const subscription = new Subscription(topic, endpoint, {
    topic,
    protocol: PROTOCOLS[protocol],
    endpoint,
    deadLetterQueue: undelivered,
  });
  // The policy stands before the first subscription, so that nobody else's comes in between.
  subscription.node.addDependency(topic.node.findChild('Policy'));
  if (protocol === 'lambda' && mayPermit(topic, endpoint)) {
    new CfnPermission(topic, `${endpoint}Permission`, {
      action: 'lambda:InvokeFunction',
      functionName: endpoint,
      principal: 'sns.amazonaws.com',
      sourceArn: topic.topicArn,
    });
  }
}

/**
 * A stack can give permissions only in the account and region of a function. A function elsewhere has to admit the
 * topic itself.
 */
function mayPermit(scope: Construct, functionArn: string): boolean {
  const { account, region } = Stack.of(scope);
  const [, , , functionRegion, functionAccount] = functionArn.split(':');
  return isOrMayBe(account, functionAccount) && isOrMayBe(region, functionRegion);
}

function isOrMayBe(known: string, given: string | undefined): boolean {
  return Token.isUnresolved(known) || known === given;
}
