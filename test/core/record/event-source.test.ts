import { familyOf, isSourceless, parameterArnsOf } from '../../../lib/core/record/event-source';
import type { JsonObject } from '../../../lib/core/record/json';

const ARN = 'arn:aws:ssm:eu-central-1:111122223333:parameter/shop/db/password';
const OTHER_ARN = 'arn:aws:ssm:eu-central-1:111122223333:parameter/shop/db/user';

const kms = (requestParameters: JsonObject | null) => ({ eventSource: 'kms.amazonaws.com', requestParameters });

it.each<[string, JsonObject]>([
  ['a decryption', { encryptionContext: { PARAMETER_ARN: ARN } }],
  ['a re-encryption, by its source', { sourceEncryptionContext: { PARAMETER_ARN: ARN } }],
  ['a re-encryption, by its destination', { destinationEncryptionContext: { PARAMETER_ARN: ARN } }],
  [
    'a re-encryption of the same',
    {
      sourceEncryptionContext: { PARAMETER_ARN: ARN },
      destinationEncryptionContext: { PARAMETER_ARN: ARN },
    },
  ],
])('relates a call of KMS to its parameter: %s', (_, requestParameters) => {
  expect(familyOf(kms(requestParameters))).toBe('related');
  expect(parameterArnsOf(kms(requestParameters))).toEqual([ARN]);
});

it('knows both parameters where one is re-encrypted as another', () => {
  const record = kms({
    sourceEncryptionContext: { PARAMETER_ARN: ARN },
    destinationEncryptionContext: { PARAMETER_ARN: OTHER_ARN },
  });
  expect(parameterArnsOf(record)).toEqual([ARN, OTHER_ARN]);
});

it.each<[string, JsonObject | null]>([
  ['no context', { keyId: 'alias/a' }],
  ['the context of something else', { encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::bucket' } }],
  ['no request', null],
])('relates no call of KMS with %s', (_, requestParameters) => {
  expect(familyOf(kms(requestParameters))).toBe('other');
});

it('relates no other service by a context', () => {
  const record = { ...kms({ encryptionContext: { PARAMETER_ARN: ARN } }), eventSource: 's3.amazonaws.com' };
  expect(familyOf(record)).toBe('other');
});

describe('isSourceless', () => {
  it.each([
    [{ eventName: 'SendCommand' }],
    [{ eventSource: '' }],
    [{ eventSource: ' ' }],
    [{ eventSource: null }],
    [{ eventSource: 7, eventCategory: 'Management' }],
  ])('%j can be anybody’s', (record) => {
    expect(isSourceless(record)).toBe(true);
  });

  it.each([
    [{ eventSource: 'ec2.amazonaws.com' }],
    [{ eventCategory: 'Insight', insightDetails: {} }],
    ['no record'],
    [undefined],
  ])('%j cannot', (record) => {
    expect(isSourceless(record)).toBe(false);
  });
});
