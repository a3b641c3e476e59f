import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { KEYS } from '../../lib/infra/settings/configuration';
import { addStrictValidation } from '../../lib/infra/validation/strict-validation';
import { alertingStack } from './alerting/alerting-stack';
import { configurationOf, SITUATIONS, type Situation } from './situations';
import {
  asText,
  auditStack,
  resourceOf,
  resourcePolicyOf,
  resourcesOf,
  type Statement,
  TEST_CONTEXT,
} from './synthesized-stack';

const ACCOUNT_ROOT = 'arn:<AWS::Partition>:iam::<AWS::AccountId>:root';
const templates = new Map<string, Template>();

const NAMES = Object.keys(SITUATIONS) as Situation[];

/** One synthesis for all, as validating is what takes long: the stacks of one account, beside each other. */
beforeAll(() => {
  // Findings that are acknowledged are still printed.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const app = new App({ context: TEST_CONTEXT });
  const stacks = NAMES.map((name, at) => {
    return [name, auditStack(app, { ...configurationOf(name), stackName: `stack${at}` })] as const;
  });
  // Topics and subscribers of every kind, which no situation has.
  alertingStack(app);
  addStrictValidation(app);
  const assembly = app.synth();
  for (const [name, { artifactId }] of stacks) {
    templates.set(name, Template.fromJSON(assembly.getStackArtifact(artifactId).template));
  }
});

function templateOf(situation: Situation): Template {
  const template = templates.get(situation);
  if (!template) throw new Error(`${situation} was not synthesized`);
  return template;
}

const idsOf = (situation: Situation) => resourcesOf(templateOf(situation)).map(({ id }) => id);

const count = (template: Template, type: string) => resourcesOf(template).filter((each) => each.type === type).length;

/** What an output tells to add to a policy. */
function demanded(situation: Situation, output: string): readonly Statement[] {
  return JSON.parse(asText(templateOf(situation).toJSON()['Outputs'][output].Value));
}

const ingestVariables = (template: Template) =>
  Object(resourceOf(template, 'AWS::Lambda::Function', 'Ingestion').properties['Environment']).Variables;

