import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { alertEnvironment } from '../../../lib/contract/read-environment';
import { readAlertConfiguration } from '../../../lib/core/alerts/configuration/alert-configuration';
import {
  asText,
  type Resource,
  resourceOf,
  resourcePolicyOf,
  resourcesOf,
  statementsOf,
  TEST_CONTEXT,
} from '../synthesized-stack';
import { alertingStack, BUS, EXISTING_TOPIC, FOREIGN_BUS, FUNCTION, FUNCTION_ELSEWHERE, QUEUE } from './alerting-stack';

let template: Template;
let alert: Resource;

/** That the stack is valid is the matter of `situations.test.ts`. */
beforeAll(() => {
  template = Template.fromStack(
    alertingStack(new App({ context: TEST_CONTEXT, builtinCloudFormationValidation: false })),
  );
  alert = resourceOf(template, 'AWS::Lambda::Function', 'Alerting');
});

function topicOf(name: string): Resource {
  return resourceOf(template, 'AWS::SNS::Topic', `AlertingTopics${name}`);
}

function variables(): Record<string, unknown> {
  return Object(alert.properties['Environment']).Variables;
}

describe('the alert function', () => {
  it('is told all that it reads, the topics without their subscribers', () => {
    expect(Object.keys(alertEnvironment(Object(variables())))).toEqual(Object.keys(variables()));
    expect(variables()).toMatchObject({ ALERT_WINDOW_SECONDS: '1800', RULES_FILE: 'rules.json', STACK_NAME: 'audit' });
    const given = readAlertConfiguration(JSON.parse(String(variables()['ALERT_CONFIGURATION'])));
    expect(
      given.topics.map(({ name, events, minimumLevel, subscribers }) => [name, events, minimumLevel, subscribers]),
    ).toEqual([
      ['documents', ['DeleteDocument'], undefined, []],
      ['severe', [], 'high', []],
      ['chat', [], 'high', []],
      ['bus', [], 'high', []],
      ['another', ['*'], undefined, []],
      ['foreign', ['*'], undefined, []],
    ]);
    expect([...given.overrides.levels.values()]).toEqual(['critical']);
    const [made, chat] = ['documents', 'chat'].map((name) => topicOf(name));
    expect(JSON.parse(asText(variables()['ALERT_TOPIC_ARNS']))).toEqual({
      documents: `<${made?.id}>`,
      severe: EXISTING_TOPIC,
      chat: `<${chat?.id}>`,
      bus: BUS,
      another: BUS,
      foreign: FOREIGN_BUS,
    });
  });

  it('reads new rows, those of a backfill to learn from, and leaves what it gives up in a bucket', () => {
    const bucket = resourceOf(template, 'AWS::S3::Bucket', 'AlertingStream');
    const mapping = resourceOf(template, 'AWS::Lambda::EventSourceMapping', 'Alerting').properties;
    const [filter, ...others] = Object(mapping['FilterCriteria']).Filters;
    expect(others).toEqual([]);
    expect(JSON.parse(filter.Pattern)).toEqual({ eventName: ['INSERT'] });
    expect(asText(mapping['EventSourceArn'])).toMatch(/^<TablesEvents.*\.StreamArn>$/);
    expect(mapping).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 12 * 60 * 60,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [bucket.id, 'Arn'] } } },
    });
  });
});

it('starts the function every five minutes with an event without content, by its own rule alone', () => {
  const rule = resourceOf(template, 'AWS::Events::Rule', 'AlertingDigests');
  expect(rule.properties).toMatchObject({
    ScheduleExpression: 'rate(5 minutes)',
    State: 'ENABLED',
    Targets: [{ Arn: { 'Fn::GetAtt': [alert.id, 'Arn'] }, Input: '{}' }],
  });
  const permission = resourcesOf(template).find(
    ({ type, properties }) => type === 'AWS::Lambda::Permission' && properties['Principal'] === 'events.amazonaws.com',
  );
  expect(permission?.properties).toMatchObject({
    Action: 'lambda:InvokeFunction',
    SourceArn: { 'Fn::GetAtt': [rule.id, 'Arn'] },
  });
});

