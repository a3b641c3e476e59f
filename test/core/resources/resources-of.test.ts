import type { JsonObject } from '../../../lib/core/record/json';
import { relatedResourcesOf, resourcesOf } from '../../../lib/core/resources/resources-of';
import { HYBRID_NODE, NODE, OTHER_NODE, ssmCall, touched, touchedBy, UUID } from './ssm-call';

const PARAMETER_ARN = 'arn:aws:ssm:eu-west-1:111122223333:parameter';

describe('resourcesOf', () => {
  test('names nothing twice, however often and however differently a record names it', () => {
    const record = ssmCall('PutParameter', {
      requestParameters: { name: `${PARAMETER_ARN}/prod/db` },
      responseElements: { name: '/prod/db:3' },
      resources: [
        { ARN: `${PARAMETER_ARN}/prod/db` },
        { arn: `${PARAMETER_ARN}/prod/db`, type: 'AWS::SSM::Parameter' },
      ],
    });
    expect(touched(record)).toEqual(['creates parameter /prod/db']);
  });

  test.each<[string, JsonObject | null, JsonObject | null, string]>([
    ['a first version', { name: 'a', overwrite: true }, { version: 1 }, 'creates'],
    ['a later version', { name: 'a', overwrite: true }, { version: 2 }, 'changes'],
    ['a write that may not overwrite', { name: 'a', overwrite: false }, null, 'creates'],
    ['a write that may', { name: 'a', overwrite: true }, null, 'changes'],
    ['the same in a copy of a log', { name: 'a', overwrite: 'true' }, null, 'changes'],
  ])('tells whether PutParameter makes the parameter: %s', (_, requestParameters, responseElements, relation) => {
    const record = ssmCall('PutParameter', { requestParameters, responseElements });
    expect(touched(record)).toEqual([`${relation} parameter a`]);
  });

  test('names the associations of a compliance report, and those alone', () => {
    const id = '56fcb26d-8140-4f3f-8f77-7ff7344b4057';
    const report = (complianceType: string) =>
      touched(ssmCall('PutComplianceItems', { requestParameters: { complianceType, items: [{ id }, { id: '' }] } }));
    expect(report('Association')).toEqual([`target association ${id}`]);
    expect(report('Patch')).toEqual([]);
  });

  test('keeps the stronger of two relations to one thing', () => {
    const request = { name: 'Deploy', requires: [{ name: 'Deploy' }] };
    expect(touchedBy('CreateDocument', request)).toEqual(['creates document Deploy']);
  });

  test('takes the slash of a one-segment parameter from the request, as its ARN has none', () => {
    const resources = [{ ARN: `${PARAMETER_ARN}/db` }];
    expect(touched(ssmCall('GetParameter', { requestParameters: { name: '/db' }, resources }))).toEqual([
      'uses parameter /db',
    ]);
    expect(touched(ssmCall('GetParameter', { resources }))).toEqual(['uses parameter db']);
  });

  test('lists the two kinds of ARN that inventory reports have', () => {
    const resources = [
      { ARN: `arn:aws:ec2:eu-west-1:111122223333:instance/${NODE}` },
      { ARN: `arn:aws:ssm:eu-west-1:111122223333:managed-instance-inventory/${NODE}` },
      { ARN: `arn:aws:ec2:eu-west-1:111122223333:instance/${OTHER_NODE}` },
    ];
    expect(touched(ssmCall('PutInventory', { resources }))).toEqual([
      `target instance ${NODE}`,
      `target instance ${OTHER_NODE}`,
    ]);
  });

  test.each([
    ['absent', {}],
    ['null', { documentName: null }],
    ['empty', { documentName: '' }],
  ])('a session has an implied document where its name is %s', (_case, request) => {
    expect(touchedBy('StartSession', { target: NODE, ...request })).toEqual([
      `target instance ${NODE}`,
      'implied document SSM-SessionManagerRunShell',
    ]);
  });

  test.each([
    ['the request names one', { target: NODE, documentName: 'AWS-StartSSHSession' }],
    ['the name is redacted', { target: NODE, documentName: 'HIDDEN_DUE_TO_SECURITY_REASONS' }],
    ['there is no request', null],
  ])('no document is implied where %s', (_case, requestParameters) => {
    expect(touchedBy('StartSession', requestParameters).join()).not.toContain('implied');
  });

  test('the session of a node is a session; the node it is named after was not touched', () => {
    const sessionId = `${NODE}-0a1b2c3d4e5f60718`;
    const record = ssmCall('StartSession', {
      requestParameters: { target: OTHER_NODE },
      responseElements: { sessionId, streamUrl: `wss://host/v1/data-channel/${sessionId}?role=publish_subscribe` },
    });
    expect(touched(record)).toEqual([
      `creates session ${sessionId}`,
      `target instance ${OTHER_NODE}`,
      'implied document SSM-SessionManagerRunShell',
    ]);
  });

  test('one document changed is told from many that use it', () => {
    const name = 'SSM-SessionManagerRunShell';
    expect(touchedBy('UpdateDocument', { name })).toEqual([`changes document ${name}`]);
    expect(touchedBy('GetDocument', { name })).toEqual([`uses document ${name}`]);
  });

  test('an activation and the node it became stand in one record', () => {
    const record = ssmCall('RegisterManagedInstance', {
      requestParameters: { activationId: UUID },
      responseElements: { instanceId: HYBRID_NODE },
    });
    expect(touched(record)).toEqual([`creates instance ${HYBRID_NODE}`, `uses activation ${UUID}`]);
  });

  test('what the table accounts for is not found once more by its shape', () => {
    const record = ssmCall('AssociateOpsItemRelatedItem', {
      requestParameters: { opsItemId: 'oi-0123456789ab', resourceType: 'AWS::EC2::Instance', resourceUri: NODE },
      responseElements: { associationId: UUID },
    });
    expect(touched(record)).toEqual([
      `creates other ${UUID}`,
      'changes opsItem oi-0123456789ab',
      `uses instance ${NODE}`,
    ]);
  });

  test('a record with no name at all still gives what its parameters show', () => {
    expect(resourcesOf({ requestParameters: { instanceId: NODE } })).toEqual([
      { id: NODE, kind: 'instance', relation: 'target' },
    ]);
    expect(resourcesOf({})).toEqual([]);
  });
});

