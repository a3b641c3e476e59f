import { Aws } from 'aws-cdk-lib';
import { type Conditions, PolicyStatement, type PrincipalBase, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Announcements } from '../log-delivery/announcements';
import { ExistingDeliveryTopic } from '../log-delivery/existing-delivery-topic';
import { accountMay, type DemandingAudit, type ForeignDemand, statementsOf } from './foreign-demand';

/** The statements that the policies of your own KMS keys need. */
export function keyDemands(audit: DemandingAudit): readonly ForeignDemand[] {
  return [...logKeyDemands(audit), ...topicKeyDemands(audit), ...queueKeyDemands(audit), ...tableKeyDemands(audit)];
}

function logKeyDemands({ logs, trailArn, options }: DemandingAudit): readonly ForeignDemand[] {
  if (!logs.key) return [];
  const reads = accountMay('AuditDecryptsLogFiles', ['kms:Decrypt'], ['*']);
  reads.addCondition('StringEquals', { 'kms:ViaService': `s3.${logs.region}.${Aws.URL_SUFFIX}` });
  const made = options.bucketName === '' && trailArn !== undefined ? trailEncrypts(trailArn) : [];
  return [keyDemand('LogKeyPolicyStatements', 'log files', [...made, reads])];
}

/**
 * CloudTrail user guide: granting encrypt permissions, `kms:DescribeKey` for CloudTrail, and `kms:Decrypt`, because the
 * bucket has an S3 Bucket Key.
 */
function trailEncrypts(trailArn: string): readonly PolicyStatement[] {
  const principals = [new ServicePrincipal('cloudtrail.amazonaws.com')];
  return [
    new PolicyStatement({
      sid: 'TrailEncryptsLogFiles',
      principals,
      actions: ['kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: {
        StringEquals: { 'aws:SourceArn': trailArn },
        StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': `arn:${Aws.PARTITION}:cloudtrail:*:*:trail/*` },
      },
    }),
    new PolicyStatement({
      sid: 'TrailDescribesItsKey',
      principals,
      actions: ['kms:DescribeKey'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceArn': trailArn } },
    }),
    new PolicyStatement({
      sid: 'TrailUsesTheBucketKey',
      principals,
      actions: ['kms:Decrypt'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceArn': trailArn } },
    }),
  ];
}

/** SNS developer guide: key management, compatibility between event sources and encrypted topics. */
function topicKeyDemands({ trailArn, options: { topicKeyArn } }: DemandingAudit): readonly ForeignDemand[] {
  if (topicKeyArn === '' || trailArn === undefined) return [];
  const conditions = { StringEquals: { 'aws:SourceArn': trailArn } };
  return [
    keyDemand('TopicKeyPolicyStatements', 'the delivery topic', [
      serviceUses('cloudtrail', 'TrailAnnounces', conditions),
    ]),
  ];
}

/** SQS developer guide: key management, permissions for event sources. The sender of messages encrypts them. */
function queueKeyDemands({ announcements, options: { queueKeyArn } }: DemandingAudit): readonly ForeignDemand[] {
  if (queueKeyArn === '') return [];
  const { topicArn } = announcements;
  const statement =
    topicArn === undefined
      ? serviceUses('events', 'EventBridgeHandsOver', { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } })
      : topicHandsOver(announcements, { ArnEquals: { 'aws:SourceArn': topicArn } });
  return [keyDemand('QueueKeyPolicyStatements', 'the queues', [statement])];
}

/** DynamoDB developer guide: authorizing use of a customer managed key. */
function tableKeyDemands({ options: { tableKeyArn } }: DemandingAudit): readonly ForeignDemand[] {
  if (tableKeyArn === '') return [];
  const actions = [
    'kms:CreateGrant',
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:Encrypt',
    'kms:GenerateDataKey*',
    'kms:ReEncrypt*',
  ];
  const uses = accountMay('AuditUsesTables', actions, ['*']);
  uses.addCondition('StringEquals', { 'kms:ViaService': `dynamodb.${Aws.REGION}.${Aws.URL_SUFFIX}` });
  return [keyDemand('TableKeyPolicyStatements', 'the tables', [uses])];
}

function keyDemand(output: string, of: string, given: readonly PolicyStatement[]): ForeignDemand {
  return {
    output,
    description: `Before you deploy, add these statements to the policy of the key of ${of}`,
    value: statementsOf(...given),
  };
}

function topicHandsOver(announcements: Announcements, conditions: Conditions): PolicyStatement {
  return announcements instanceof ExistingDeliveryTopic
    ? principalUses(announcements.principal, 'TopicHandsOver', conditions)
    : serviceUses('sns', 'TopicHandsOver', conditions);
}

function serviceUses(service: string, sid: string, conditions: Conditions): PolicyStatement {
  return principalUses(new ServicePrincipal(`${service}.amazonaws.com`), sid, conditions);
}

function principalUses(principal: PrincipalBase, sid: string, conditions: Conditions): PolicyStatement {
  return new PolicyStatement({
    sid,
    principals: [principal],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    resources: ['*'],
    conditions,
  });
}
