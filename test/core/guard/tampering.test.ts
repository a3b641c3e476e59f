import { tamperedBy } from '../../../lib/core/guard/tampering';
import type { JsonObject } from '../../../lib/core/record/json';
import { ACCOUNT, guardSamples, REGION, STACK_TEXT, stack } from './guard-samples';

const OWN = stack();
const FUNCTION = 'ssm-audit-AuditIngestionIngestFunction0A1B2C-1A2B3C4D5E6F';

describe.each(guardSamples().map((sample) => [sample.title, sample] as const))('%s', (_, { own, other, kind }) => {
  it("is about this stack where it names this stack's resource, and not where it names another's", () => {
    expect(tamperedBy(own, OWN).map((resource) => [resource.kind, resource.relation])).toEqual([[kind, 'changes']]);
    expect(tamperedBy(other, OWN)).toEqual([]);
  });
});

function called(requestParameters: JsonObject, rest: JsonObject = {}): readonly string[] {
  const record = {
    eventSource: 'lambda.amazonaws.com',
    eventName: 'UpdateFunctionCode20150331v2',
    awsRegion: REGION,
    recipientAccountId: ACCOUNT,
    requestParameters,
    ...rest,
  };
  return tamperedBy(record, OWN).map(({ id }) => id);
}

describe('a function', () => {
  it.each([
    FUNCTION,
    `${FUNCTION}:live`,
    `${ACCOUNT}:function:${FUNCTION}`,
    `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${FUNCTION}:live`,
  ])('is known by %s', (functionName) => {
    expect(called({ functionName })).toEqual([FUNCTION]);
  });

  it.each([
    `444455556666:function:${FUNCTION}`,
    `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${FUNCTION}`,
    `arn:aws:lambda:${REGION}:444455556666:function:${FUNCTION}`,
    `arn:aws:sns:${REGION}:${ACCOUNT}:${FUNCTION.toLowerCase()}`,
    '',
    `${'x'.repeat(2000)}`,
  ])('is not meant by %s', (functionName) => {
    expect(called({ functionName })).toEqual([]);
  });

  it('is not meant by its name in another account or region', () => {
    const functionName = FUNCTION;
    expect(called({ functionName }, { recipientAccountId: '444455556666' })).toEqual([]);
    expect(called({ functionName }, { awsRegion: 'us-east-1' })).toEqual([]);
  });

  it.each(['UpdateFunctionCode', 'UpdateFunctionCode20150331', 'UpdateFunctionCode20301231v17'])(
    'is changed by %s, whatever the version of the API',
    (eventName) => {
      expect(called({ functionName: FUNCTION }, { eventName })).toEqual([FUNCTION]);
    },
  );

  it.each(['Invoke', 'GetFunction20150331v2', 'UpdateFunctionCodex'])('is not changed by %s', (eventName) => {
    expect(called({ functionName: FUNCTION }, { eventName })).toEqual([]);
  });
});

it('knows names that CloudFormation shortened', () => {
  const id = `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/security-audit-of-systems-manager-production/0a1b`;
  const long = stack({ id, prefix: 'PlatformSecuritySystemsManagerAudit' });
  const tampered = (roleName: string) =>
    tamperedBy({ eventSource: 'iam.amazonaws.com', eventName: 'DeleteRole', requestParameters: { roleName } }, long);
  expect(tampered('security-audit-of-system-PlatformSecuritySystemsMa-1A2B3C4D5E6F')).toHaveLength(1);
  expect(tampered('security-audit-of-systems-manager-production-PlatformSecuritySystemsM-1A2B')).toHaveLength(1);
  expect(tampered('security-audit-of-docume-PlatformSecuritySystemsMa-1A2B3C4D5E6F')).toEqual([]);
  expect(tampered('security-audit-of-system-PlatformOther-1A2B3C4D5E6F')).toEqual([]);
  expect(tampered('security-audit-PlatformSecuritySystemsMa-1A2B3C4D5E6F')).toEqual([]);
});