describe('relatedResourcesOf', () => {
  test('a SecureString that is re-encrypted stands in contexts of its own', () => {
    const context = { PARAMETER_ARN: `${PARAMETER_ARN}/prod/db` };
    const requestParameters = { sourceEncryptionContext: context, destinationEncryptionContext: context };
    const record = ssmCall('ReEncrypt', { eventSource: 'kms.amazonaws.com', requestParameters });
    expect(relatedResourcesOf(record)).toEqual([{ id: '/prod/db', kind: 'parameter', relation: 'uses' }]);
  });

  test.each([
    [`${PARAMETER_ARN}/prod/db`, '/prod/db'],
    [`${PARAMETER_ARN}/plain`, 'plain'],
  ])('the SecureString %s is %s', (arn, id) => {
    const requestParameters = { encryptionContext: { PARAMETER_ARN: arn } };
    const record = ssmCall('Decrypt', { eventSource: 'kms.amazonaws.com', requestParameters });
    expect(relatedResourcesOf(record)).toEqual([{ id, kind: 'parameter', relation: 'uses' }]);
  });

  test.each([
    null,
    'HIDDEN_DUE_TO_SECURITY_REASONS',
    { encryptionContext: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
    { encryptionContext: { PARAMETER_ARN: 'HIDDEN_DUE_TO_SECURITY_REASONS' } },
    { encryptionContext: { PARAMETER_ARN: 7 } },
  ])('%p names no parameter', (requestParameters) => {
    expect(relatedResourcesOf(ssmCall('Decrypt', { requestParameters }))).toEqual([]);
  });
});