describe('a topic that is made', () => {
  it('admits the alert function alone, over TLS', () => {
    const topic = topicOf('documents');
    const policy = resourcePolicyOf(template, 'AWS::SNS::TopicPolicy', topic.id);
    expect(policy.map(({ Effect }) => Effect)).toEqual(['Deny', 'Deny', 'Deny']);
    expect(asText(policy[1]?.Condition?.['ArnNotEquals']?.['aws:PrincipalArn'])).toMatch(/^<AlertingRole.*\.Arn>$/);
    expect(policy[0]?.Condition).toEqual({ Bool: { 'aws:SecureTransport': 'false' } });
  });

  it('admits the service that shows it in a chat, which subscribes itself', () => {
    const policy = resourcePolicyOf(template, 'AWS::SNS::TopicPolicy', topicOf('chat').id);
    const subscribing = policy.find(({ Action }) => Action === 'sns:Subscribe');
    expect(subscribing?.Condition).toEqual({
      StringNotEquals: { 'sns:Endpoint': ['https://global.sns-api.chatbot.amazonaws.com'] },
    });
  });

  it('has a subscription for each subscriber, whose failures are kept', () => {
    const subscriptions = resourcesOf(template).filter(({ type }) => type === 'AWS::SNS::Subscription');
    expect(subscriptions.map(({ properties }) => [properties['Protocol'], properties['Endpoint']]).sort()).toEqual([
      ['email', 'security@example.com'],
      ['https', 'https://example.com/hook'],
      ['lambda', FUNCTION],
      ['lambda', FUNCTION_ELSEWHERE],
      ['sqs', QUEUE],
    ]);
    for (const { properties } of subscriptions) {
      expect(asText(Object(properties['RedrivePolicy']).deadLetterTargetArn)).toMatch(/^<AlertingFailuresUndelivered/);
    }
  });

  it('may invoke a function of its own account and region, where that can be said from here', () => {
    const permissions = resourcesOf(template).filter(({ type }) => type === 'AWS::Lambda::Permission');
    const own = permissions.filter(({ properties }) => properties['Principal'] === 'sns.amazonaws.com');
    expect(own.map(({ properties }) => properties['FunctionName'])).toEqual([FUNCTION]);
  });
});

it('lets the role publish, remember, leave failures and take them again, read the stream and rows back, and nothing else', () => {
  const policy = resourceOf(template, 'AWS::IAM::Policy', 'AlertingRole');
  const actions = Object(policy.properties['PolicyDocument']).Statement.flatMap(
    (each: { Action: unknown }) => each.Action,
  );
  expect(actions.sort()).toEqual([
    'dynamodb:DescribeStream',
    'dynamodb:GetItem',
    'dynamodb:GetItem',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
    'events:PutEvents',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
    's3:DeleteObject',
    's3:GetObject',
    's3:ListBucket',
    's3:PutObject',
    'sns:Publish',
    'sqs:ChangeMessageVisibility',
    'sqs:DeleteMessage',
    'sqs:ReceiveMessage',
    'sqs:SendMessage',
  ]);
});

it('lets the role publish to its topics, and put events on its buses, and on no others', () => {
  const policy = resourceOf(template, 'AWS::IAM::Policy', 'AlertingRole');
  const resourcesFor = (action: string) =>
    statementsOf(policy.properties['PolicyDocument'])
      .filter(({ Action }) => Action === action)
      .flatMap(({ Resource }) => [Resource].flat().map(asText))
      .sort();
  expect(resourcesFor('events:PutEvents')).toEqual([BUS, FOREIGN_BUS]);
  const made = ['documents', 'chat'].map((name) => `<${topicOf(name).id}>`);
  expect(resourcesFor('sns:Publish')).toEqual([...made, EXISTING_TOPIC].sort());
});

it('lets only the alert function send to the failure queue', () => {
  const queue = resourceOf(template, 'AWS::SQS::Queue', 'AlertingFailuresQueue');
  const policy = resourcePolicyOf(template, 'AWS::SQS::QueuePolicy', queue.id);
  expect(policy.map(({ Effect, Action }) => [Effect, Action])).toEqual([
    ['Deny', 'sqs:*'],
    ['Deny', 'sqs:SendMessage'],
  ]);
  expect(asText(policy[1]?.Condition?.['ArnNotEquals']?.['aws:PrincipalArn'])).toMatch(/^<AlertingRole/);
});

it('keeps the state in a table that only the function writes', () => {
  const table = resourceOf(template, 'AWS::DynamoDB::GlobalTable', 'AlertingState');
  expect(table.properties).toMatchObject({
    KeySchema: [
      { AttributeName: 'matchGroup', KeyType: 'HASH' },
      { AttributeName: 'entryKey', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'dueDigests',
        KeySchema: [
          { AttributeName: 'digestShard', KeyType: 'HASH' },
          { AttributeName: 'digestDueAt', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['digestEntry'] },
      },
    ],
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
  });
  expect(table.deletionPolicy).toBe('Delete');
});
