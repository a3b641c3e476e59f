import { resourceOfArn } from '../../../lib/core/resources/arn';

const ARNS: readonly (readonly [arn: string, kind: string, id: string])[] = [
  ['arn:aws:ec2:eu-west-1:111122223333:instance/i-0a1b2c3d4e5f60718', 'instance', 'i-0a1b2c3d4e5f60718'],
  ['arn:aws:ssm:eu-west-1:111122223333:managed-instance/mi-0a1b2c3d4e5f60718', 'instance', 'mi-0a1b2c3d4e5f60718'],
  ['arn:aws:ssm:eu-west-1:111122223333:managed-instance-inventory/i-0a1b2c3d', 'instance', 'i-0a1b2c3d'],
  ['arn:aws:ssmmessages:eu-west-1:111122223333:control-channel/i-0a1b2c3d', 'instance', 'i-0a1b2c3d'],
  ['arn:aws:ssm:eu-west-1:111122223333:managed-instance/"Quoted"', 'instance', 'Quoted'],
  ['arn:aws:ssm:eu-west-1:111122223333:parameter/prod/db', 'parameter', '/prod/db'],
  ['arn:aws:ssm:eu-west-1:111122223333:parameter/prod/db:3', 'parameter', '/prod/db'],
  ['arn:aws:ssm:eu-west-1:111122223333:parameter/name', 'parameter', 'name'],
  ['arn:aws:ssm:us-east-1::parameter/aws/service/list', 'parameter', '/aws/service/list'],
  ['arn:aws:ssm:us-east-1::document/AWS-RunShellScript', 'document', 'AWS-RunShellScript'],
  ['arn:aws-us-gov:ssm:us-gov-west-1::document/AWS-RunShellScript', 'document', 'AWS-RunShellScript'],
  ['arn:aws-cn:ssm:cn-north-1:111122223333:document/Deploy:3', 'document', 'Deploy'],
  ['arn:aws-eusc:ssm:eusc-de-east-1:111122223333:document/Deploy:$LATEST', 'document', 'Deploy'],
  ['arn:aws:ssm:us-east-1::automation-definition/AWS-StopEC2Instance:$DEFAULT', 'document', 'AWS-StopEC2Instance'],
  ['arn:aws:ssm:eu-west-1:111122223333:session/alice-0a1b', 'session', 'alice-0a1b'],
  ['arn:aws:ssmmessages:eu-west-1:111122223333:data-channel/alice-0a1b', 'session', 'alice-0a1b'],
  ['arn:aws:ssm:eu-west-1:111122223333:windowtarget/abc', 'maintenanceWindowTarget', 'abc'],
  [
    'arn:aws:ssm:eu-west-1:111122223333:servicesetting/ssm/parameter-store/x',
    'serviceSetting',
    '/ssm/parameter-store/x',
  ],
  ['arn:aws:ssm:eu-west-1:111122223333:opsmetadata/aws/ssm/App/appmanager', 'opsMetadata', 'aws/ssm/App/appmanager'],
  ['arn:aws:iam::111122223333:role/service-role/Reader', 'role', 'Reader'],
  ['arn:aws:kms:eu-west-1:111122223333:key/1234', 'key', '1234'],
  ['arn:aws:kms:eu-west-1:111122223333:alias/aws/ssm', 'key', 'alias/aws/ssm'],
  ['arn:aws:s3:::bucket/prefix/key', 'bucket', 'bucket'],
  ['arn:aws:resource-groups:eu-west-1:111122223333:group/web', 'resourceGroup', 'web'],
];

describe('resourceOfArn', () => {
  test.each(ARNS)('%s is the %s %s', (arn, kind, id) => {
    const [, , service, region, account] = arn.split(':');
    const isKnown = id !== arn && service !== 's3';
    expect(resourceOfArn(arn)).toEqual({
      id,
      kind,
      ...(isKnown && region && { region }),
      ...(isKnown && account && { account }),
    });
  });

  test('an ARN of an unknown kind stands for itself', () => {
    const arn = 'arn:aws:ssmmessages:eu-west-1:111122223333:control-channel/5b1ad2a4';
    expect(resourceOfArn(arn)).toEqual({ id: arn, kind: 'other' });
    expect(resourceOfArn('arn:aws:sns:eu-west-1:111122223333:topic')).toMatchObject({ kind: 'other' });
  });

  test.each([
    'arn:aws:iam::111122223333:user/alice',
    'arn:aws:iam::111122223333:root',
    'arn:aws:sts::111122223333:assumed-role/Operator/i-0a1b2c3d4e5f60718',
  ])('%s says who, not what', (arn) => {
    expect(resourceOfArn(arn)).toBeUndefined();
  });

  test.each([
    '',
    'AWS-RunShellScript',
    'arn:',
    'arn:aws:ssm',
    'arn:aws:ssm:eu-west-1:111122223333:',
    'arn:aws:ssm:eu-west-1:111122223333:*',
    'arn:aws:ssm:eu-west-1:111122223333:parameter/',
    'arn:aws:ssm:eu-west-1:111122223333:parameter/prod/*',
  ])('%p names nothing', (text) => {
    expect(resourceOfArn(text)).toBeUndefined();
  });
});
