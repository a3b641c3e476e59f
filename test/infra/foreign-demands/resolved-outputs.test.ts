import { resolvedDemands, type TemplateWithDemands } from '../../../lib/infra/foreign-demands/resolved-outputs';
import { configurationOf } from '../situations';
import { synthesized } from '../synthesized-stack';

const TO = { stackName: 'ssm-audit', account: '111122223333', region: 'eu-central-1' };

const demandsOf = (situation: Parameters<typeof configurationOf>[0], to = TO) =>
  resolvedDemands(synthesized(configurationOf(situation)).toJSON() as TemplateWithDemands, to);

it('are JSON without a reference, with a pattern for a topic that does not exist yet', () => {
  const demands = demandsOf('own KMS keys');
  expect(Object.keys(demands).sort()).toEqual([
    'LogKeyPolicyStatements',
    'QueueKeyPolicyStatements',
    'TableKeyPolicyStatements',
    'TopicKeyPolicyStatements',
  ]);
  expect(JSON.stringify(demands)).not.toMatch(/AWS::|Fn::|"Ref"|Token/);
  expect(demands['QueueKeyPolicyStatements']).toMatchObject([
    { Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-central-1:111122223333:ssm-audit-*' } } },
  ]);
  expect(demands['TopicKeyPolicyStatements']).toMatchObject([
    {
      Condition: {
        StringEquals: {
          'aws:SourceArn': 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/ssm-audit-eu-central-1',
        },
      },
    },
  ]);
});

it.each([
  ['eu-central-1', 'sns.ap-east-1.amazonaws.com'],
  ['ap-east-1', 'sns.amazonaws.com'],
])('decide for %s what the template would decide', (region, principal) => {
  expect(demandsOf('existing topic of another region', { ...TO, region })['QueueKeyPolicyStatements']).toMatchObject([
    { Principal: { Service: principal } },
  ]);
});

it('are there for an alarm topic of your own, whatever it needs', () => {
  expect(JSON.stringify(demandsOf('to be removed'))).not.toMatch(/AWS::|Fn::|"Ref"|Token/);
});

it('of China and GovCloud have their partition', () => {
  const statements = (region: string) =>
    JSON.stringify(demandsOf('bucket of another account and region', { ...TO, region }));
  expect(statements('cn-north-1')).toContain('arn:aws-cn:s3:::company-logs');
  expect(statements('us-gov-west-1')).toContain('arn:aws-us-gov:s3:::company-logs');
});
