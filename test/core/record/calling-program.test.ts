import { callingProgram } from '../../../lib/core/record/calling-program';

it.each([
  ['console', { userAgent: 'Mozilla/5.0 (X11; Linux x86_64)', sessionCredentialFromConsole: 'true' }],
  ['console', { userAgent: 'console.amazonaws.com' }],
  ['console', { userAgent: 'console.ec2.amazonaws.com' }],
  ['console', { userAgent: 'signin.amazonaws.com' }],
  ['console', { userAgent: 'something new', sessionCredentialFromConsole: true }],
  ['AWS CLI', { userAgent: 'aws-cli/2.15.0 Python/3.11.6 Linux/6.1 exe/x86_64.amzn.2023' }],
  [
    'AWS CLI, with the credentials of a console session',
    { userAgent: 'aws-cli/2.15', sessionCredentialFromConsole: 'true' },
  ],
  ['CloudShell', { userAgent: 'aws-cli/2.15.0 Python/3.11.6 Linux/6.1 exec-env/CloudShell exe/x86_64.amzn.2' }],
  ['SSM Agent', { userAgent: 'aws-sdk-go/1.44 (go1.20; linux; amd64) amazon-ssm-agent/3.2.1705.0' }],
  ['Terraform', { userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.1.2 (+https://www.terraform.io)' }],
  ['program with an AWS SDK', { userAgent: 'Boto3/1.40.61 md/Botocore#1.40.61' }],
  ['program with an AWS SDK', { userAgent: 'aws-sdk-go-v2/1.16 os/linux' }],
  ['AWS service ssm.amazonaws.com', { userAgent: 'ssm.amazonaws.com' }],
  ['AWS service AWS Internal', { userAgent: 'AWS Internal' }],
  [
    'AWS service cloudformation.amazonaws.com, for the caller',
    { userAgent: 'cloudformation.amazonaws.com', userIdentity: { invokedBy: 'cloudformation.amazonaws.com' } },
  ],
  [undefined, { userAgent: 'stratus-red-team_1' }],
  [undefined, {}],
])('says %s', (program, record) => {
  expect(callingProgram(record)).toBe(program);
});
