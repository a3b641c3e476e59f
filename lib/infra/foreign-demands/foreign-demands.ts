import { Stack } from 'aws-cdk-lib';
import { logFileRefusals } from '../doors/log-file-refusals';
import { alarmTopicDemands } from './alarm-topic-demands';
import { accountMay, type DemandingAudit, type ForeignDemand, statementsOf } from './foreign-demand';
import { keyDemands } from './key-demands';
import { notificationDemands } from './notification-demands';
import { trailCommands } from './trail-commands';

/** Everything that you have to change by hand, because a stack cannot or must not change it. */
export function foreignDemands(audit: DemandingAudit): readonly ForeignDemand[] {
  return [
    ...bucketDemands(audit),
    ...protectionDemands(audit),
    ...notificationDemands(audit),
    ...topicDemands(audit),
    ...alarmTopicDemands(audit),
    ...keyDemands(audit),
    ...trailCommands(audit),
  ];
}

function bucketDemands({ logs, options }: DemandingAudit): readonly ForeignDemand[] {
  if (options.bucketAccount === '') return [];
  const { bucket } = logs;
  return [
    {
      output: 'LogBucketPolicyStatements',
      description:
        'Add these statements to the policy of the log bucket, so that the functions and auditors can read it',
      value: statementsOf(
        accountMay(
          'AuditReadsLogFiles',
          ['s3:GetObject', 's3:GetObjectVersion'],
          [bucket.arnForObjects(`${logs.folder}*`)],
        ),
        accountMay('AuditListsLogFiles', ['s3:ListBucket'], [bucket.bucketArn]),
      ),
    },
  ];
}

/** An existing bucket may have other writers, which only its owner knows. */
function protectionDemands({ logs, options, trailArn }: DemandingAudit): readonly ForeignDemand[] {
  if (options.bucketName === '') return [];
  const logFiles = logs.bucket.arnForObjects(`${logs.folder}*`);
  return [
    {
      output: 'LogBucketProtectionStatements',
      description:
        'To let only the trail write log files, and only operators delete them, add these statements to the policy of the log bucket. First add to the exceptions whatever else writes or deletes there: other trails, S3 Inventory, replication. They stop otherwise',
      value: statementsOf(...logFileRefusals({ logFiles, trailArn, operators: options.operators })),
    },
  ];
}

function topicDemands({ logs, options: { deliveryTopicArn } }: DemandingAudit): readonly ForeignDemand[] {
  if (deliveryTopicArn === '' || deliveryTopicArn.split(':')[4] === Stack.of(logs).account) return [];
  const subscribes = accountMay('AuditSubscribes', ['sns:Subscribe'], [deliveryTopicArn]);
  subscribes.addCondition('StringEquals', { 'sns:Protocol': 'sqs' });
  return [
    {
      output: 'DeliveryTopicPolicyStatement',
      description: 'If the delivery topic belongs to another account, add this to its policy before you deploy',
      value: statementsOf(subscribes),
    },
  ];
}