it('takes objects that are deleted for tampering in the log bucket alone', () => {
  const deleted = (bucketName: string) =>
    tamperedBy({ eventSource: 's3.amazonaws.com', eventName: 'DeleteObject', requestParameters: { bucketName } }, OWN);
  expect(deleted(OWN.logBucket)).toHaveLength(1);
  expect(deleted('ssm-audit-auditalertingdiscarded0a1b2c3d-1a2b3c4d5e6f')).toEqual([]);
});

it('knows a key by its ID in capitals', () => {
  const keyId = OWN.known.find(({ kind }) => kind === 'key')?.name.toUpperCase() ?? '';
  const disabled = { eventSource: 'kms.amazonaws.com', eventName: 'DisableKey', requestParameters: { keyId } };
  expect(tamperedBy(disabled, OWN)).toHaveLength(1);
});

it('knows the bucket of an access point by the ARN in resources, and takes no access point for a bucket', () => {
  const accessPoint = `arn:aws:s3:${REGION}:${ACCOUNT}:accesspoint/logs`;
  const deleted = (ARN: string) => ({
    eventSource: 's3.amazonaws.com',
    eventName: 'DeleteObject',
    awsRegion: REGION,
    recipientAccountId: ACCOUNT,
    requestParameters: { bucketName: accessPoint },
    resources: [
      { type: 'AWS::S3::Object', ARN: `${accessPoint}/object/key` },
      { accountId: ACCOUNT, type: 'AWS::S3::Bucket', ARN },
    ],
  });
  expect(tamperedBy(deleted(`arn:aws:s3:::${OWN.logBucket}`), OWN).map(({ id }) => id)).toEqual([OWN.logBucket]);
  expect(tamperedBy(deleted('arn:aws:s3:::company-logs'), OWN)).toEqual([]);
});

it('takes the region of a queue from the record, whatever the host in its URL', () => {
  const name = 'ssm-audit-AuditDeliveriesQueue0A1B2C3D-1A2B3C4D5E6F';
  const purged = (awsRegion: string, account = ACCOUNT) =>
    tamperedBy(
      {
        eventSource: 'sqs.amazonaws.com',
        eventName: 'PurgeQueue',
        awsRegion,
        recipientAccountId: ACCOUNT,
        requestParameters: { queueUrl: `https://sqs.us-east-1.amazonaws.com/${account}/${name}/?Action=PurgeQueue` },
      },
      OWN,
    );
  expect(purged(REGION)).toHaveLength(1);
  expect(purged('us-east-1')).toEqual([]);
  expect(purged(REGION, '444455556666')).toEqual([]);
});

it('knows the key of an alias by the ARN in resources', () => {
  const [key] = JSON.parse(STACK_TEXT).known.slice(-1);
  const record = {
    eventSource: 'kms.amazonaws.com',
    eventName: 'DeleteAlias',
    awsRegion: REGION,
    recipientAccountId: ACCOUNT,
    requestParameters: { aliasName: 'alias/audit' },
    resources: [{ accountId: ACCOUNT, type: 'AWS::KMS::Key', ARN: key }],
  };
  expect(tamperedBy(record, OWN).map(({ kind }) => kind)).toEqual(['key']);
});

it('finds nothing in records of other forms', () => {
  const base = { eventSource: 'sqs.amazonaws.com', eventName: 'PurgeQueue' };
  for (const requestParameters of [
    null,
    'x',
    7,
    [],
    { queueUrl: 7 },
    { queueUrl: { a: 1 } },
    { queueUrl: 'https://' },
  ]) {
    expect(tamperedBy({ ...base, requestParameters, resources: 'x' }, OWN)).toEqual([]);
  }
  expect(tamperedBy(undefined, OWN)).toEqual([]);
  expect(tamperedBy({ eventSource: 'toString', eventName: 'constructor' }, OWN)).toEqual([]);
});
