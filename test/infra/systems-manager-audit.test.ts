import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ConfigurationError } from '../../lib/infra/settings/configuration';
import { SystemsManagerAudit, type SystemsManagerAuditProps } from '../../lib/infra/systems-manager-audit';
import { resourceOf, resourcePolicyOf, resourcesOf, synthesized, TEST_CONTEXT } from './synthesized-stack';

/** An audit in an app of somebody else's. */
function auditIn(stack: Stack, props: SystemsManagerAuditProps = {}, id = 'Audit'): SystemsManagerAudit {
  return new SystemsManagerAudit(stack, id, props);
}

function someStack(): Stack {
  return new Stack(new App({ context: TEST_CONTEXT, builtinCloudFormationValidation: false }), 'theirs');
}

describe('an audit in an app of one’s own', () => {
  it('needs no options', () => {
    const stack = someStack();
    auditIn(stack);
    const environment = resourceOf(Template.fromStack(stack), 'AWS::Lambda::Function', 'Ingestion').properties[
      'Environment'
    ];
    expect(environment).toMatchObject({ Variables: { RETENTION_DAYS: '400', STACK_NAME: 'theirs' } });
  });

  it('needs no feature flags: access logs are admitted by a policy all the same', () => {
    const stack = new Stack(new App({ builtinCloudFormationValidation: false }), 'theirs');
    auditIn(stack);
    const template = Template.fromStack(stack);
    const { id } = resourceOf(template, 'AWS::S3::Bucket', 'LogsAccessLogs');
    const admitted = resourcePolicyOf(template, 'AWS::S3::BucketPolicy', id).filter(({ Effect }) => Effect === 'Allow');
    expect(admitted).toMatchObject([{ Action: 's3:PutObject', Principal: { Service: 'logging.s3.amazonaws.com' } }]);
  });

  it('holds options to the rules of the context, all at once', () => {
    const wrong = () => auditIn(someStack(), { retentionDays: 0, logPrefix: '*' });
    expect(wrong).toThrow(ConfigurationError);
    expect(wrong).toThrow(/^property logPrefix is "\*": expected .+\nproperty retentionDays is 0: expected a whole/);
  });
});

it('keeps the logical IDs of what holds evidence: a new one would be a new, empty table or bucket', () => {
  const evidence = resourcesOf(synthesized())
    .filter(({ type }) => type === 'AWS::DynamoDB::GlobalTable' || type === 'AWS::S3::Bucket')
    .map(({ id }) => id);
  expect(evidence).toEqual(
    expect.arrayContaining([
      'AuditLogsAccessLogs1DDF2E34',
      'AuditLogsBucket80A020CC',
      'AuditTablesEvents767C9FC4',
      'AuditTablesTermsAD04D798',
      'AuditTablesDeliveries39A41808',
    ]),
  );
});
