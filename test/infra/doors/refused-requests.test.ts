import type { Template } from 'aws-cdk-lib/assertions';
import { readAlertConfiguration } from '../../../lib/core/alerts/configuration/alert-configuration';
import { resourceOf, resourcePolicyOf, resourcesOf, type Statement, synthesized } from '../synthesized-stack';
import { evaluated, type Request, resolved } from './policy-evaluator';

const OPERATORS = ['arn:aws:iam::111122223333:role/operators/*', 'arn:aws:iam::111122223333:user/on-call'];
const alerts = readAlertConfiguration({
  'ssm-audit:alertTopics': [{ name: 'documents', events: ['*Document*'], subscribers: ['security@example.com'] }],
});

const guarded = synthesized({ operators: OPERATORS, alerts });
const unguarded = synthesized({ alerts, openSubscriptions: true });
const existing = synthesized({ operators: OPERATORS, bucketName: 'company-logs' });

const TRAIL = 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/ssm-audit-eu-central-1';

/** Sessions have the ARN of their role, whatever they are called. */
const OPERATOR = { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/operators/audit' };
const ADMINISTRATOR = { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/Admin' };

function ask(statements: readonly Statement[], request: Partial<Request> & { readonly action: string }) {
  const [resource] = [statements[0]?.Resource].flat().map(resolved);
  const context = { 'aws:SecureTransport': 'true', ...request.context };
  return evaluated(statements, { resource: resource ?? '', ...request, context });
}

const policyOfQueue = (template: Template, name: string) =>
  resourcePolicyOf(template, 'AWS::SQS::QueuePolicy', resourceOf(template, 'AWS::SQS::Queue', name).id);

function send(template: Template, queue: string, context: Record<string, string>, service?: string) {
  return ask(policyOfQueue(template, queue), { action: 'sqs:SendMessage', context, ...(service && { service }) });
}

describe('the backfill queue', () => {
  it('refuses a forged backfill message, of an administrator and of any service', () => {
    expect(send(guarded, 'BackfillQueue', ADMINISTRATOR)).toBe('refused');
    expect(send(guarded, 'BackfillQueue', { 'aws:SourceArn': 'arn:aws:sns:x:1:mine' }, 'sns.amazonaws.com')).toBe(
      'refused',
    );
  });

  it.each(['a backfill', 'a repair', 'a redrive, for which SQS asks in the name of its caller'])(
    'does not refuse %s to an operator',
    () => {
      expect(send(guarded, 'BackfillQueue', OPERATOR)).toBe('left to the identity');
    },
  );

  it('refuses nobody where no operator is named, because nobody could send a backfill then', () => {
    expect(send(unguarded, 'BackfillQueue', ADMINISTRATOR)).toBe('left to the identity');
  });
});

describe('the delivery queue', () => {
  const topic = { 'aws:SourceArn': resolved({ Ref: resourceOf(guarded, 'AWS::SNS::Topic', 'Announcements').id }) };

  it.each([
    ['with operators', guarded],
    ['without operators', unguarded],
  ])('takes what the topic hands over, and refuses a forged announcement, %s', (_, template) => {
    expect(send(template, 'DeliveriesQueue', topic, 'sns.amazonaws.com')).toBe('allowed');
    expect(send(template, 'DeliveriesQueue', ADMINISTRATOR)).toBe('refused');
    const other = { 'aws:SourceArn': 'arn:aws:sns:eu-central-1:111122223333:mine' };
    expect(send(template, 'DeliveriesQueue', other, 'sns.amazonaws.com')).toBe('refused');
  });

  it('does not refuse a redrive to an operator', () => {
    expect(send(guarded, 'DeliveriesQueue', OPERATOR)).toBe('left to the identity');
  });

  it('takes what the rule of an existing bucket hands over, and no other', () => {
    const rule = resourceOf(existing, 'AWS::Events::Rule', 'BucketEvents');
    const source = { 'aws:SourceArn': resolved({ 'Fn::GetAtt': [rule.id, 'Arn'] }) };
    expect(send(existing, 'DeliveriesQueue', source, 'events.amazonaws.com')).toBe('allowed');
    const other = { 'aws:SourceArn': 'arn:aws:events:eu-central-1:111122223333:rule/mine' };
    expect(send(existing, 'DeliveriesQueue', other, 'events.amazonaws.com')).toBe('refused');
    expect(send(existing, 'DeliveriesQueue', OPERATOR)).toBe('left to the identity');
  });
});

it.each(['DeliveriesDeadLetters', 'BackfillDeadLetters'])(
  '%s refuse nobody to take them, nor SQS to put them',
  (name) => {
    expect(send(guarded, name, {}, 'sqs.amazonaws.com')).toBe('left to the identity');
    for (const action of ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:StartMessageMoveTask']) {
      expect(ask(policyOfQueue(guarded, name), { action, context: OPERATOR })).toBe('left to the identity');
    }
  },
);

describe('the log bucket', () => {
  const bucket = resourceOf(guarded, 'AWS::S3::Bucket', 'LogsBucket');
  const statements = (template: Template) => resourcePolicyOf(template, 'AWS::S3::BucketPolicy', bucket.id);
  const at = (key: string) => `${resolved({ 'Fn::GetAtt': [bucket.id, 'Arn'] })}/${key}`;
  const LOG_FILE = at('AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/27/a.json.gz');
  const DIGEST = at('AWSLogs/111122223333/CloudTrail-Digest/eu-central-1/2026/11/27/d.json.gz');
  const CLOUDTRAIL = 'cloudtrail.amazonaws.com';
  const acl = { 's3:x-amz-acl': 'bucket-owner-full-control' };

  it.each([LOG_FILE, DIGEST])('takes %s from its trail', (resource) => {
    const delivery = { action: 's3:PutObject', resource, service: CLOUDTRAIL };
    expect(ask(statements(guarded), { ...delivery, context: { ...acl, 'aws:SourceArn': TRAIL } })).toBe('allowed');
  });

  it.each([
    ['an administrator', ADMINISTRATOR, undefined],
    ['an operator', OPERATOR, undefined],
    ['another trail', { ...acl, 'aws:SourceArn': `${TRAIL}-2` }, CLOUDTRAIL],
  ])('refuses a put by %s, also as a replica', (_, context, service) => {
    for (const action of ['s3:PutObject', 's3:ReplicateObject']) {
      const request = { action, resource: LOG_FILE, context, ...(service && { service }) };
      expect(ask(statements(guarded), request)).toBe('refused');
    }
  });

  it.each(['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:ReplicateDelete'])(
    'refuses %s to all but operators',
    (action) => {
      expect(ask(statements(guarded), { action, resource: LOG_FILE, context: ADMINISTRATOR })).toBe('refused');
      expect(ask(statements(guarded), { action, resource: DIGEST, context: OPERATOR })).toBe('left to the identity');
      expect(ask(statements(unguarded), { action, resource: LOG_FILE, context: ADMINISTRATOR })).toBe('refused');
    },
  );

  it.each(['s3:GetObject', 's3:RestoreObject'])('refuses %s to nobody', (action) => {
    expect(ask(statements(guarded), { action, resource: LOG_FILE, context: ADMINISTRATOR })).toBe(
      'left to the identity',
    );
  });

  it('is left as it is where it exists already', () => {
    expect(resourcesOf(existing).filter(({ type }) => type === 'AWS::S3::BucketPolicy').length).toBe(
      resourcesOf(existing).filter(({ type }) => type === 'AWS::S3::Bucket').length,
    );
    expect(resourcesOf(existing).filter(({ id }) => id.startsWith('AuditExistingLogs'))).toEqual([]);
  });
});

describe('an alert topic', () => {
  const topicOf = (template: Template) => resourceOf(template, 'AWS::SNS::Topic', 'AlertingTopics');
  const subscribe = (template: Template, endpoint: string) =>
    ask(resourcePolicyOf(template, 'AWS::SNS::TopicPolicy', topicOf(template).id), {
      action: 'sns:Subscribe',
      resource: resolved({ Ref: topicOf(template).id }),
      context: { ...ADMINISTRATOR, 'sns:Endpoint': endpoint },
    });

  it('takes the subscriptions of the configuration, and refuses others', () => {
    expect(subscribe(guarded, 'security@example.com')).toBe('left to the identity');
    expect(subscribe(guarded, 'mallory@example.com')).toBe('refused');
  });

  it('takes any where that is chosen', () => {
    expect(subscribe(unguarded, 'mallory@example.com')).toBe('left to the identity');
  });

  it('is subscribed to once its policy stands', () => {
    const resources = guarded.toJSON()['Resources'];
    const policies = resourcesOf(guarded).filter(
      ({ type, id }) => type === 'AWS::SNS::TopicPolicy' && id.startsWith('AuditAlerting'),
    );
    const [subscription] = resourcesOf(guarded).filter(
      ({ type, id }) => type === 'AWS::SNS::Subscription' && id.startsWith('AuditAlerting'),
    );
    expect(resources[subscription?.id ?? ''].DependsOn).toEqual(policies.map(({ id }) => id));
  });
});