describe('every situation', () => {
  it('passes cdk-nag and the CDK’s validation, all stacks in one account', () => {
    expect(templates.size).toBe(NAMES.length);
  });

  it('sets what it sets: each setting stands in one of them', () => {
    const set = NAMES.flatMap((name) => Object.keys(SITUATIONS[name]));
    expect(KEYS.filter((key) => key !== 'stackName' && !set.includes(key))).toEqual([]);
  });

  it('leaves the tables in their place: same logical IDs, names, keys and indexes', () => {
    const tables = [...templates.values()].map(tablesOf);
    expect(new Set(tables.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(tables[0]).toHaveLength(4);
  });

  it('fixes no physical name but those of the trail and of the workgroup, which needs one: the stack’s', () => {
    const named = [...templates.values()].flatMap((template, at) =>
      resourcesOf(template).flatMap(({ type, properties }) =>
        ['BucketName', 'QueueName', 'TopicName', 'RoleName', 'FunctionName', 'ManagedPolicyName', 'Name']
          .filter((name) => typeof properties[name] === 'string')
          .filter((name) => type !== 'AWS::Athena::WorkGroup' || properties[name] !== `stack${at}`)
          .map((name) => `${type} ${name}`),
      ),
    );
    expect(named.filter((name) => !name.startsWith('AWS::Lambda::Permission'))).toEqual([]);
  });
});

describe('an existing bucket', () => {
  const template = () => templateOf('existing bucket');

  it('has no trail, topic or bucket made for it', () => {
    expect(count(template(), 'AWS::CloudTrail::Trail')).toBe(0);
    expect(resourcesOf(template()).filter(({ id }) => id.startsWith('AuditLogs'))).toEqual([]);
    expect(ingestVariables(template())).toMatchObject({
      LOG_BUCKET_NAME: 'company-logs',
      LOG_PREFIX: 'org/logs',
      LOG_BUCKET_REGION: { Ref: 'AWS::Region' },
    });
  });

  it('without a topic announces log files by way of EventBridge, to the queue and nobody else', () => {
    const rule = resourceOf(template(), 'AWS::Events::Rule', 'BucketEvents');
    expect(rule.properties['EventPattern']).toEqual({
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      account: [{ Ref: 'AWS::AccountId' }],
      detail: {
        bucket: { name: ['company-logs'] },
        object: { key: [{ wildcard: 'org/logs/AWSLogs/*/CloudTrail/*' }] },
      },
    });
    const [target, ...others] = [rule.properties['Targets']].flat().map(Object);
    expect(others).toEqual([]);
    expect(asText(target.Arn)).toMatch(/^<AuditDeliveriesQueue.*\.Arn>$/);
    expect(asText(target.DeadLetterConfig.Arn)).toMatch(/^<AuditDeliveriesDeadLetters/);
    expect(demanded('existing bucket', 'LogBucketNotificationConfiguration')).toEqual({ EventBridgeConfiguration: {} });
  });

  it('with a topic is announced there, and its owner is told to let this account subscribe', () => {
    const subscription = resourceOf(templateOf('existing topic'), 'AWS::SNS::Subscription', 'Deliveries');
    expect(subscription.properties).toMatchObject({
      TopicArn: SITUATIONS['existing topic'].deliveryTopicArn,
      RawMessageDelivery: true,
    });
    expect(idsOf('existing topic').filter((id) => id.startsWith('AuditBucketEvents'))).toEqual([]);
    expect(demanded('existing topic', 'DeliveryTopicPolicyStatement')).toMatchObject([
      { Action: 'sns:Subscribe', Resource: SITUATIONS['existing topic'].deliveryTopicArn },
    ]);
  });
});

describe('a topic of another region, for a stack that knows its own only when it is deployed', () => {
  const situation = 'existing topic of another region';

  it('keeps dead letters only where both are in one region', () => {
    const { properties } = resourceOf(templateOf(situation), 'AWS::SNS::Subscription', 'Deliveries');
    const [condition, kept, otherwise] = Object(properties['RedrivePolicy'])['Fn::If'];
    expect(templateOf(situation).toJSON()['Conditions'][condition]).toEqual({
      'Fn::Equals': [{ Ref: 'AWS::Region' }, 'ap-east-1'],
    });
    expect(asText(kept.deadLetterTargetArn)).toMatch(/^<AuditDeliveriesDeadLetters/);
    expect(otherwise).toEqual({ Ref: 'AWS::NoValue' });
    expect(properties['Region']).toBe('ap-east-1');
  });

  it.each([
    ['ap-east-1', 'sns.amazonaws.com'],
    ['eu-central-1', 'sns.ap-east-1.amazonaws.com'],
    ['af-south-1', 'sns.af-south-1.amazonaws.com'],
    ['xx-new-1', 'sns.xx-new-1.amazonaws.com'],
  ])('admits SNS to the queue in %s, and to its key, as %s', (region, principal) => {
    const template = templateOf(situation);
    const queue = resourceOf(template, 'AWS::SQS::Queue', 'DeliveriesQueue');
    const statement = resourcePolicyOf(template, 'AWS::SQS::QueuePolicy', queue.id).find(
      ({ Sid }) => Sid === 'TopicHandsOver',
    );
    const conditions = template.toJSON()['Conditions'];
    expect(deployedIn(region, conditions, Object(statement?.Principal).Service)).toBe(principal);
    const output = JSON.stringify(template.toJSON()['Outputs']['QueueKeyPolicyStatements'].Value);
    expect(output).toContain('Fn::If');
  });
});

/** What a condition or a value comes to in a region. */
function deployedIn(region: string, conditions: Record<string, unknown>, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const within = (each: unknown) => deployedIn(region, conditions, each);
  const [[name, argument] = []] = Object.entries(value);
  if (name === 'Ref') return argument === 'AWS::Region' ? region : value;
  if (name === 'Fn::Equals') return within(argument[0]) === within(argument[1]);
  if (name === 'Fn::Or') return argument.some((each: unknown) => within(each) === true);
  if (name === 'Fn::Join') return argument[1].map(within).join(argument[0]);
  if (name === 'Fn::If') return within(within(conditions[argument[0]]) === true ? argument[1] : argument[2]);
  return value;
}

describe('a bucket of another account and region', () => {
  const situation = 'bucket of another account and region';

  it('is read with its own region and owner', () => {
    expect(ingestVariables(templateOf(situation))).toMatchObject({
      LOG_BUCKET_REGION: 'us-east-1',
      LOG_BUCKET_OWNER: '444455556666',
    });
  });

  it('has its owner told exactly what to allow', () => {
    const statements = demanded(situation, 'LogBucketPolicyStatements');
    expect(statements.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [['s3:GetObject', 's3:GetObjectVersion'], 'arn:<AWS::Partition>:s3:::company-logs/AWSLogs/*'],
      ['s3:ListBucket', 'arn:<AWS::Partition>:s3:::company-logs'],
    ]);
    for (const { Effect, Principal } of statements) {
      expect([Effect, Principal]).toEqual(['Allow', { AWS: ACCOUNT_ROOT }]);
    }
  });

  it('sends its events here, from that account and of S3 alone', () => {
    const { Statement: statement } = resourceOf(
      templateOf(situation),
      'AWS::Events::EventBusPolicy',
      'BucketEvents',
    ).properties;
    expect(statement).toMatchObject({
      Action: 'events:PutEvents',
      Condition: { StringEquals: { 'events:source': 'aws.s3', 'events:detail-type': 'Object Created' } },
    });
    expect(asText(Object(statement).Principal.AWS)).toContain(':444455556666:root');
    expect(demanded(situation, 'LogBucketForwardingRule')).toMatchObject({
      EventPattern: { source: ['aws.s3'], detail: { bucket: { name: ['company-logs'] } } },
      Targets: [{ Arn: 'arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:event-bus/default' }],
    });
  });
});

describe('an organization', () => {
  const deliveredTo = (situation: Situation) => {
    const policy = resourcesOf(templateOf(situation)).find(({ id }) => id.startsWith('AuditLogsBucketPolicy'));
    const delivers: Statement | undefined = Object(policy?.properties['PolicyDocument']).Statement.find(
      ({ Sid }: Statement) => Sid === 'TrailDelivers',
    );
    return {
      folders: [delivers?.Resource].flat().map((each) => asText(each).replace(/^<[^>]+>/, '')),
      trailArn: asText(delivers?.Condition?.['StringEquals']?.['aws:SourceArn']),
    };
  };

  it('has a trail for all its accounts, which delivers to both folders', () => {
    const template = templateOf('organization');
    expect(resourceOf(template, 'AWS::CloudTrail::Trail', 'Trail').properties['IsOrganizationTrail']).toBe(true);
    expect(deliveredTo('organization').folders).toEqual(['/AWSLogs/<AWS::AccountId>/*', '/AWSLogs/o-exampleorgid/*']);
  });

  it('whose administrator is delegated makes the trail by its ARN, for which bucket and topic wait', () => {
    const situation = 'delegated administrator';
    expect(count(templateOf(situation), 'AWS::CloudTrail::Trail')).toBe(0);
    const { folders, trailArn } = deliveredTo(situation);
    expect(folders).toEqual(['/org/logs/AWSLogs/999988887777/*', '/org/logs/AWSLogs/o-exampleorgid/*']);
    expect(trailArn).toMatch(/^arn:<AWS::Partition>:cloudtrail:<AWS::Region>:999988887777:trail\/stack\d+-/);
    const [create, ...others] = asText(templateOf(situation).toJSON()['Outputs']['TrailCommands'].Value).split('\n');
    expect(create).toMatch(/^aws cloudtrail create-trail --region <AWS::Region> --name stack\d+-<AWS::Region> /);
    expect(create).toMatch(/ --s3-bucket-name <AuditLogsBucket\w+> --sns-topic-name <AuditAnnouncements\w+> /);
    expect(create).toContain(`--is-organization-trail`);
    expect(create).toContain(` --s3-key-prefix 'org/logs' --kms-key-id ${SITUATIONS[situation].logKeyArn}`);
    expect(others).toEqual([
      expect.stringContaining(`put-event-selectors --region <AWS::Region> --trail-name ${trailArn} `),
      `aws cloudtrail start-logging --region <AWS::Region> --name ${trailArn}`,
    ]);
  });
});

describe('KMS keys of one’s own', () => {
  const keys = SITUATIONS['own KMS keys'];

  it('encrypt log files, topic, queues and tables', () => {
    const template = templateOf('own KMS keys');
    expect(resourceOf(template, 'AWS::CloudTrail::Trail', 'Trail').properties['KMSKeyId']).toBe(keys.logKeyArn);
    expect(resourceOf(template, 'AWS::SNS::Topic', 'Announcements').properties['KmsMasterKeyId']).toBe(
      keys.topicKeyArn,
    );
    expect(resourceOf(template, 'AWS::SQS::Queue', 'DeliveriesQueue').properties['KmsMasterKeyId']).toBe(
      keys.queueKeyArn,
    );
    expect(resourceOf(template, 'AWS::DynamoDB::GlobalTable', 'TablesEvents').properties).toMatchObject({
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      Replicas: [{ SSESpecification: { KMSMasterKeyId: keys.tableKeyArn }, DeletionProtectionEnabled: true }],
    });
  });

  it('encrypt every table, the state of alerting as well', () => {
    const tables = Object.values(templateOf('own KMS keys').findResources('AWS::DynamoDB::GlobalTable'));
    expect(tables).toHaveLength(4);
    for (const { Properties } of tables) {
      expect(Properties.SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
      expect(Properties.Replicas).toMatchObject([{ SSESpecification: { KMSMasterKeyId: keys.tableKeyArn } }]);
    }
  });

  it('lets alerting write its state with the key', () => {
    const policy = resourceOf(templateOf('own KMS keys'), 'AWS::IAM::Policy', 'AlertingRole');
    expect(asText(policy.properties['PolicyDocument'])).toContain('kms:GenerateDataKey');
  });

  it.each([
    ['IngestRole', [keys.logKeyArn, keys.queueKeyArn, keys.tableKeyArn]],
    ['AlertingRole', [keys.tableKeyArn]],
  ])('may be used by %s, those that it needs', (role, expected) => {
    const policy = resourceOf(templateOf('own KMS keys'), 'AWS::IAM::Policy', role);
    const allowed: readonly Statement[] = Object(policy.properties['PolicyDocument']).Statement;
    const used = allowed
      .filter(({ Action }) => asText(Action).includes('kms:'))
      .flatMap(({ Resource }) => [Resource].flat().map(asText));
    expect([...new Set(used)].sort()).toEqual([...expected].sort());
  });

  it.each([
    [
      'LogKeyPolicyStatements',
      ['TrailEncryptsLogFiles', 'TrailDescribesItsKey', 'TrailUsesTheBucketKey', 'AuditDecryptsLogFiles'],
    ],
    ['TopicKeyPolicyStatements', ['TrailAnnounces']],
    ['QueueKeyPolicyStatements', ['TopicHandsOver']],
    ['TableKeyPolicyStatements', ['AuditUsesTables']],
  ])('have their owner told what to allow: %s', (output, sids) => {
    const statements = demanded('own KMS keys', output);
    expect(statements.map(({ Sid }) => Sid)).toEqual(sids);
    expect(statements.filter(({ Condition }) => Condition === undefined)).toEqual([]);
  });

  it('let CloudTrail decrypt for this trail, which a bucket with a bucket key needs', () => {
    const template = templateOf('own KMS keys');
    const { properties } = resourceOf(template, 'AWS::S3::Bucket', 'LogsBucket');
    expect(Object(properties['BucketEncryption']).ServerSideEncryptionConfiguration).toMatchObject([
      { BucketKeyEnabled: true },
    ]);
    const decrypts = demanded('own KMS keys', 'LogKeyPolicyStatements').find(
      ({ Sid }) => Sid === 'TrailUsesTheBucketKey',
    );
    expect(decrypts).toMatchObject({ Principal: { Service: 'cloudtrail.amazonaws.com' }, Action: 'kms:Decrypt' });
    expect(decrypts?.Condition?.['StringEquals']?.['aws:SourceArn']).toMatch(/:trail\/stack\d+-<AWS::Region>$/);
  });

  it('of an existing bucket is only read with, and queues take what EventBridge hands over', () => {
    const situation = 'own KMS keys, existing bucket';
    expect(demanded(situation, 'LogKeyPolicyStatements').map(({ Sid }) => Sid)).toEqual(['AuditDecryptsLogFiles']);
    expect(demanded(situation, 'QueueKeyPolicyStatements')).toMatchObject([
      { Principal: { Service: 'events.amazonaws.com' } },
    ]);
  });
});

describe('how long things are kept', () => {
  it('locks log files where that was chosen', () => {
    expect(resourceOf(templateOf('locked logs'), 'AWS::S3::Bucket', 'LogsBucket').properties).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Days: 200, Mode: 'COMPLIANCE' } } },
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 200 }] },
    });
  });

  it('lets tables and buckets go with the stack only where that was chosen', () => {
    const policies = (situation: Situation) => [
      ...new Set(
        resourcesOf(templateOf(situation))
          .filter(({ id }) => /^Audit(?:Tables|Logs(?:Bucket|AccessLogs)[0-9A-F]{8}$)/.test(id))
          .map(({ deletionPolicy }) => deletionPolicy),
      ),
    ];
    expect(policies('to be removed')).toEqual(['Delete']);
    expect(policies('new trail')).toEqual(['Retain']);
  });

  it.each<[Situation, string]>([
    ['new trail', 'Retain'],
    ['to be removed', 'Delete'],
  ])('%s: every bucket stays or goes, and its policy with it', (situation, expected) => {
    const found = resourcesOf(templateOf(situation)).filter(({ type }) => /^AWS::S3::Bucket(?:Policy)?$/.test(type));
    expect(found).toHaveLength(6);
    expect(found.filter(({ deletionPolicy }) => deletionPolicy !== expected)).toEqual([]);
  });

  it('takes as much at once as was chosen', () => {
    const limits = resourcesOf(templateOf('a large fleet')).flatMap(
      ({ properties }) => properties['ScalingConfig'] ?? [],
    );
    expect(limits).toEqual([{ MaximumConcurrency: 50 }, { MaximumConcurrency: 5 }]);
  });
});

/** What of a table cannot change without a new table in its place (CloudFormation, AWS::DynamoDB::GlobalTable). */
function tablesOf(template: Template): readonly unknown[] {
  return resourcesOf(template)
    .filter(({ type }) => type === 'AWS::DynamoDB::GlobalTable')
    .map(({ id, properties }) => ({
      id,
      name: properties['TableName'],
      keys: properties['KeySchema'],
      attributes: properties['AttributeDefinitions'],
      indexes: properties['GlobalSecondaryIndexes'],
    }));
}
