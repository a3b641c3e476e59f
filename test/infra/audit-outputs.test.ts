import { STACK_OUTPUTS } from '../../lib/contract/stack-outputs';
import { asText, synthesized } from './synthesized-stack';

const outputs = synthesized({ logPrefix: 'org/logs', trailName: 'ours' }).toJSON()['Outputs'];

describe('the outputs', () => {
  it('are exactly those that the command line reads, and the policy for auditors', () => {
    expect(Object.keys(outputs)).toEqual([
      ...STACK_OUTPUTS,
      'AuditorPolicyArn',
      'AuditorPolicyWithoutLogFilesArn',
      'OperatorPolicyArn',
    ]);
  });

  it.each([
    ['EventsTableName', /^<AuditTablesEvents/],
    ['TermsTableName', /^<AuditTablesTerms/],
    ['DeliveriesTableName', /^<AuditTablesDeliveries/],
    ['LogBucketName', /^<AuditLogsBucket/],
    ['LogPrefix', /^org\/logs$/],
    ['DeliveryQueueUrl', /^<AuditDeliveriesQueue/],
    ['DeadLetterQueueUrl', /^<AuditDeliveriesDeadLetters/],
    ['BackfillQueueUrl', /^<AuditBackfillQueue/],
    ['BackfillDeadLetterQueueUrl', /^<AuditBackfillDeadLetters/],
    ['DeliveryTopicArn', /^<AuditAnnouncements/],
    ['AlertFailureQueueUrl', /^<AuditAlertingFailuresQueue/],
    ['UndeliveredAlertQueueUrl', /^<AuditAlertingFailuresUndelivered/],
    ['AlertTopicArns', /^\{\}$/],
    ['TrailArn', /:trail\/ours$/],
    ['RetentionDays', /^400$/],
    ['AuditorPolicyArn', /^<AuditAuditors/],
  ])('%s names the resource', (key, value) => {
    expect(asText(outputs[key].Value)).toMatch(value);
  });
});
