import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { secondPathRules } from '../guard/second-path-rules';
import { type DemandingAudit, type ForeignDemand, statementsOf } from './foreign-demand';

/**
 * What the policies of your own alarm topic and of its key need, so that the second path of calls that tamper with the
 * audit arrives (EventBridge user guide: Amazon SNS permissions; SNS developer guide: key management).
 */
export function alarmTopicDemands(audit: DemandingAudit): readonly ForeignDemand[] {
  const { alarmTopicArn } = audit.options;
  if (alarmTopicArn === '') return [];
  const rules = { ArnLike: { 'aws:SourceArn': secondPathRules(audit) } };
  return [
    {
      output: 'AlarmTopicPolicyStatements',
      description:
        'Add this to the policy of the alarm topic, so that EventBridge tells of calls that tamper with the audit',
      value: statementsOf(eventsMay('AuditRulesPublish', ['sns:Publish'], alarmTopicArn, rules)),
    },
    {
      output: 'AlarmTopicKeyPolicyStatements',
      description: 'If a key encrypts the alarm topic, add this to the policy of the key',
      value: statementsOf(eventsMay('AuditRulesUseKey', ['kms:Decrypt', 'kms:GenerateDataKey*'], '*', rules)),
    },
  ];
}

function eventsMay(sid: string, actions: string[], resource: string, conditions: object): PolicyStatement {
  const principals = [new ServicePrincipal('events.amazonaws.com')];
  return new PolicyStatement({ sid, principals, actions, resources: [resource], conditions: { ...conditions } });
}
